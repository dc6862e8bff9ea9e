"""The hand-priced linker; another one is to take its place."""
