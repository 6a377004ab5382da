"""The robots.txt of a host: read, and obeyed also where it cannot be had."""
