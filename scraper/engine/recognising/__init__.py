"""What a page is, told from its visible text: of the project bank, an error, a log-in, a page that is torn."""
