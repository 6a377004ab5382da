"""SQL of visitors, run in processes of its own and bounded."""
