"""What is sent: headers, compression, versions, error pages, and answers to monitors and crawlers."""
