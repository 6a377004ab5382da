"""Which written names are one organisation, and which are merely similar."""
