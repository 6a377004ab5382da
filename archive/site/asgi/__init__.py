"""The ASGI applications around Datasette: the published path, the visitor's language, and what is done at the end."""
