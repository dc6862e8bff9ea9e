"""Speed, start-up and memory: `python -m benchmarks` (or `make bench`)."""
