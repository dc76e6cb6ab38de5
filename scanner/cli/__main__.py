"""`python -m scanner.cli` is the command."""

import sys

from scanner.cli import main

if __name__ == "__main__":
    sys.exit(main())
