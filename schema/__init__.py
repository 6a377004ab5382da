"""The data model: the record of a project, its vocabularies, the column dictionary and the reference tables."""
