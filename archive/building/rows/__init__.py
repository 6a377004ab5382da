"""What is written of a project as rows of the published tables, and what changed since."""
