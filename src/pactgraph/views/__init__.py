"""Pictures of the graph: a view file and a network, or a question, become one page that works offline.

``definition`` reads a view file (with ``network_choice``, ``encoding`` and ``charts.definition``).
``network_of`` makes its network, from a projection or from the rows of a question (``asked``), narrowed
(``narrowing``) to what it is about (``focus``). ``layouts`` give every node a box, ``marks`` its colour and
shape; ``page`` writes the page, ``picture`` a still one, ``summary`` and ``tables`` say the same in words and
rows. ``charts`` draw what is no network; ``gallery`` draws all views and the index.
"""
