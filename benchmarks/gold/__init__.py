"""The gold corpus of prose: the documents of `fixtures/prose/`, each with what careful readers say that it states."""
