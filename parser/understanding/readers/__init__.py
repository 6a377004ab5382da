"""Readers of what Swedish text writes: numerals, dates, money, and quantities with what they count."""
