"""Screening against the watch-lists (布控比对), at every point where somebody becomes known.

A hit is written to a stream of its own and to the outbox in one transaction, *before* the event
that made it known: a crash in between repeats the screening, it never loses a hit. Nothing is
returned, logged or shown, so that no caller can give a hit away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from certs.station_time import CHINA
from lane.alerts.identifiers import notification_id
from lane.alerts.notice import EvidencePicture, HitNotice, WantedPerson, WantedVehicle, build
from lane.alerts.worker import TOPIC
from lane.events.alert_kinds import WatchListHit
from lane.evidence import EvidenceStore
from lane.journal.store import ALERTS, Journal, OutgoingNotice
from lane.register.record import VehicleRecord
from lane.settings import DataFolder, Station
from lane.watchlist import Hit, WatchList, WatchListError, ensure_key
from lane.watchlist.values import Kind, ValueRefused

SCREENING = "screening"
NO_DESK = "0" * 20
UNREADABLE = "entry_unreadable"


class Screening:
    """Checks what becomes known and reports hits to the police desk."""

    def __init__(
        self,
        data: DataFolder,
        station: Station,
        journal: Journal,
        evidence: EvidenceStore,
        now: Callable[[], datetime],
    ) -> None:
        """Open the watch-list of the data folder with the key beside (never in) it."""
        key = ensure_key(data.keys / "watchlist.key")
        self._list = WatchList(data.watchlist, key, now=now)
        self._journal = journal
        self._evidence = evidence
        self._now = now
        self._lock = Lock()
        desk = station.police_desk
        self._device = desk.device_id if desk else NO_DESK

    def close(self) -> None:
        """Give the list's files free."""
        self._list.close()

    def person(self, inspection: str, name: str, id_number: str, found_as: str) -> None:
        """Screen a person by citizen's identity number (公民身份号码)."""
        subject = WantedPerson(id_number=id_number, name=name)
        self._screen(inspection, "person", id_number, None, found_as, subject, None)

    def plate(self, inspection: str, plate: str, kind: str, picture: bytes | None) -> None:
        """Screen a plate as read."""
        subject = WantedVehicle(plate=plate, plate_kind=kind)
        self._screen(inspection, "plate", plate, kind or None, "plate read", subject, picture)

    def vin(self, inspection: str, vin: str, plate: tuple[str, str], picture: bytes | None) -> None:
        """Screen a VIN as read; ``plate`` (number, kind) tells the desk what to look for."""
        subject = WantedVehicle(plate=plate[0], plate_kind=plate[1], vin=vin)
        self._screen(inspection, "vin", vin, None, "VIN read", subject, picture)

    def record(self, inspection: str, record: VehicleRecord) -> None:
        """Screen what the register adds: its plate, VIN, engine number and owner."""
        vehicle = WantedVehicle(
            plate=record.plate,
            plate_kind=record.plate_kind,
            colour=record.colour,
            vehicle_type=record.vehicle_type,
            brand=record.brand,
            vin=record.vin,
        )
        values: dict[Kind, str] = {
            "plate": record.plate,
            "vin": record.vin,
            "engine_number": record.engine_number,
        }
        for kind, value in values.items():
            plate_kind = record.plate_kind if kind == "plate" else None
            self._screen(inspection, kind, value, plate_kind, "register", vehicle, None)
        if record.owner_id:
            self.person(inspection, record.owner_name, record.owner_id, "owner")

    def _screen(
        self,
        inspection: str,
        kind: Kind,
        value: str,
        plate_kind: str | None,
        found_as: str,
        subject: WantedVehicle | WantedPerson,
        picture: bytes | None,
    ) -> None:
        try:
            hits = self._list.check(kind, value, self._now(), plate_kind)
        except ValueRefused:
            return  # not whole enough to be on any list; the whole value is screened when known
        except WatchListError:
            # only a listed value has an entry to be damaged: the desk must hear of the match,
            # and a refusal here would tell the hall
            hits = [self._damaged(kind)]
        for hit in hits:
            self._report(inspection, hit, found_as, subject, picture)

    def _damaged(self, kind: Kind) -> Hit:
        """A match whose sealed details can't be opened any more."""
        at = self._now()
        return Hit(
            list_entry_id=f"{UNREADABLE}-{kind}",
            kind=kind,
            category=UNREADABLE,
            priority=1,
            valid_from=at,
            valid_until=at,
            organisation="",
            contact="",
            reason_code="",
            list_version=self._list.version,
            listed_at=at,
            checked_at=at,
        )

    def _report(
        self,
        inspection: str,
        hit: Hit,
        found_as: str,
        subject: WantedVehicle | WantedPerson,
        picture: bytes | None,
    ) -> None:
        with self._lock:
            known = self._journal.events(inspection, ALERTS)
            if any(event.data["list_entry_id"] == hit.list_entry_id for event in known):
                return
            at = self._now().astimezone(CHINA)
            seq, _ = self._journal.tip(ALERTS)
            notification = notification_id(self._device[:12], at, seq + 1)
            notice = self._notice(notification, hit, subject, picture, at)
            self._journal.append(
                inspection,
                len(known),
                [_event(notification, hit, found_as)],
                by=SCREENING,
                stream=ALERTS,
                notices=[OutgoingNotice(TOPIC, notification, build(notice))],
            )

    def _notice(
        self,
        notification: str,
        hit: Hit,
        subject: WantedVehicle | WantedPerson,
        picture: bytes | None,
        at: datetime,
    ) -> HitNotice:
        """The notice, its picture named by the evidence store and put in when it is sent."""
        pictures = ()
        if picture is not None:
            stored = self._evidence.put(picture, ".jpg")
            pictures = (EvidencePicture(shows="vehicle", shot_at=at, stored_as=stored),)
        return HitNotice(
            notification_id=notification,
            disposition_id=hit.list_entry_id,
            title=f"{hit.category}",
            triggered_at=at,
            device_id=self._device,
            subject=subject,
            pictures=pictures,
        )


def _event(notification: str, hit: Hit, found_as: str) -> WatchListHit:
    return WatchListHit(
        notification_id=notification,
        list_entry_id=hit.list_entry_id,
        value_kind=hit.kind,
        found_as=found_as,
        category=hit.category,
        priority=hit.priority,
        organisation=hit.organisation,
        reason_code=hit.reason_code,
        list_version=hit.list_version,
        listed_at=hit.listed_at.isoformat(),
    )
