"""Vocabularies of what prose names: target groups, themes, places at home and abroad, with every alias."""
