"""`python -m freesheet` is the `freesheet` command."""

from freesheet.config.command import main

if __name__ == "__main__":
    main()
