"""The checks of a finished archive, each of which gives what it finds wrong."""
