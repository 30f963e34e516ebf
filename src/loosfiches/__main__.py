"""The command line's entry: settle the language, then hand over; so that even the help speaks it."""

import gc
import sys


def main() -> None:
    """Run the program on its arguments and leave with its status."""
    try:
        from loosfiches import language

        arguments = language.settle(sys.argv[1:])
        from loosfiches.cli import run
    except KeyboardInterrupt:  # Ctrl-C before there are words to tell it in
        sys.exit(130)
    except MemoryError:
        sys.stderr.write("loosfiches: mémoire insuffisante (out of memory)\n")
        sys.exit(3)
    status = run(arguments)
    gc.freeze()  # all goes now: looking for garbage in a thousand sheets once more takes a tenth of a second
    # Where a signal came while Python ran a text of its own, as it does for each dataclass, it would end by SIGINT,
    # whatever the status, though the interruption was told: it forgets that by running another text.
    exec("")
    sys.exit(status)


if __name__ == "__main__":
    main()
