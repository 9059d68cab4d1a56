"""Seed small faults in a module and count how many the tests of its folder find.

    python tests/benchmarks/mutants.py model/quantities.py store/turtle.py audit/spans.py

Each fault is one change of the syntax tree: a comparison flipped, a condition negated, ``and`` for ``or``,
another number, another arithmetic operator, None returned, a statement dropped. Faults are drawn by a seed,
so that a second run seeds the same. All work is done on a copy of the checkout in a temporary folder.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import os
import random
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "build", "dist", "node_modules", "__pycache__")
PAIRS = (
    (ast.Eq, ast.NotEq), (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.In, ast.NotIn), (ast.Is, ast.IsNot),
    (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.FloorDiv),
)  # fmt: skip
FLIPPED = dict([*PAIRS, *((other, one) for one, other in PAIRS), (ast.Div, ast.Mult), (ast.Mod, ast.Add)])
DROPPED = (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break)
#: A fault: where it is, and how the tree is changed.
Fault = tuple[int, str, Callable[[], None]]


def faults(tree: ast.Module) -> Iterator[Fault]:
    """Yield every fault that the tree can be given; types and docstrings are left alone."""
    for node in nodes(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Compare) and type(node.ops[0]) in FLIPPED:
            yield line, "comparison flipped", lambda node=node: flip(node.ops, 0)
        if isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in FLIPPED:
            yield line, "another operator", lambda node=node: flip(vars(node), "op")
        if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            yield line, "another constant", lambda node=node: vars(node).update(value=other(node.value))
        if isinstance(node, ast.If | ast.While | ast.IfExp):
            yield line, "condition negated", lambda node=node: vars(node).update(test=negated(node.test))
        if isinstance(node, ast.comprehension) and node.ifs:
            line = node.ifs[0].lineno
            yield line, "filter negated", lambda node=node: node.ifs.__setitem__(0, negated(node.ifs[0]))
        if isinstance(node, ast.Return) and node.value is not None and not is_none(node.value):
            yield line, "None returned", lambda node=node: vars(node).update(value=ast.Constant(None))
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            for at, one in enumerate(block if isinstance(block, list) else ()):
                if isinstance(one, DROPPED) and not (isinstance(one, ast.Expr) and is_text(one.value)):
                    yield (
                        one.lineno,
                        "statement dropped",
                        lambda b=block, at=at: b.__setitem__(at, ast.Pass()),
                    )


def nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree, but for those of annotations and of what is for type checkers only."""
    if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
        return
    yield node
    for name, held in ast.iter_fields(node):
        if name not in ("annotation", "returns"):
            for child in held if isinstance(held, list) else [held]:
                if isinstance(child, ast.AST):
                    yield from nodes(child)


def flip(holder: object, key: object) -> None:
    holder[key] = FLIPPED[type(holder[key])]()  # type: ignore[index]


def other(value: bool | int | float) -> bool | int | float:
    return not value if isinstance(value, bool) else value + 1


def negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def drawn(text: str, count: int, seed: int) -> list[tuple[int, str, str]]:
    """Return the line, the kind and the text of as many mutants as are asked for, in the order of lines."""
    whole = ast.parse(text)
    numbers = range(sum(1 for _ in faults(whole)))
    chosen = random.Random(seed).sample(numbers, min(count, len(numbers)))
    found = []
    for number in chosen:
        tree = copy.deepcopy(whole)
        line, kind, change = list(faults(tree))[number]
        change()
        found.append((line, kind, ast.unparse(ast.fix_missing_locations(tree))))
    return sorted(found)


def passes(copied: Path, tests: list[str], seconds: int) -> bool:
    """Run tests in a fork, which has pytest and the libraries loaded but nothing of the package."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        os.chdir(copied)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 2)
        sys.path.insert(0, str(copied / "src"))
        os.environ["PYTHONPATH"] = str(copied / "src")
        import pytest

        code = 3
        with contextlib.suppress(BaseException):
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]))
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def score(copied: Path, module: Path, count: int, seed: int, seconds: int) -> tuple[int, int]:
    """Return how many mutants of a module the tests of its folder kill, and of how many."""
    place, folder = copied / "src" / "pactgraph" / module, copied / "tests" / module.parts[0]
    text = place.read_text(encoding="utf-8")
    # What is named after the module comes first, since it fails first.
    own = sorted(str(path) for path in folder.rglob(f"test_{module.stem}.py"))
    tests = [*own, str(folder)]
    place.write_text(ast.unparse(ast.parse(text)), encoding="utf-8")
    if not passes(copied, tests, seconds):
        raise SystemExit(f"the tests of {folder.name} fail without any fault")
    mutants = drawn(text, count, seed)
    alive = []
    for line, kind, mutant in mutants:
        place.write_text(mutant, encoding="utf-8")
        if passes(copied, tests, seconds):
            alive.append(f"  {module}:{line}: {kind}")
            print(alive[-1], flush=True)
    place.write_text(text, encoding="utf-8")
    print(f"{module}: {len(mutants) - len(alive)} of {len(mutants)} killed", flush=True)
    return len(mutants) - len(alive), len(mutants)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("modules", nargs="+", type=Path, help="paths below src/pactgraph")
    parser.add_argument("--count", type=int, default=60, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument(
        "--seconds", type=int, default=300, help="processor time after which tests count as failed"
    )
    parser.add_argument("--checkout", type=Path, default=CHECKOUT, help="another checkout, for a comparison")
    given = parser.parse_args()
    # Loaded once; each fork has them. Not so networkx, which loads its backend from the package.
    for library in ("pytest", "rdflib", "pyoxigraph"):
        with contextlib.suppress(ImportError):
            __import__(library)
    sys.dont_write_bytecode = True
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        copied = Path(shutil.copytree(given.checkout, Path(temporary) / "checkout", ignore=LEFT_OUT))
        results = [score(copied, module, given.count, given.seed, given.seconds) for module in given.modules]
    killed, seeded = (sum(column) for column in zip(*results, strict=True))
    print(f"{killed} of {seeded} killed in all, seed {given.seed}")


if __name__ == "__main__":
    main()
