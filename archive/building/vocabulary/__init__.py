"""The words of the archive with their basic forms and the parts of their compounds, for the search."""
