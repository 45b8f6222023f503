"""``firsthand`` and ``python -m firsthand``: the command line."""

import sys

#: exit status of what was interrupted
INTERRUPTED = 130


def main() -> int:
    """Run the command line; Ctrl-C while it is being loaded ends it as quietly as later."""
    try:
        from firsthand.cli import main as run  # noqa: PLC0415 -- inside the try, for that reason

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("firsthand: interrupted\n")
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
