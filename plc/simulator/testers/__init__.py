"""The simulated testers: what each shows and does, in lane time, without any wire."""
