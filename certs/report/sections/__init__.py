"""The report's sections, one class each."""
