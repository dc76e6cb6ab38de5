"""Links in a local folder: what counts as one, and why it is not followed."""

import os
import stat
from pathlib import Path

_JUNCTION_TAG = 0xA0000003  # IO_REPARSE_TAG_MOUNT_POINT of Windows


def is_link(found: os.stat_result) -> bool:
    """Whether what `lstat` found is a symbolic link, or a junction of Windows."""
    junction = getattr(found, "st_reparse_tag", 0) == _JUNCTION_TAG
    return stat.S_ISLNK(found.st_mode) or junction


def target_inside(path: str, folder: Path) -> tuple[str, ...] | str:
    """The path below `folder` that a link leads to, or in words why there is none.

    Where a link leads outside is not told: the words end up in a report.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return "points to nothing"
    except PermissionError:
        return "points where this account may not look"
    except OSError:
        return "points to itself or in a circle"
    if not target.is_relative_to(folder):
        return "points outside the target"
    return target.relative_to(folder).parts
