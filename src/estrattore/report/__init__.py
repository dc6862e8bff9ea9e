"""The page to look at: text with its finds marked, charts, the wording of two languages."""
