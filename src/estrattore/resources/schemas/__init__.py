"""What each table must hold: one frozen model for each file, and the accessor that reads it."""
