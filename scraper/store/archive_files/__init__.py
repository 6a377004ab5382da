"""Records in the files of web archives: WARC and ARC, plain, gzipped, in Zstandard or in a WACZ, also damaged ones."""
