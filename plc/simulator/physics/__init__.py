"""The physics of the testers, free of I/O and of clocks."""
