"""The archive served: as a site of its own, or in a Datasette that was started with it."""
