"""What the prose is about: groups, themes and places."""
