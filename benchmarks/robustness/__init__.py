"""Pages made on purpose to break or to slow the reading."""
