"""Every capture of a page in the archive, and the newest as the record of its project."""
