"""Contact persons in what is built: kept in the private file, masked in all that is published."""
