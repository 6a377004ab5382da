"""The list of projects: filters, sums, pages, files, and a reference to cite."""
