"""Check what the folders say, and tell what is wrong as findings with file and line."""
