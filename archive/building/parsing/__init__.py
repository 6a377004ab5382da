"""The inputs of a build, parsed in batches and by several processes."""
