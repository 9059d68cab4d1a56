"""From the graph to networkx: named projections."""
