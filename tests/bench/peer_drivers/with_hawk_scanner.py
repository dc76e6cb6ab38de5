"""hawk-eye (hawk-scanner), file by file as its command does, documents and archives too.

Its patterns are fetched from the network by default; here it gets plain ones for what is planted,
as an organisation in the United Kingdom would write them.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from common import files
from hawk_scanner.internals import system

PATTERNS = {
    "NHS": r"\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}\b",
    "Email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    "Phone": r"\b0[0-9]{10}\b",
    "Postcode": r"\b[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}\b",
    "Card": r"\b[0-9]{16}\b",
}


def main() -> None:
    """Reads every file and tells what it matched."""
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as own, out.open("w") as told:
        patterns, connection = Path(own) / "patterns.json", Path(own) / "connection.json"
        patterns.write_text(json.dumps(PATTERNS))  # JSON is YAML
        connection.write_text(json.dumps({"sources": {"fs": {"all": {"path": str(folder)}}}}))
        args = argparse.Namespace(
            fingerprint=str(patterns), connection=str(connection), connection_json=None,
            debug=False, quiet=True, shutup=True, stdout=False, json=None,
        )  # fmt: skip
        for path in files(folder):
            found = system.read_match_strings(args, str(path), "fs") or []
            counts = {one["pattern_name"]: len(set(one["matches"])) for one in found}
            line = {"path": path.relative_to(folder).as_posix(), "found": counts}
            told.write(json.dumps(line) + "\n")
            told.flush()


main()
