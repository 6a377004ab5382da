"""The inputs of a build, read and parsed in batches by several processes, each within a limit of time."""
