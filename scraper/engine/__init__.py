"""The crawl: one run of a source, polite and safe, every response checked and stored."""
