"""`python -m console`: one desk. Imports inside `main` only: spawned workers import this module."""

import sys


def main() -> int:
    """Run the desk until it is closed; return the exit status."""
    from console.arguments import parse

    told = parse(sys.argv[1:])
    # Before Qt, whose import hook looks through the source of every module that is imported after it.
    import backend_client.client  # noqa: F401
    from console.bootstrap import run

    return run(told)


if __name__ == "__main__":
    sys.exit(main())
