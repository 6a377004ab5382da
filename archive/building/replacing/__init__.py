"""Where an archive is built, and how a new one takes the place of the old."""
