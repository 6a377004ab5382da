"""Amounts, dates, counts and promises in Swedish prose."""
