"""`python -m scanner.cli` is the command."""

from scanner.cli import main

main()
