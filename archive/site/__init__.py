"""The archive as a Datasette site."""
