"""Dates, quantities, countries, passages and text: pure functions on values, without any RDF library."""
