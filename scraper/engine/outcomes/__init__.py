"""What became of each request of a run: pages, failures, listings and projects met."""
