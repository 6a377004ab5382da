"""Which of the seven sections a paragraph without heading belongs to."""
