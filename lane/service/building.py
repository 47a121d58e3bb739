"""Puts one lane together from its data folder."""

from __future__ import annotations

from datetime import UTC, datetime

from certs.signing import ensure_key
from certs.stock import Stock
from certs.stock.engine import open_books
from lane.evidence import EvidenceStore
from lane.inspection.book import InspectionBook
from lane.inspection.readers import Readers
from lane.inspection.screening import Screening
from lane.inspection.workplace import Workplace
from lane.journal.store import Journal
from lane.people import People
from lane.register.store import Register
from lane.settings import DataFolder, load_station
from plc.site import load_site


def utc_now() -> datetime:
    """The time now, with its zone."""
    return datetime.now(UTC)


def build_workplace(data: DataFolder, journal: Journal) -> Workplace:
    """Open every store of the data folder; raises their errors, each naming its file."""
    station = load_station(data.station_file)
    evidence = EvidenceStore(data.evidence)
    return Workplace(
        data=data,
        station=station,
        people=People.load(data.people_file),
        site=load_site(data.site_file),
        book=InspectionBook(journal),
        evidence=evidence,
        register=Register(data.register),
        screening=Screening(data, station, journal, evidence, utc_now),
        readers=Readers(),
        signer=ensure_key(data.keys),
        stock=Stock(open_books(f"sqlite:///{data.stock}"), station.code, utc_now),
        now=utc_now,
    )
