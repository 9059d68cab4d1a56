"""The graph as tools of the Model Context Protocol: the same answers as the API, in bounds, with sources."""
