"""What is printed: everything a report (检验报告) or a sticker (检验合格标志) says, ready made.

Values are texts, rounded and judged by whoever fills them in: paper shows, it never computes.
Names come in pairs, Chinese and English.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from certs.errors import ContentInvalid

PRODUCTION = "production"
"""The one environment whose papers are valid."""


class Verdict(StrEnum):
    """How the inspection as a whole ended."""

    PASS = "pass"
    FAIL = "fail"
    HELD = "held"
    ABANDONED = "abandoned"


class Mark(StrEnum):
    """How one item or value came out; ``INFORMATION`` is shown and not judged."""

    PASS = "pass"
    FAIL = "fail"
    NOT_INSPECTED = "not_inspected"
    INFORMATION = "information"


class Severity(StrEnum):
    """How bad a defect is."""

    MINOR = "minor"
    MAJOR = "major"
    DANGEROUS = "dangerous"


class Finding(StrEnum):
    """What the vehicle's identity was found to be."""

    GENUINE = "genuine"
    DOUBTFUL = "doubtful"
    ASSEMBLED = "assembled"
    CLONED = "cloned"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of facts, such as the vehicle's colour."""

    name_zh: str
    name_en: str
    value: str


@dataclass(frozen=True, slots=True)
class Parties:
    """Who had a part in it: owner 所有人, presenter 送检人, examiner 外检员, driver 引车员."""

    owner: str
    presenter: str
    examiner: str
    driver: str
    signatory: str


@dataclass(frozen=True, slots=True)
class ManualItem:
    """One item answered by a person; ``number`` is the standard's own."""

    number: int
    name_zh: str
    name_en: str
    category_zh: str
    category_en: str
    answer: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One value taken by a tester, with the limit it was judged by.

    ``source_mark`` says how well the limit is verified (V, C, M), ``previous`` is the value
    of the inspection before where this is a retest (复检).
    """

    name_zh: str
    name_en: str
    value: str
    unit: str
    limit: str
    clause: str
    verdict: Mark
    source_mark: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class LargestDifference:
    """Where left and right brake forces lay furthest apart (过程差最大点); ms and daN."""

    time_ms: float
    left_dan: float
    right_dan: float


@dataclass(frozen=True, slots=True)
class BrakeCurve:
    """Brake forces of one axle against time, sampled every ``interval_ms``, in daN (10 N)."""

    axle: int
    kind_zh: str
    kind_en: str
    interval_ms: float
    left_dan: tuple[float, ...]
    right_dan: tuple[float, ...]
    largest_difference: LargestDifference | None = None

    def __post_init__(self) -> None:
        if len(self.left_dan) != len(self.right_dan) or len(self.left_dan) < 2:
            raise ContentInvalid(
                f"brake curve of axle {self.axle}: {len(self.left_dan)} left and "
                f"{len(self.right_dan)} right samples: both sides need the same, at least 2"
            )
        if self.interval_ms <= 0:
            raise ContentInvalid(f"brake curve of axle {self.axle}: its interval must be above 0")


@dataclass(frozen=True, slots=True)
class HeadlampPoint:
    """One beam of one lamp: intensity in cd, and where it points, mm at 10 m (right and up +)."""

    lamp: str
    name_zh: str
    name_en: str
    intensity_cd: int
    horizontal_mm: float | None
    vertical_mm: float | None
    verdict: Mark


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo by its official code; ``jpeg`` holds the file's bytes."""

    code: str
    name: str
    taken_at: dt.datetime
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class IdentityFinding:
    """What the vehicle was found to be, and why (Chinese sentences)."""

    finding: Finding
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong, where, how bad, and what the owner has to have mended (整改)."""

    name_zh: str
    name_en: str
    location: str
    severity: Severity
    remedy: str
    photo_code: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed as what and when; ``proof`` names the electronic signature, if there is one."""

    role_zh: str
    role_en: str
    name: str
    signed_at: dt.datetime | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """The inspection station (检验机构) whose paper it is."""

    name_zh: str
    name_en: str
    licence: str = ""
    address: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A whole report.

    ``edition`` is the standard judged by (GB 38900-2020), ``replaces`` the number of the report
    that this one corrects, ``qr`` what its QR code carries.
    """

    station: Station
    report_number: str
    inspection_serial: str
    edition: str
    environment: str
    kind_zh: str
    kind_en: str
    plate: str
    plate_kind_zh: str
    vin: str
    parties: Parties
    vehicle: tuple[Row, ...]
    started_at: dt.datetime
    finished_at: dt.datetime
    verdict: Verdict
    manual_items: tuple[ManualItem, ...]
    instruments: tuple[InstrumentRow, ...]
    signatures: tuple[Signature, ...]
    qr: bytes
    valid_until: dt.date | None = None
    verdict_reason: str = ""
    attempt: int = 1
    replaces: str = ""
    brake_curves: tuple[BrakeCurve, ...] = ()
    headlamps: tuple[HeadlampPoint, ...] = ()
    photos: tuple[Photo, ...] = ()
    identity: IdentityFinding | None = None
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True, slots=True)
class StickerContent:
    """A sticker: valid until the end of that month; ``serial`` is printed on the blank already.

    ``plate_kind`` is the code of GA/T 16.7 (号牌种类), ``qr`` the signed text.
    """

    environment: str
    plate: str
    plate_kind: str
    vin: str
    valid_year: int
    valid_month: int
    serial: str
    issuing_office: str
    qr: str

    def __post_init__(self) -> None:
        if not 1 <= self.valid_month <= 12 or not 2000 <= self.valid_year <= 2099:
            raise ContentInvalid(
                f"sticker {self.serial}: no month {self.valid_month} of {self.valid_year}"
            )
