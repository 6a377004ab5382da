"""The labels of a page and their values: in the order of the layout, or in any order."""
