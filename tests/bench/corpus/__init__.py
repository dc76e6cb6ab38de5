"""A labelled corpus of the files of UK care organisations, made from a seed. All invented.

`build.make` gives documents with every value they hold, and clean documents that hold none.
Sentences, headers and values are dealt from two halves that share nothing: `work`, which
whoever improves a recognizer may read, and `report`, from which the published figures come. A
hash of the text decides which half it belongs to (`halves`), so that nobody chooses.
"""
