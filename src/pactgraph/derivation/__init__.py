"""What follows from the claims: plain triples, computed by stated rules and never authored."""
