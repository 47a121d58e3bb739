"""A small police desk (视图库) for tests, drills and the demo.

`python -m lane.alerts.simulated_desk` checks what we send as a strict desk would, keeps it, and
misbehaves on demand.
"""
