"""Pages about the archive itself: sources, freshness, coverage, accuracy, terms, and what is new or changed."""
