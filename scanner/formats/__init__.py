"""Formats: each turns one byte stream into text with positions. `registry` lists them."""
