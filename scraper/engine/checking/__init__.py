"""Responses that are not what they seem, and the flags that they get."""
