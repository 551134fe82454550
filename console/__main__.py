"""`python -m console`: one desk. Imports inside `main` only: spawned workers import this module."""

import sys


def main() -> int:
    """Run the desk until it is closed; return the exit status."""
    from console.arguments import parse

    told = parse(sys.argv[1:])
    from console.bootstrap import run

    return run(told)


if __name__ == "__main__":
    sys.exit(main())
