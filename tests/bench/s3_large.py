"""Sweeps a bucket with one large object: wall time, processor time and memory of the sweep alone.

    python tests/bench/s3_large.py --megabytes 2000 [--write]

The store is moto's server in a process of its own, which holds the object in memory. The object is
a log, made and put in pieces of 8 MB. `--write` puts the line into docs/performance.md.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from scanner.inventory.reader import open_inventory  # noqa: E402 - the path comes first
from tests.bench.measured import run  # noqa: E402
from tests.bench.mixed_estate import harmless, planted  # noqa: E402
from tests.bench.section import conditions, rewrite  # noqa: E402
from tests.sources.s3_server import ENVIRONMENT, make_bucket, moto_server, writer  # noqa: E402

BUCKET, KEY = "care-dumps", "application.log"
_PIECE = 8_000_000


def fill(address: str, megabytes: int, seed: int = 1) -> int:
    """Puts the object in pieces; how many people's lines it holds."""
    client, rng = writer(address), Random(seed)
    make_bucket(client, BUCKET)
    blocks, people = harmless.Blocks(harmless.log_line, rng), planted.clients(seed)
    upload = client.create_multipart_upload(Bucket=BUCKET, Key=KEY)["UploadId"]
    parts, planted_lines = [], 0
    for number in range(1, max(1, megabytes * 1_000_000 // _PIECE) + 1):
        piece = bytearray()
        while len(piece) < _PIECE:
            piece += blocks.piece(rng)
        piece += planted.in_log(rng.choice(people))[0].encode()
        planted_lines += 1
        named = {"Bucket": BUCKET, "Key": KEY, "UploadId": upload, "PartNumber": number}
        answer = client.upload_part(**named, Body=bytes(piece))
        parts.append({"PartNumber": number, "ETag": answer["ETag"]})
    client.complete_multipart_upload(
        Bucket=BUCKET, Key=KEY, UploadId=upload, MultipartUpload={"Parts": parts}
    )
    return planted_lines


def main() -> None:
    """Fills, sweeps, tells."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=512)
    parser.add_argument("--write", action="store_true", help="rewrite docs/performance.md")
    chosen = parser.parse_args()
    os.environ |= ENVIRONMENT
    with moto_server() as address, tempfile.TemporaryDirectory() as folder:
        lines = fill(address, chosen.megabytes)
        out, said = Path(folder) / "inventory", Path(folder) / "said.txt"
        command = [sys.executable, "-m", "scanner.cli", "scan", f"s3://{BUCKET}", "-o", str(out)]
        options = ("workers=1", 'test_numbers="live"', f's3.endpoint_url="{address}"')
        cost = run([*command, *(f for one in options for f in ("--set", one))], output=said)
        if cost.exit_code != 0:
            sys.exit(f"the sweep ended with {cost.exit_code}:\n{said.read_text()[-2000:]}")
        found = open_inventory(out).inventory.to_pylist()
    numbers = sum(row["findings"] for row in found if row["entity"] == "UK_NHS")
    text = (
        f"One object of {chosen.megabytes:,} MB, one worker: {cost.wall_seconds:,.0f} s "
        f"wall, {cost.cpu_seconds:,.0f} s of processor time, {cost.peak_mb:,.0f} MB of memory for "
        f"all processes of the sweep; {numbers:,} NHS numbers found of {lines:,} planted. "
        f"({conditions()})"
    )
    print(text)
    if chosen.write:
        rewrite("s3 large", text)


if __name__ == "__main__":
    main()
