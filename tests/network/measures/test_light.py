"""What measuring does not need: scipy, pandas and pyarrow, which take more room than all the rest."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys

sys.modules.update(dict.fromkeys(("scipy", "pandas", "pyarrow", "polars"), None))
import networkx as nx

from pactgraph.network.communities import METHODS, find_communities
from pactgraph.network.measures import MEASURES, measure
from pactgraph.network.measures.measure import Options
from pactgraph.network.robustness import kendall
from pactgraph.network.similarity import link_scores, structural_equivalence, worth_of_scores

club, two_mode = nx.karate_club_graph(), nx.davis_southern_women_graph()
for _, data in two_mode.nodes(data=True):
    data["mode"] = "initiative" if data["bipartite"] else "party"
networks = (club, nx.barbell_graph(4, 1), nx.gnp_random_graph(20, 0.2, seed=1, directed=True), two_mode)
for fast in (False, True):
    for name, one in MEASURES.items():
        graphs = [graph for graph in networks if not one.obstacle(graph)]
        assert any([measure(graph, name, Options(samples=20, fast=fast)).rows for graph in graphs]), name
for method in METHODS:
    find_communities(club, method, runs=2)
assert link_scores(club).rows and structural_equivalence(club).rows
assert worth_of_scores(club, rounds=2).rows
assert kendall([1, 2, 3], [1, 3, 2]) == 0.333333333333
"""


def test_every_measure_works_without_scipy_pandas_and_pyarrow():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
