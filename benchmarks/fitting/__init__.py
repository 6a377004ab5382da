"""Fits the weights of `parser` to annotated texts, and the thresholds of what is shown to texts left out of the fit."""
