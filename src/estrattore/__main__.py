"""`python -m estrattore` does what the command `estrattore` does."""

from estrattore.cli import main

if __name__ == "__main__":
    main()
