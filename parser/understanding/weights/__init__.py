"""Weights of the judges of numbers, made by `make fit`."""
