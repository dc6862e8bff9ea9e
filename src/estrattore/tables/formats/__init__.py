"""The files that tables are written into and read from."""
