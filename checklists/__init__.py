"""What is inspected and how it is judged: items, applicability, limits, verdicts."""
