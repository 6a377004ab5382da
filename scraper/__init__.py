"""Fetches pages from files on disk, web archives and servers, politely, and stores them."""
