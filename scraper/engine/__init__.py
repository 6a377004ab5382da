"""The crawl: one run of a source, polite and safe, every answer checked and kept."""
