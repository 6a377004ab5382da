"""The page of one project."""
