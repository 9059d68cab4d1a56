"""The SPARQL endpoint: the protocol, what is refused, and the processes that answer within limits."""
