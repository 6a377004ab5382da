"""What decides from evidence: cues found among words, weights that were fitted, and what is sure enough to show."""
