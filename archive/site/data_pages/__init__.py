"""Datasette's own pages of tables, rows and SQL, in Swedish and with the dictionary's names."""
