"""Count what tells how well the code is built: modules, stairs, hidden imports, loose types.

    python tests/benchmarks/house_figures.py                 # the package of this checkout
    python tests/benchmarks/house_figures.py OTHER/src/NAME  # any other package

A *stair* is a private module-level function that its module names once beside its definition: a reader
climbs it for one caller. A *hidden import* stands inside a function; an *own* one imports the package itself.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

Function = ast.FunctionDef | ast.AsyncFunctionDef
MOST_PARAMETERS = 5


def functions(tree: ast.AST) -> Iterator[Function]:
    """Yield the functions of a module, methods and nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def names(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module defines at its top."""
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def figures(root: Path) -> dict[str, float]:
    """Return the figures of a package by their names."""
    texts = {file: file.read_text(encoding="utf-8") for file in root.rglob("*.py")}
    trees = {file: ast.parse(text) for file, text in texts.items()}
    lengths = {file: text.count("\n") for file, text in texts.items()}
    lines = sum(lengths.values())
    inner = {
        node
        for tree in trees.values()
        for function in functions(tree)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    own = [n for n in inner if isinstance(n, ast.ImportFrom) and (n.module or "").startswith(root.name)]
    stairs = [
        node.name
        for file, tree in trees.items()
        for node in tree.body
        if isinstance(node, Function)
        and node.name.startswith("_")
        and len(re.findall(rf"\b{node.name}\b", texts[file])) == 2
    ]
    wide = [
        function
        for tree in trees.values()
        for function in functions(tree)
        if len([*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]) > MOST_PARAMETERS
    ]
    return {
        "modules": len(texts),
        "lines": lines,
        "lines of the median module": median(n for n in lengths.values() if n > 1),
        "lines of the largest module": max(lengths.values()),
        "stairs per 1,000 lines": round(1000 * len(stairs) / lines, 1),
        "public module-level names": sum(
            not n.startswith("_") for tree in trees.values() for n in names(tree)
        ),
        "imports hidden in functions": len(inner),
        "own imports hidden in functions": len(own),
        "uses of Any": sum(len(re.findall(r"\bAny\b", text)) for text in texts.values()),
        f"functions with over {MOST_PARAMETERS} parameters": len(wide),
    }


def main() -> None:
    """Print the figures of a package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    own = Path(__file__).resolve().parent.parent.parent / "src" / "pactgraph"
    parser.add_argument("package", nargs="?", type=Path, default=own)
    for name, value in figures(parser.parse_args().package).items():
        print(f"{value:>9,} {name}")


if __name__ == "__main__":
    main()
