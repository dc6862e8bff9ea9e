"""Language and lists as data: the loader, the notation of words, and a schema for each table."""
