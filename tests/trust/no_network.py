"""Runs the command line and notes every address it or a child asks for: FILE COMMAND..."""

import sys
from pathlib import Path
from typing import Any

_ASKING = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"})


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    """Sockets with a name of this machine's own are no network."""
    if event in _ASKING and not isinstance(arguments[-1], str | bytes):
        with Path(sys.argv[1]).open("a") as asked:
            asked.write(f"{event} {arguments[1:]}\n")


# In the parent and, before they do anything, in its children.
if __name__ in ("__main__", "__mp_main__"):
    sys.path.insert(0, str(Path(__file__).parents[2]))
    sys.addaudithook(_note)

if __name__ == "__main__":
    from scanner.cli import main

    sys.exit(main(sys.argv[2:]))
