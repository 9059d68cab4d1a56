"""How much processor time the command line takes to answer in a fresh process.

    python tests/benchmarks/answer_times.py [--data build] [--times 15]

Prints medians, and each as so many times a process of Python that does nothing, which tells more of the
program and less of the machine. The goals: help in at most 6 times a bare interpreter, an answer in 0.2 s.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import sysconfig
from pathlib import Path

PROGRAM = str(Path(sysconfig.get_path("scripts")) / "pactgraph")
#: Command lines and their goals in seconds.
LINES = {
    "--help": 0.2,
    "ask --help": 0.2,
    "ask --list": 0.2,
    "ask agreements_of_party party=Cuba": 0.2,
    "ask agreements_of_party party=cuba": 0.2,
    "ask agreements_of_party party=Cuba --format table": 0.2,
    "show China": 0.2,
    "search silk road": 0.2,
    "explain China cooperatesWith Cuba": 0.2,
    "query SELECT(COUNT(*)AS?n){?s?p?o}": 0.2,
}


def main() -> None:
    """Measure each line in turn, round by round, so that a busy moment of the machine falls on all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="build", help="the build to ask")
    parser.add_argument("--times", type=int, default=15, help="processes for each line")
    chosen = parser.parse_args()
    environment = {**os.environ, "PACTGRAPH_DATA": str(Path(chosen.data).resolve())}
    commands = {"": [sys.executable, "-c", "pass"]}
    commands |= {line: [PROGRAM, *line.split(" ")] for line in LINES}
    taken: dict[str, list[float]] = {line: [] for line in commands}
    for number in range(chosen.times + 1):
        for line, command in commands.items():
            seconds = run(command, environment)
            if number:  # the first round only warms the disk
                taken[line].append(seconds)
    report({line: statistics.median(values) for line, values in taken.items()})


def run(command: list[str], environment: dict[str, str]) -> float:
    """Run a command whose answer nobody reads, and return the processor time that it took."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def report(medians: dict[str, float]) -> None:
    """Print a table; a median beyond its goal is marked."""
    bare = medians[""]
    print(f"{'python -c pass':55} {bare:6.3f} s   1.0")
    for line, goal in LINES.items():
        mark = "" if medians[line] < goal else f"  beyond its goal of {goal} s"
        print(f"{'pactgraph ' + line:55} {medians[line]:6.3f} s {medians[line] / bare:5.1f}{mark}")


if __name__ == "__main__":
    main()
