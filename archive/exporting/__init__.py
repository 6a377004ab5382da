"""Exports: the tables of the archive, or any rows, as files in every format, with the dictionary beside them."""
