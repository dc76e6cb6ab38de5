"""What can be seen of a folder: whoever wrote to it shows."""

import hashlib
from pathlib import Path


def snapshot(folder: Path) -> dict[str, tuple[str, int, int, int, int]]:
    """Content, mode, and the times of writing, of change and of reading, of all that lies in it."""
    seen: dict[str, tuple[str, int, int, int, int]] = {}
    for path in [folder, *sorted(folder.rglob("*"))]:
        found = path.lstat()
        times = (found.st_mtime_ns, found.st_ctime_ns, found.st_atime_ns)
        seen[str(path)] = ("", found.st_mode, *times)
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            seen[str(path)] = (digest, *seen[str(path)][1:])
    return seen
