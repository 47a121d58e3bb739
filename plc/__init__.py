"""Everything between the lane and its testers: wire, profiles, equipment, acquisition."""
