"""Where pages come from: for now, files and folders on disk."""
