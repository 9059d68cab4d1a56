"""Charts where they serve better than a network: timeline, series, map and matrix.

``definition`` reads the table ``[chart]`` of a view file and ``rows`` asks its question. ``timeline``,
``series``, ``map`` and ``matrix`` define the data and the drawing of one kind of chart each; ``page`` chooses
among them and writes the page. Each mark is a link to a row of the table below, with its claims.
"""
