"""Which requests are refused before they are answered, and what the others may take."""
