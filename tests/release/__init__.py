"""The project as others install, read, extend and publish it."""
