"""Whether a vehicle is what its papers say (车辆唯一性): genuine, doubtful, assembled or cloned.

`assess` weighs what was read, measured, answered and recorded into one finding with reasons.
"""

from __future__ import annotations

from lane.identity.errors import IdentityError
from lane.identity.finding import Finding, assess
from lane.identity.model import IdentityInput, input_from, parse_input
from lane.identity.weigh import Evidence, Missing

__all__ = [
    "Evidence",
    "Finding",
    "IdentityError",
    "IdentityInput",
    "Missing",
    "assess",
    "input_from",
    "parse_input",
]
