"""Texts without labels: which projects they are on, and what each says of itself at its head."""
