"""The SQL of the site: ready queries, functions for visitors' SQL, and rows for our own pages."""
