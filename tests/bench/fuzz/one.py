"""Fuzzes one parser in this process until its time is over. Started by `__main__`.

    python -m tests.bench.fuzz.one NAME SECONDS SEED

The working folder holds `corpus/`; what is found goes to `findings.jsonl` and `inputs/`.
"""

import contextlib
import json
import logging
import sys
import time
import warnings
from hashlib import blake2b
from pathlib import Path

import atheris

from tests.bench.fuzz.parsers import own_frames, parser

_SLOW_SECONDS = 5.0  # of processor time, for at most `_MAX_BYTES`
_MAX_BYTES = 65_536
_HANG_SECONDS = 60  # of the clock: this machine may be busy
_MEMORY_MB = 2_048


class _Findings:
    """Writes down each kind of finding once, with the input that showed it."""

    def __init__(self) -> None:
        self._known: set[str] = set()
        Path("inputs").mkdir(exist_ok=True)

    def add(self, what: str, content: bytes) -> None:
        """One finding; `what` quotes no content."""
        if what in self._known:
            return
        self._known.add(what)
        name = blake2b(content, digest_size=8).hexdigest()
        Path("inputs", name).write_bytes(content)
        with Path("findings.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps({"what": what, "input": name, "bytes": len(content)}) + "\n")


def main() -> None:
    """Runs until libFuzzer ends the process."""
    name, seconds, seed = sys.argv[1:]
    logging.disable()
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["scanner", "recognizers"]):
        parse, allowed = parser(name)
        # What is imported only when it is needed is watched, and its time not counted.
        for seed_file in Path("corpus").iterdir():
            with contextlib.suppress(Exception):
                parse(seed_file.read_bytes())
    findings = _Findings()

    def one(content: bytes) -> None:
        began = time.process_time()
        try:
            parse(content)
        except allowed:
            pass
        except Exception as error:
            where = list(own_frames(error))
            findings.add(f"{type(error).__name__} at {where[-1] if where else '?'}", content)
        if time.process_time() - began > _SLOW_SECONDS:
            findings.add("takes too long", content)

    options = {
        "max_total_time": seconds,
        "seed": seed,
        "max_len": _MAX_BYTES,
        "timeout": _HANG_SECONDS,
        "rss_limit_mb": _MEMORY_MB,
        "print_final_stats": 1,
        "artifact_prefix": "inputs/",
        "verbosity": 1,
    }
    arguments = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *arguments, "corpus"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
