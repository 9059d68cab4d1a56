from __future__ import annotations

import shutil
import subprocess

import pytest


def completions(pactgraph, *words: str) -> list[str]:
    line = " ".join(["pactgraph", *words])
    result = pactgraph(_PACTGRAPH_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)))
    return [entry.partition(",")[2] for entry in result.stdout.splitlines() if entry]


def test_commands_options_questions_parameters_and_views_are_completed(pactgraph):
    assert completions(pactgraph, "ex") == ["explain", "export"]
    assert "--format" in completions(pactgraph, "ask", "--fo")
    assert completions(pactgraph, "ask", "agreements_of") == ["agreements_of_party"]
    assert completions(pactgraph, "ask", "agreements_of_party", "pa") == ["party="]
    assert completions(pactgraph, "explain", "--question", "agreements_of") == ["agreements_of_party"]
    assert completions(pactgraph, "view", "two") == ["two-mode"]
    assert completions(pactgraph, "export", "j") == ["jsonld"]


def test_completion_of_an_unknown_question_offers_nothing(pactgraph):
    assert completions(pactgraph, "ask", "nope", "x") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_is_printed_and_parses(pactgraph, shell, tmp_path):
    result = pactgraph("completion", shell)
    assert result.returncode == 0
    assert "_PACTGRAPH_COMPLETE" in result.stdout
    program = shutil.which(shell)
    if program is None:
        return
    script = tmp_path / "script"
    script.write_text(result.stdout)
    assert subprocess.run([program, "-n", script], capture_output=True).returncode == 0


def test_an_unknown_shell_is_refused(pactgraph):
    result = pactgraph("completion", "tcsh")
    assert result.returncode == 2 and "'bash', 'zsh', 'fish'" in result.stderr
