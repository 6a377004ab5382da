"""The spider: requests what a source names, and what its pages lead to."""
