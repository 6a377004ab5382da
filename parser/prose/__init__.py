"""Texts without labels: the projects they describe, and the title, owner, status and number of each."""
