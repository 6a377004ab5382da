"""What the prose of a page says: claims, quantified promises, and tags, each with its place."""
