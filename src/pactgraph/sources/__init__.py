"""Sources and their documents: prove the evidence, and make new evidence."""
