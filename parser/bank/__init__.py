"""Pages of the project bank: labels, headings, sections and closing lists, read by one engine for all layouts."""
