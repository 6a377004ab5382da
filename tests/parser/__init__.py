"""Pages and registers read into records."""
