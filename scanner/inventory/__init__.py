"""The inventory on disk: written in shards, finished in one step, read by every report."""
