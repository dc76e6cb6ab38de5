import argparse
import time
from pathlib import Path

from . import __doc__ as about
from .build import build


def main() -> None:
    """Writes an estate and says what is in it."""
    parser = argparse.ArgumentParser(description=str(about).splitlines()[0])
    parser.add_argument("out", type=Path, help="a new folder")
    parser.add_argument("--megabytes", type=float, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    begun = time.process_time()
    made = build(chosen.out, int(chosen.megabytes * 1e6), chosen.seed)
    seconds = time.process_time() - begun
    for kind, (files, size) in sorted(made.items()):
        print(f"{kind:<8} {files:>7,} files {size / 1e6:>10,.1f} MB")
    total = sum(size for _, size in made.values())
    print(f"{total / 1e6:,.0f} MB in {seconds:.0f} s of processor time")


if __name__ == "__main__":
    main()
