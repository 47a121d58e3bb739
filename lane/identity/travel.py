"""How fast a vehicle would have had to drive between two places."""

from __future__ import annotations

from datetime import datetime
from math import asin, cos, radians, sin, sqrt

_EARTH_RADIUS_KM = 6371.0


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees (haversine); no road is shorter."""
    phi1, phi2 = radians(lat1), radians(lat2)
    half = sin((phi2 - phi1) / 2) ** 2
    half += cos(phi1) * cos(phi2) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def needed_speed_kmh(
    km: float, start: datetime, end: datetime, *, margin_km: float, margin_minutes: float
) -> float:
    """The least straight-line speed, in favour of the driver by both margins.

    `margin_km` is for where cameras stand, `margin_minutes` for clocks that differ.
    """
    hours = (abs((end - start).total_seconds()) / 60 + margin_minutes) / 60
    return max(0.0, km - margin_km) / hours
