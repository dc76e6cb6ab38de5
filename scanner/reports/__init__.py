"""Reports: an inventory, written for somebody to read."""
