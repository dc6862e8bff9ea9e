"""Text: its sentences and its tokens, on characters alone."""
