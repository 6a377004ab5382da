"""What each source states of a project, in a form that can be compared, and whose statement counts."""
