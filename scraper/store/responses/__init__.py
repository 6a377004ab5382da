"""HTTP responses: their headers and bodies, in every coding, and what their content begins like."""
