"""The one search of the archive: for the command line, the site, JSON, the tables' search and the list of projects."""
