"""Which project a text is about: title, owner, status, register number; several on one page."""
