"""Word lists: a term or several a line, their source in the comment at the top of each file."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=64)
def load(name: str) -> tuple[str, ...]:
    """The lines of `<name>.txt` but comments, in the order of the file."""
    lines = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))
