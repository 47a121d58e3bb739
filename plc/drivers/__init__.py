"""Drivers: one per protocol a tester may speak."""
