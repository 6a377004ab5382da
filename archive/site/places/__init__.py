"""The pages of municipalities, counties and regions, and what they share with the pages of organisations."""
