"""Project bank pages: labels, headings, sections and closing lists, parsed by one engine for all layouts."""
