"""Register profiles: what a make's registers mean, as data."""

from plc.profile.loader import builtin_profiles, load_profile
from plc.profile.model import Block, Command, Point, Profile, Ring, Verb

__all__ = [
    "Block",
    "Command",
    "Point",
    "Profile",
    "Ring",
    "Verb",
    "builtin_profiles",
    "load_profile",
]
