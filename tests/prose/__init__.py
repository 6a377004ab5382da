"""What is read in prose, and how right it is."""
