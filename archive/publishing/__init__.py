"""Publishing: a folder that runs the site on any machine, and takes a new archive without a dropped request."""
