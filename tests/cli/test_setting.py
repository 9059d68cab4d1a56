from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.config import Settings, variable


def test_config_shows_each_setting_and_where_things_are(pactgraph, checkout, documents, tmp_path):
    result = pactgraph("config", cwd=tmp_path, PACTGRAPH_DATA="my build", PACTGRAPH_DOCUMENTS=str(documents))
    assert result.returncode == 0
    assert "PACTGRAPH_DATA=my build\n" in result.stdout
    assert f"PACTGRAPH_DOCUMENTS={documents}\n" in result.stdout
    assert f"graph: {checkout / 'graph'}\n" in result.stdout


@pytest.mark.parametrize("value", ["", None])
def test_an_empty_setting_is_none(value):
    environment = (
        {} if value is None else dict.fromkeys(map(variable, ("data", "documents", "content")), value)
    )
    assert Settings.from_environment(environment) == Settings()


def test_settings_are_read_by_name():
    settings = Settings.from_environment({"PACTGRAPH_DATA": "x", "PACTGRAPH_CONTENT": "y/z", "OTHER": "w"})
    assert settings == Settings(data="x", content=Path("y/z"))


def test_the_setting_for_data_is_what_commands_read(pactgraph, built, tmp_path):
    result = pactgraph("show", "Cuba", cwd=tmp_path, PACTGRAPH_DATA=str(built))
    assert result.returncode == 0 and '"name": "Cuba"' in result.stdout


def test_the_package_runs_as_a_module():
    result = subprocess.run([sys.executable, "-m", "pactgraph", "--version"], capture_output=True, text=True)
    assert result.stdout.startswith("pactgraph ")
