"""The page store as Scrapy's cache: what is asked for again, and how what comes is kept."""
