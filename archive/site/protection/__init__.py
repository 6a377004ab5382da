"""What bounds, refuses and answers errors: visitors' SQL in processes of its own, headers, error pages, closed pages."""
