"""Every rule is named, explained, registered and tested."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pactgraph.audit.rules
from pactgraph.audit import RULES
from pactgraph.audit.run import known_kinds

FOLDER = Path(pactgraph.audit.rules.__file__).parent


def test_every_module_of_the_folder_is_a_rule_of_its_name():
    modules = {file.stem.replace("_", "-") for file in FOLDER.glob("*.py")} - {"--init--"}
    assert set(RULES) == modules
    assert all(rule.look.__module__.endswith(name.replace("-", "_")) for name, rule in RULES.items())


@pytest.mark.parametrize("name", RULES)
def test_a_rule_explains_itself(name, real):
    rule = RULES[name]
    assert rule.title and rule.tells.endswith(".") and rule.look.__doc__
    assert set(rule.kinds) <= set(known_kinds(real))


@pytest.mark.parametrize("name", RULES)
def test_a_rule_is_tested(name, folder):
    text = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("test_*.py"))
    assert re.search(rf'find\(\s*"{name}"', text)


def test_rules_find_only_kinds_that_they_name(found):
    assert {(one.rule, one.kind) for one in found if one.kind not in RULES[one.rule].kinds} == set()


def test_every_disagreement_says_why_and_what(found):
    assert all(one.explanation.endswith(".") and one.stated and one.other and one.claims for one in found)
