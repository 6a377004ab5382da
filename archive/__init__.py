"""What users touch: the database, the site, the exports and the command line."""
