"""Building, keeping and exporting an archive."""
