"""The page of downloads, its files, and their description for other catalogues."""
