"""A new archive in the place of the old one, under a site that goes on answering."""
