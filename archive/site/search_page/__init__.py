"""The search page: `/sok`, and its hits as JSON."""
