"""What bounds, refuses and answers errors: visitors' SQL, wrong requests, headers, error pages."""
