"""The demonstration: every process on this machine, simulated equipment, scripted people."""
