"""What breaks the reading or goes unnoticed: broken and slow pages, fuzzing, mutants."""
