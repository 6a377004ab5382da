"""What depends on the whole archive, settled once all pages are written."""
