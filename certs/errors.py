"""What can go wrong with papers, each in words that say what to do."""

from __future__ import annotations


class CertsError(Exception):
    """Root of everything raised by ``certs``."""


class ContentInvalid(CertsError):
    """What is to be printed contradicts itself (curves of unequal length, no such month, …)."""


class MissingGlyph(CertsError):
    """A text holds characters that the embedded font cannot draw.

    ``characters`` are the missing ones, ``places`` the fields they stand in.
    """

    def __init__(self, characters: str, places: tuple[str, ...]) -> None:
        self.characters = characters
        self.places = places
        named = ", ".join(f"{c} (U+{ord(c):04X})" for c in characters)
        super().__init__(
            f"the font lacks {named} in {', '.join(places)}: nothing was printed; "
            "correct the text, or install the full font"
        )


class PhotoUnreadable(CertsError):
    """A photo's bytes are no picture."""

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        super().__init__(f"photo {code} cannot be read ({reason}): take it again")


class KeyFileError(CertsError):
    """The signing key's file is unreadable, damaged, or open to other users."""


class TrustListInvalid(CertsError):
    """The list of trusted signing keys cannot be read."""


class StockError(CertsError):
    """Root of what the stock of blanks refuses."""


class BooksUnreachable(StockError):
    """The database of the books is locked, full, gone or damaged; nothing was booked."""


class RangeInvalid(StockError):
    """A range of serials is written wrongly, runs backwards, or is too long."""


class DuplicateRange(StockError):
    """A range holds a serial that is in the books already."""

    def __init__(self, serial: str) -> None:
        self.serial = serial
        super().__init__(
            f"blank {serial} is in the books already: nothing was received; "
            "compare the range with the delivery note"
        )


class UnknownBlank(StockError):
    """A serial that was never received."""

    def __init__(self, serial: str) -> None:
        self.serial = serial
        super().__init__(f"blank {serial} was never received: check the number on the sheet")


class NoBlanksLeft(StockError):
    """No loaded blank is left at this station."""

    def __init__(self, station: str) -> None:
        self.station = station
        super().__init__(f"no blank is loaded at {station}: load the next range")


class MoveRefused(StockError):
    """A blank cannot go from the state it is in to the one asked for."""

    def __init__(self, serial: str, state: str, wanted: str) -> None:
        self.serial = serial
        self.state = state
        super().__init__(f"blank {serial} is {state} and can not become {wanted}")


class StickerPending(StockError):
    """The inspection holds a blank whose outcome somebody has to settle first."""

    def __init__(self, serial: str, inspection: str, why: str) -> None:
        self.serial = serial
        super().__init__(f"inspection {inspection} holds blank {serial}, {why}")


class AlreadyIssued(StockError):
    """The inspection has its sticker: ``serial`` says which."""

    def __init__(self, serial: str, inspection: str) -> None:
        self.serial = serial
        super().__init__(
            f"inspection {inspection} has its sticker, {serial}: "
            "to replace it, void that one first with a second person"
        )


class SecondPersonNeeded(StockError):
    """Taking a blank out of the books needs two different people and a reason."""

    def __init__(self) -> None:
        super().__init__("two different people and a reason are needed to take a blank out")
