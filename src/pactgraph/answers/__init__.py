"""Ask: named questions, free queries, search, and everything about one thing."""
