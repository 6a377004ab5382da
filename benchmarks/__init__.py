"""Measures of the project: accuracy, fitting of weights, robustness, speed; and the gold corpus that they use."""
