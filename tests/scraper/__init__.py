"""Fetching pages and registers, and the page store."""
