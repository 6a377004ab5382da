"""The pages of organisations, and the list of the largest owners."""
