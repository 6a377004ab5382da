"""How a request is made: slowly, to the hosts of the source alone, and again after an error that may pass."""
