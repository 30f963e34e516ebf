"""The command line's entry: settle the language, then hand over; so that even the help speaks it."""

import sys

from loosfiches import language


def main() -> None:
    """Run the program on its arguments and leave with its status."""
    arguments = language.settle(sys.argv[1:])
    from loosfiches.cli import run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
