"""From bytes to canonical text: encodings, markup, lines and spans; detection of files that are not projects."""
