"""The parameters of addresses: read in one way, and refused with what is allowed."""
