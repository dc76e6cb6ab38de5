"""The keys of keysweep: where they lie, how they are made, what names them."""
