"""Rows of the site's own pages as files: CSV, XLSX and JSON, each with what is to be known of its data."""
