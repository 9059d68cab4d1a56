"""Views of the graph as pages that work offline, and as still pictures.

``definition`` reads a view file (with ``network_choice`` and ``charts.definition``). ``network_of`` makes its
network, from a projection or from the rows of a question (``question_network``), and keeps the part that the
view is about (``subgraph``); ``thinning`` cuts one that is too large.
``layouts`` give every node a box and ``marks`` its colour and shape; ``scene`` turns both into path data with
``svg``, the one pen. ``page`` writes the page, ``picture`` a still picture, ``summary`` the same
in words and rows. ``charts`` draw what is no network. ``gallery`` has the ``Renderer`` of all of them,
and the index.
"""
