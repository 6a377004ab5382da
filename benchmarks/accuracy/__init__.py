"""How much is read right, of pages and of prose, against annotations and golden records."""
