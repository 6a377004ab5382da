"""A trained section classifier: fitted on an archive, compared with the rules on held-out projects."""
