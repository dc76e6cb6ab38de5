"""Who finds what in the labelled corpus, and how good that is."""
