"""Pages in web archives: which records hold one, of which address and time, and what is said of the others."""
