"""From pages and registers to the database: parsed, masked, joined, compared and written in one step."""
