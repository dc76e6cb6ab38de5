"""Sweeps that come back: what other programs start them with, what is kept, who is told."""
