"""What desks and boards show of the whole lane, made anew only where something changed."""

from __future__ import annotations

from time import monotonic

from certs.station_time import CHINA
from lane.controller.lane import LaneController
from lane.inspection.workplace import Workplace
from lane.people import Person
from lane.service.inspection_views import inspection_view
from lane.service.texts import label
from lane.service.views import (
    BoardView,
    DeviceView,
    InspectionView,
    Label,
    LaneView,
    StationView,
)
from plc.words import word

RECENT = 6
"""How many ended inspections a desk is sent whole; older ones it asks for when chosen."""
STOCK_EVERY_S = 1.0

_Key = tuple[int, bool]


class LaneViews:
    """The views of one running lane."""

    def __init__(self, place: Workplace, controller: LaneController) -> None:
        """Look at this workplace and its controller."""
        self._place = place
        self._controller = controller
        self._made: dict[str, tuple[_Key, InspectionView]] = {}
        self._brief: dict[str, InspectionView] = {}
        self._blanks = 0
        self._blanks_at = 0.0

    def lane(self, person: Person) -> LaneView:
        """Everything a desk draws, as this person may see it."""
        place = self._place
        return LaneView(
            lane_id=place.site.lane.id,
            lane=Label(zh=place.site.lane.name_zh, en=place.site.lane.name_en),
            operator=person.name,
            roles=sorted(role.value for role in person.roles),
            time=place.now().astimezone(CHINA).isoformat(timespec="seconds"),
            environment=place.station.environment,
            devices=self.devices(),
            stations=self.stations(),
            inspections=self._inspections(),
            blanks_left=self._blanks_left(),
        )

    def inspection(self, inspection: str) -> InspectionView:
        """One inspection, whole; raises `UnknownInspection`."""
        state = self._place.book.state(inspection)
        waits = inspection in self._controller.waiting_for_person
        key = (state.position, waits)
        known = self._made.get(inspection)
        if known is None or known[0] != key:
            view = inspection_view(self._place, state, waits_for_person=waits)
            known = self._made[inspection] = (key, view)
        return known[1]

    def _inspections(self) -> list[InspectionView]:
        """Open inspections and the last few of today whole, the rest of today's in brief."""
        book, today = self._place.book, f"{self._place.today():%Y%m%d}"
        listed = [i for i in book.ids() if i.startswith(today) or not book.is_over(i)]
        brief = [i for i in listed if book.is_over(i)][:-RECENT]
        for inspection in brief:
            self._made.pop(inspection, None)
        self._brief = {i: self._brief.get(i) or self._in_brief(i) for i in brief}
        return [self._brief.get(i) or self.inspection(i) for i in listed]

    def _in_brief(self, inspection: str) -> InspectionView:
        state = self._place.book.state(inspection)
        return inspection_view(self._place, state, waits_for_person=False, brief=True)

    def _blanks_left(self) -> int:
        if monotonic() - self._blanks_at > STOCK_EVERY_S:
            self._blanks = self._place.stock.loaded()
            self._blanks_at = monotonic()
        return self._blanks

    def devices(self) -> list[DeviceView]:
        """Each tester's state in words."""
        return [
            DeviceView.model_validate(
                {
                    "name": state.device,
                    "label": {lang: word("device", state.kind, lang) for lang in ("zh", "en")},
                    "state": state.state,
                    "text": {"zh": state.text_zh, "en": state.text_en},
                }
            )
            for state in self._controller.device_states()
        ]

    def stations(self) -> list[StationView]:
        """Each station with the vehicle in it, its light and what the driver is told."""
        return [
            StationView.model_validate(
                {
                    "number": station.number,
                    "id": station.site.id,
                    "name": {"zh": station.site.name_zh, "en": station.site.name_en},
                    "inspection": station.inspection,
                    "plate": self._plate_at(station.inspection),
                    "light": station.light,
                    "instruction": label("instruction", station.instruction),
                }
            )
            for station in self._controller.stations.values()
        ]

    def board(self) -> list[BoardView]:
        """What the lane board (引导屏) shows: nothing but plate, light and instruction."""
        return [
            BoardView(
                station=view.number,
                station_name=view.name,
                plate=view.plate,
                instruction=view.instruction,
                light=view.light,
            )
            for view in self.stations()
        ]

    def _plate_at(self, inspection: str | None) -> str | None:
        return self._place.book.state(inspection).plate_text or None if inspection else None
