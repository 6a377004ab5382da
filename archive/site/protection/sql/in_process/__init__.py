"""What runs in a process of visitors' SQL: its bounds, what a statement may do, and its answer or whole file."""
