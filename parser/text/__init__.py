"""Bytes to canonical text: encodings, markup, lines and spans, and what a text is that is no project."""
