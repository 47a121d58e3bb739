"""What the screens are shown: plain models sent as JSON over HTTP and WebSocket.

A screen decides nothing: every text, state and verdict arrives here ready to be shown, Chinese
with English beside it. Nothing about watch-list hits is ever part of a view (silence towards the
hall, docs/decisions/0006).
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """Base of all views: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(View):
    """A text in both languages."""

    zh: str
    en: str


class CharacterView(View):
    """One read character; ``weak`` asks the inspector to look at it."""

    text: str
    confidence: float
    weak: bool


class ReadView(View):
    """A plate or VIN as read, with the picture it came from."""

    text: str
    confidence: float
    characters: list[CharacterView]
    picture: str | None = None
    confirmed_by: str | None = None


class StepView(View):
    """One step of the strip at the top: check-in, identity, walk, each station, verdict, papers."""

    id: str
    name: Label
    state: Literal["done", "current", "todo", "failed", "skipped"]


class QuestionView(View):
    """A question to the presenter (问) with what the register says."""

    id: str
    text: Label
    expected: str | None
    answer: str | None = None
    matches: bool | None = None


class ItemView(View):
    """A manual item of the walk (人工检验项目) and its answer."""

    code: str
    number: int
    name: Label
    category: str
    senses: list[Literal["look", "listen", "ask", "examine"]]
    why: Label
    photo_codes: list[str]
    questions: list[QuestionView] = []
    answer: Literal["conforms", "defect", "not_applicable", "could_not_check"] | None = None
    note: str = ""


class MeasurementView(View):
    """One judged value: value, unit, limit, clause and verdict travel together.

    ``shown`` is the value with the decimals it was judged with.
    """

    item: str
    name: Label
    value: float | None
    shown: str = ""
    unit: str
    limit: str
    clause: str
    verdict: Literal["pass", "fail", "not_judged", "pending"]
    reason: Label | None = None
    previous: float | None = None


class CurveView(View):
    """A brake curve (制动力曲线): simultaneous left and right samples in daN."""

    axle: int
    kind: Literal["service", "parking"]
    interval_ms: int
    left_dan: list[float]
    right_dan: list[float]


class ReasonView(View):
    """One reason of an identity finding."""

    text: Label
    favours: str
    weight: float


class FindingView(View):
    """The identity finding (genuine, doubtful, assembled, cloned, unknown) with its reasons."""

    finding: str
    name: Label
    reasons: list[ReasonView]
    settle: list[Label]
    missing: list[Label]


class PaperView(View):
    """A printed paper that can be opened."""

    kind: Literal["report", "sticker"]
    name: Label
    url: str


class PhotoView(View):
    """A picture taken for a photo code."""

    code: str
    name: str
    url: str


class InspectionView(View):
    """One inspection as the desk shows it."""

    id: str
    serial: str
    attempt: int
    kind: Label
    phase: str
    phase_name: Label
    plate: ReadView | None
    plate_colour: Literal["blue", "yellow", "green", "white", "black"] | None
    vin: ReadView | None
    vehicle: Label
    owner: str
    presenter: str
    steps: list[StepView]
    items: list[ItemView]
    measurements: list[MeasurementView]
    curves: list[CurveView]
    photos: list[PhotoView]
    finding: FindingView | None
    due: list[Label]
    verdict: Literal["pass", "fail", "exempt", "incomplete", "abandoned", "held"] | None
    verdict_name: Label | None
    to_mend: list[Label]
    next_action: Label
    next_action_name: str = ""
    papers: list[PaperView]
    station: int | None


class DeviceView(View):
    """A tester's state in words."""

    name: str
    label: Label
    state: Literal["ready", "busy", "fault", "offline", "wrong_device"]
    text: Label


class StationView(View):
    """One station of the lane and who stands in it."""

    number: int
    id: str
    name: Label
    inspection: str | None
    plate: str | None
    light: Literal["off", "red", "green"]
    instruction: Label


class LaneView(View):
    """Everything a desk or board needs to draw itself; sent whole at each change."""

    lane_id: str
    lane: Label
    operator: str
    roles: list[str]
    time: str
    environment: Literal["production", "training", "demo"]
    devices: list[DeviceView]
    stations: list[StationView]
    inspections: list[InspectionView]
    blanks_left: int


class LiveView(View):
    """Live values between changes, about 20 times a second of lane time while something moves.

    ``values`` holds device.point → number (for instance ``speedometer.speed``); ``frames`` the new
    brake frames since the last message as [left, right] pairs in daN at ``interval_ms``.
    """

    device: str
    inspection: str | None
    values: dict[str, float | bool | str | None]
    axle: int | None = None
    brake_kind: Literal["service", "parking"] | None = None
    interval_ms: int | None = None
    restart: bool = False
    frames: list[tuple[float, float]] = []


class BoardView(View):
    """The lane board (引导屏): one instruction a station, no personal data, no findings."""

    station: int
    station_name: Label
    plate: str | None
    instruction: Label
    light: Literal["off", "red", "green"]
    detail: Label | None = None


class Message(View):
    """One WebSocket message of ``/api/live``; exactly one part is set."""

    lane: LaneView | None = None
    live: LiveView | None = None
    board: list[BoardView] | None = None
