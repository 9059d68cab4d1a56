"""Open, read and write RDF: one interface over memory, disk and remote endpoints; canonical Turtle."""
