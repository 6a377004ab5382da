"""The search and its index."""
