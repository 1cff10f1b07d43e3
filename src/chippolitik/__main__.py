"""Run the command line with ``python -m chippolitik``."""

from chippolitik.cli import main

if __name__ == "__main__":
    main()
