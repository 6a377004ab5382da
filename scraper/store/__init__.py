"""The page store: WARC files with an index, written as pages come and mended after a crash."""
