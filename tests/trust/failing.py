"""Runs the command line with one stage broken: python failing.py STAGE FILE COMMAND...

The stage raises errors whose messages, notes, causes and local variables hold the text of FILE, as
those of careless libraries do. Children are broken too, for a spawned process reads this file anew.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

STAGES = {
    "listing": "scanner.sources.files:FileSource.walk",
    "opening": "scanner.sources.files:FileSource.open",
    "reading": "scanner.sources.opening:_File.readinto",
    "identification": "scanner.reading:identify",
    "extraction": "scanner.formats.text:read",
    "detection": "scanner.detect.engine:Engine.detect",
    "search for names": "scanner.detect.language:NameReader.read",
    "classification": "scanner.classify.tally:ObjectTally.found",
    "closing of an object": "scanner.classify.tally:ObjectTally.close",
    "packing of a result": "scanner.rows:Scanned.__reduce_ex__",
    "writing of shards": "scanner.inventory.writer:Writer.commit",
    "assembling": "scanner.engines.sweep:assemble",
    "writing of tables": "scanner.inventory.writer:Writer.finish",
    "reporting": "scanner.reports.summary:Summary.__init__",
}


class CarelessError(ValueError):
    """An error of a library that quotes what it was given."""

    def __init__(self, value: str) -> None:
        super().__init__(f"cannot make sense of {value!r}")
        self.value = value
        self.add_note(f"near {value}")


def _raise(value: str) -> None:
    raise CarelessError(value) from OSError(5, f"bad record {value}", value)


def break_stage(stage: str, value: str) -> Callable[[], None]:
    """Put a function that raises in the place of the stage's own; what undoes it."""
    module, _, path = STAGES[stage].partition(":")
    holder: Any = import_module(module)
    *owners, name = path.split(".")
    for owner in owners:
        holder = getattr(holder, owner)
    before = vars(holder).get(name)
    setattr(holder, name, _failing(value))
    if before is None:  # it was inherited
        return lambda: delattr(holder, name)
    return lambda: setattr(holder, name, before)


def _failing(value: str) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        held = value  # a traceback that shows variables would show it
        _raise(held)

    return fail


# In the parent and, before they do anything, in its children.
if __name__ in ("__main__", "__mp_main__"):
    sys.path.insert(0, str(Path(__file__).parents[2]))
    break_stage(sys.argv[1], Path(sys.argv[2]).read_text("utf-8"))

if __name__ == "__main__":
    from scanner.cli import main

    sys.exit(main(sys.argv[3:]))
