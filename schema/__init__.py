"""What a project is: the record, its vocabularies, the column dictionary and the reference tables."""
