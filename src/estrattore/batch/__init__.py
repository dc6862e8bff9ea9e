"""A folder of inputs to a folder of tables: planned, run by workers, merged."""
