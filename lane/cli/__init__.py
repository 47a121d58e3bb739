"""The `lane` commands, one module each."""
