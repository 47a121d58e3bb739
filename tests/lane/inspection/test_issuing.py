"""Papers: what the verdict allows, once, whatever happens on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from pypdf import PdfReader

from certs.errors import NoBlanksLeft
from certs.stock.states import State
from lane.events.phases import IllegalMove, Phase
from lane.inspection.acts import Act, perform
from lane.inspection.check_in import NotNow
from lane.inspection.issuing import issue, sign
from lane.inspection.judging import judge_now
from lane.inspection.walk import start_walk
from tests.lane.shop import WEAK, Shop


def signed(shop: Shop, force_dan: float = 260.0) -> str:
    inspection = shop.walked("pass")
    shop.drive(inspection, force_dan)
    judge_now(shop.place, inspection)
    sign(shop.place, inspection, shop.person("signatory"))
    return inspection


def text(shop: Shop, digest: str) -> str:
    pages = PdfReader(io.BytesIO(shop.place.evidence.get(digest))).pages
    return "\n".join(page.extract_text() for page in pages)


def test_a_passed_vehicle_gets_report_and_sticker(shop: Shop):
    inspection = signed(shop)
    state = issue(shop.place, inspection, shop.person("registrar"))
    assert state.phase is Phase.CLOSED and state.outcome == "pass"
    assert state.report and state.sticker and state.blank
    plate = shop.vehicles["pass"].truth.plate
    assert plate in text(shop, state.report.sha256)
    assert state.sticker.blank == state.blank.blank
    assert shop.place.stock.status()[State.PRINTED] == 1


def test_a_failed_vehicle_gets_its_report_alone(shop: Shop):
    inspection = signed(shop, WEAK)
    state = issue(shop.place, inspection, shop.person("registrar"))
    assert state.outcome == "fail" and state.report and state.sticker is None
    assert shop.place.stock.loaded() == 200


def test_an_exempt_vehicle_gets_its_sticker_alone(shop: Shop):
    inspection = shop.known("exempt")
    start_walk(shop.place, inspection, "examiner")
    sign(shop.place, inspection, shop.person("signatory"))
    state = issue(shop.place, inspection, shop.person("registrar"))
    assert state.outcome == "exempt" and state.sticker and state.report is None


def test_nothing_is_issued_unsigned_or_twice(shop: Shop):
    with pytest.raises(NotNow, match="once the verdict is signed"):
        issue(shop.place, shop.walked("pass"), shop.person("registrar"))
    inspection = signed(shop)
    issue(shop.place, inspection, shop.person("registrar"))
    with pytest.raises(NotNow, match="once the verdict is signed"):
        issue(shop.place, inspection, shop.person("registrar"))
    assert shop.place.stock.status()[State.PRINTED] == 1


def test_no_blank_left_keeps_the_inspection_signed(shop: Shop):
    inspection = signed(shop)
    for number in range(200):
        shop.place.stock.reserve(f"another {number}")
    with pytest.raises(NoBlanksLeft):
        issue(shop.place, inspection, shop.person("registrar"))
    state = shop.state(inspection)
    assert state.phase is Phase.SIGNED and state.report and state.sticker is None


class Crash(Exception):
    """The program ends here."""


class CrashingAt:
    """Counts the writes of everything that issuing writes to, and ends before the n-th."""

    WRITES = ("put", "record", "reserve", "confirm")

    def __init__(self, n: int) -> None:
        self.left = n

    def over(self, real: Any) -> Any:
        return _Over(real, self)

    def write(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Crash


class _Over:
    def __init__(self, real: Any, crash: CrashingAt) -> None:
        self._real, self._crash = real, crash

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name not in CrashingAt.WRITES:
            return found

        def written(*args: Any, **named: Any) -> Any:
            self._crash.write()
            return found(*args, **named)

        return written


WRITES = ("report put", "ReportIssued", "reserved", "StickerReserved", "sticker put",
          "StickerPrinted", "confirmed", "Closed")  # fmt: skip


@pytest.mark.parametrize("n", range(len(WRITES)), ids=WRITES)
def test_a_crash_before_any_write_leaves_one_blank_and_one_sticker(
    open_shop: Callable[[], Shop], n: int
):
    shop = open_shop()
    inspection, crash = signed(shop), CrashingAt(n)
    place = replace(
        shop.place,
        book=crash.over(shop.place.book),
        evidence=crash.over(shop.place.evidence),
        stock=crash.over(shop.place.stock),
    )
    with pytest.raises(Crash):
        issue(place, inspection, shop.person("registrar"))
    shop = open_shop()
    assert shop.state(inspection).phase is Phase.SIGNED
    state = issue(shop.place, inspection, shop.person("registrar"))
    assert state.phase is Phase.CLOSED
    counts = shop.place.stock.status()
    assert (counts[State.PRINTED], counts[State.RESERVED], counts[State.UNCERTAIN]) == (1, 0, 0)
    kinds = shop.kinds(inspection)
    for kind in ("ReportIssued", "StickerReserved", "StickerPrinted", "Closed"):
        assert kinds.count(kind) == 1
    assert shop.replayed(inspection) == state


@pytest.mark.parametrize("reached", ["check_in", "known", "walk", "ready", "measured"])
async def test_an_inspection_can_be_abandoned_at_every_stage(shop: Shop, reached: str):
    inspection = {
        "check_in": lambda: shop.check_in("pass"),
        "known": lambda: shop.known("pass"),
        "walk": lambda: walking(shop),
        "ready": lambda: shop.walked("pass"),
        "measured": lambda: shop.drive(shop.walked("pass")).id,
    }[reached]()
    state = await shop.act("driver", inspection, "abandon", reason_code="broke_down", note="冒烟")
    assert state.phase is Phase.CLOSED and state.outcome == "abandoned"
    assert state.report and "冒烟" in text(shop, state.report.sha256)
    assert state.sticker is None and shop.place.stock.loaded() == 200


def walking(shop: Shop) -> str:
    inspection = shop.known("pass")
    start_walk(shop.place, inspection, "examiner")
    return inspection


async def test_only_reasons_of_the_closed_list_abandon(shop: Shop):
    inspection = shop.walked("pass")
    before = shop.state(inspection)
    with pytest.raises(NotNow, match="broke_down"):
        await shop.act("driver", inspection, "abandon", reason_code="no time")
    assert shop.state(inspection) == before


async def test_an_abandonment_cut_short_is_finished_by_issuing(shop: Shop):
    inspection, crash = shop.walked("pass"), CrashingAt(1)
    place = replace(
        shop.place,
        book=crash.over(shop.place.book),
        evidence=crash.over(shop.place.evidence),
    )
    with pytest.raises(Crash):
        await perform(
            place,
            shop.controller,
            inspection,
            "abandon",
            Act(reason_code="broke_down"),
            shop.person("driver"),
        )
    assert shop.state(inspection).phase is Phase.ABANDONED
    state = await shop.act("registrar", inspection, "issue")
    assert state.outcome == "abandoned" and shop.kinds(inspection).count("ReportIssued") == 1


async def test_a_closed_inspection_takes_no_act_at_all(shop: Shop):
    inspection = signed(shop)
    issue(shop.place, inspection, shop.person("registrar"))
    before = shop.state(inspection)
    for who, action, said in (
        ("registrar", "look_up", {}),
        ("examiner", "start_walk", {}),
        ("examiner", "walk_done", {}),
        ("driver", "send_to_lane", {}),
        ("signatory", "judge", {}),
        ("signatory", "sign", {}),
        ("registrar", "issue", {}),
        ("driver", "abandon", {"reason_code": "broke_down"}),
        ("driver", "resume", {}),
        ("driver", "retry_test", {}),
        ("supervisor", "skip_test", {"reason": "x"}),
        ("supervisor", "release", {"reason": "x", "decision": "released"}),
        ("registrar", "retest", {}),
    ):
        with pytest.raises((IllegalMove, NotNow)):
            await shop.act(who, inspection, action, **cast("dict[str, Any]", said))
        assert shop.state(inspection) == before, action
