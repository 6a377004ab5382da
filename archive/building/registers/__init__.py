"""Registers in the archive: their rows as claims, their versions, and the floors that a new one must reach."""
