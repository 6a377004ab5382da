"""Checks a finished archive against itself, its dictionary and its private file; it changes nothing."""
