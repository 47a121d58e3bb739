"""A simulated inspection lane: vehicles, drivers and testers behind real Modbus TCP servers.

The physics are pure functions of the vehicle, the seeds and the time since a run began, so the
same seed gives the same numbers however often and whenever the lane polls.
"""
