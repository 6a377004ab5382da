"""Reading on a Dask cluster: workers read pages and their prose and write partitions, which one process merges."""
