"""The page store: WARC files with an index, appended to as responses arrive and repaired after a crash."""
