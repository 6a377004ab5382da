"""Infer the sections of paragraphs without headings."""
