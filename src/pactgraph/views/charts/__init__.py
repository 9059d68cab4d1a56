"""Charts, where they serve better than a network: timeline, series, map, matrix.

``definition`` reads the table ``[chart]`` of a view file, ``rows`` asks its question, ``timeline``,
``series``, ``map`` and ``matrix`` write what Vega-Lite shall draw, each with its picture; ``drawing`` lets it
draw, ``making`` knows them all, ``page`` writes the page. Every mark leads to a row of the table below, and
the row to the claims it rests on.
"""
