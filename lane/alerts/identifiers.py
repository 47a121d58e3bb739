"""Identifiers of GA/T 1400 (统一标识编码): who, what kind, when, and a number. Layout [M].

The same arguments give the same identifier, so that a notice sent twice is one notice.
"""

from __future__ import annotations

from datetime import datetime

from lane.alerts.codes import code

TIME_FORMAT = "%Y%m%d%H%M%S"
_SERIALS = 100_000


def wire_time(at: datetime) -> str:
    """A moment as the interface writes it, yyyyMMddHHmmss."""
    return at.strftime(TIME_FORMAT)


def notification_id(organisation: str, at: datetime, serial: int) -> str:
    """33 digits: organisation (12, 公安机关机构代码), kind, time and serial number."""
    _digits("organisation", organisation, 12)
    return organisation + code("identifier", "notification") + wire_time(at) + _serial(serial)


def image_id(device_id: str, at: datetime, serial: int) -> str:
    """41 digits: device (20), kind, time and serial number."""
    _digits("device_id", device_id, 20)
    return device_id + code("identifier", "image") + wire_time(at) + _serial(serial)


def object_id(source_id: str, kind: str, serial: int) -> str:
    """48 digits: the image (41) a `person` or `vehicle` was seen in, kind and serial number."""
    _digits("source_id", source_id, 41)
    return source_id + code("identifier", kind) + _serial(serial)


def _serial(number: int) -> str:
    if number < 0:
        raise ValueError("a serial number can't be negative")
    return f"{number % _SERIALS:05d}"


def _digits(name: str, text: str, length: int) -> None:
    if len(text) != length or not (text.isascii() and text.isdigit()):
        raise ValueError(f"{name} must have {length} digits")
