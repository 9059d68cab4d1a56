"""Pictures of the graph: a view file, a projection and a template become one page that works offline.

``definition`` reads a view file, ``style`` its colours and shapes, ``labels`` measures text, ``layout`` gives
every node a box, ``tables`` says the same in rows, ``page`` writes the page.
"""
