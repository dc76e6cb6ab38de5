"""Windows shares, by SMB 2 and 3."""
