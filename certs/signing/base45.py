"""Base45 (RFC 9285): bytes in the 45 characters that a QR code packs best."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(ALPHABET)}


def encode(data: bytes) -> str:
    """``data`` as Base45 text: three characters for each two bytes, two for a last odd one."""
    return "".join(
        _digits(int.from_bytes(data[i : i + 2], "big"), len(data[i : i + 2]) + 1)
        for i in range(0, len(data), 2)
    )


def decode(text: str) -> bytes:
    """The bytes behind Base45 ``text``.

    Raises ValueError for a character outside the alphabet, a length that no encoder makes,
    or a group above what its bytes can hold (RFC 9285, section 6).
    """
    if len(text) % 3 == 1:
        raise ValueError("a Base45 text never has this length")
    return b"".join(_group(text[i : i + 3]) for i in range(0, len(text), 3))


def _digits(value: int, count: int) -> str:
    digits = []
    for _ in range(count):
        value, digit = divmod(value, 45)
        digits.append(ALPHABET[digit])
    return "".join(digits)


def _group(group: str) -> bytes:
    try:
        value = sum(_VALUE[character] * 45**i for i, character in enumerate(group))
    except KeyError as unknown:
        raise ValueError(f"{unknown.args[0]!r} is no Base45 character") from None
    size = len(group) - 1
    if value >= 256**size:
        raise ValueError(f"{group!r} is above what {size} bytes hold")
    return value.to_bytes(size, "big")
