"""Everything that acts on inspections stand on, put together once by the service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from certs.signing import Signer
from certs.station_time import day_of
from certs.stock import Stock
from lane.evidence import EvidenceStore
from lane.inspection.book import InspectionBook
from lane.inspection.readers import Readers
from lane.inspection.screening import Screening
from lane.people import People
from lane.register.store import Register
from lane.settings import DataFolder, Station
from plc.site import Site


@dataclass(frozen=True, slots=True)
class Workplace:
    """One lane's stores, readers and keys."""

    data: DataFolder
    station: Station
    people: People
    site: Site
    book: InspectionBook
    evidence: EvidenceStore
    register: Register
    screening: Screening
    readers: Readers
    signer: Signer
    stock: Stock
    now: Callable[[], datetime]

    def today(self) -> date:
        """The calendar day at the station."""
        return day_of(self.now())
