"""Which section a paragraph without a heading belongs to."""
