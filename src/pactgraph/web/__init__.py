"""The explorer and the SPARQL service: pages, linked data, an API and the SPARQL Protocol at one address."""
