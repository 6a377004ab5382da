"""People's verdicts on what was read: read from their file, kept, and laid over what is written."""
