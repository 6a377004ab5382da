"""A trained model of sections: fitted on an archive, measured beside the rules on projects held out."""
