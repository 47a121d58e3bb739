"""What the comparisons of VIN, engine number and plate share."""

from __future__ import annotations

from collections.abc import Iterator

from lane.identity.compare import Difference
from lane.identity.rules import rules
from lane.identity.weigh import Clue, bound
from vision.grammar import check_digit_binds, check_digit_holds


def number_clues(
    found: Difference, reading: str, confidence: float, alike: str, differs: str
) -> Iterator[Clue]:
    """The clue `alike` where few look-alike characters differ, else `differs`, strength by count.

    A wholly different number weighs fully; a single character, which typists also get wrong,
    weighs in proportion. A reading that is unsure of itself is first of all to be repeated.
    """
    most = bound(reading, confidence, found.count)
    facts = difference_facts(found)
    parameters = rules().parameters
    if not found.unlike and len(found.alike) <= parameters.look_alike_limit:
        yield Clue(alike, facts, bound=most)
        return
    strength = min(1.0, (found.count + 1) / parameters.wholly_different)
    yield Clue(differs, facts, strength=strength, bound=most)
    if confidence < parameters.unsure_confidence:
        yield Clue("reading_unsure", facts | {"confidence": f"{confidence:.2f}"})


def is_slip(found: Difference) -> bool:
    """Whether the check digits tell a single character of a VIN to be misread."""
    if found.count != 1 or not check_digit_binds(found.recorded):
        return False
    return check_digit_holds(found.read) is False and check_digit_holds(found.recorded) is True


def difference_facts(found: Difference) -> dict[str, object]:
    """Words for a difference: both texts, how many characters and which."""
    places = sorted((*found.alike, *found.unlike))
    same_length = len(found.read) == len(found.recorded)
    return {
        "read": found.read,
        "recorded": found.recorded,
        "count": found.count,
        "places_zh": f"第{'、'.join(map(str, places))}位不同" if same_length else "位数不同",
        "places_en": f"place {', '.join(map(str, places))}" if same_length else "another length",
    }
