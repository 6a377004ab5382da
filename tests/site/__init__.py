"""The site, asked in process, over the network and in a browser."""
