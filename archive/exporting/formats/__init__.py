"""The formats of exports: what writes each, row by row, with the types that it knows."""
