"""What sources that are web archives share: their indexes (CDX), the addresses of captures, and which are wanted."""
