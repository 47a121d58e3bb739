"""The book beside the journal: what another process wrote, and listeners."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lane.events import kinds as k
from lane.events.phases import IllegalMove
from lane.inspection.book import ENDED_KEPT, InspectionBook, UnknownInspection
from lane.journal.errors import OutOfDate
from lane.journal.store import Journal
from lane.service.building import utc_now
from tests.lane.shop import Shop

PICTURE = k.PictureTaken(code="0111", name="左前方", sha256="0" * 64)


def test_states_are_folded_anew_at_the_next_start(open_shop: Callable[[], Shop]):
    shop = open_shop()
    inspection = shop.walked("pass")
    shop.drive(inspection)
    before = shop.state(inspection)
    assert open_shop().state(inspection) == before


def test_what_another_process_wrote_is_refused_once_and_then_known(shop: Shop):
    inspection = shop.check_in("pass")
    other = Journal(shop.place.data.journal, utc_now)
    InspectionBook(other).record(inspection, PICTURE, by="the other")
    other.close()
    with pytest.raises(OutOfDate, match="repeat what you did"):
        shop.place.book.record(inspection, PICTURE, by="registrar")
    assert len(shop.state(inspection).pictures) == 1
    assert len(shop.place.book.record(inspection, PICTURE, by="registrar").pictures) == 2


def test_several_events_are_recorded_together_or_not_at_all(shop: Shop):
    inspection = shop.check_in("pass")
    before = shop.state(inspection)
    with pytest.raises(Exception, match="not possible"):
        shop.place.book.record(inspection, PICTURE, k.Signed(statement="x"), by="x")
    assert shop.state(inspection) == before == shop.replayed(inspection)


def test_listeners_hear_of_what_was_recorded(shop: Shop):
    heard: list[tuple[str, int, int]] = []
    shop.place.book.listen(
        lambda state, events: heard.append((state.id, state.position, len(events)))
    )
    inspection = shop.check_in("pass")
    shop.place.book.record(inspection, PICTURE, PICTURE, by="x")
    assert heard == [(inspection, 1, 1), (inspection, 3, 2)]


def test_nobody_has_an_unknown_inspection(shop: Shop):
    with pytest.raises(UnknownInspection, match="choose one from the queue"):
        shop.state("209901010100001")


def test_ended_inspections_are_let_go_and_folded_again_when_asked_for(tmp_path: Path):
    journal = Journal(tmp_path / "journal.db", utc_now)
    book = InspectionBook(journal)
    check_in = k.CheckedIn(
        serial="1",
        kind="periodic",
        edition="GB38900-2020",
        lane="1",
        presenter_name="张三",
        presenter_id="110101199003070038",
    )
    ids = [f"i{number}" for number in range(3 * ENDED_KEPT)]
    for inspection in ids:
        book.record(inspection, check_in, k.Abandoned(reason_code="x", reason="y"), by="a")
        book.record(inspection, k.Closed(outcome="abandoned"), by="a")
    book.record("open", check_in, by="a")
    assert len(book._ended) == ENDED_KEPT and list(book._open) == ["open"]
    assert book.ids() == [*ids, "open"] and book.open_ids() == ["open"]
    assert book.state("i0").outcome == "abandoned"
    assert len(book._ended) == ENDED_KEPT
    again = InspectionBook(journal)
    assert again.ids() == book.ids() and again.is_over("i5") and not again.is_over("open")
    with pytest.raises(IllegalMove):
        again.record("i5", check_in, by="a")
    journal.close()
