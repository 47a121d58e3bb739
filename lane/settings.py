"""The station's settings (``station.toml``) and where each thing lies in the data folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class SettingsError(Exception):
    """The station file can't be used; the message names the file and the fault."""


class PoliceDesk(BaseModel):
    """Where hits are reported (GA/T 1400), and as whom; the password lies in a key file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    device_id: str = Field(pattern=r"^\d{20}$")
    user: str
    password_file: str


class Station(BaseModel):
    """The inspection station (检验机构) as it signs its papers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name_zh: str
    name_en: str
    issuing_office_zh: str
    issuing_office_en: str = ""
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)
    environment: Literal["production", "training", "demo"]
    edition: str = "GB38900-2020"
    gas_limit_set: Literal["a", "b"] = "a"
    police_desk: PoliceDesk | None = None


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Every path of one lane's data, from its folder."""

    root: Path

    @property
    def journal(self) -> Path:
        """Events and outbox."""
        return self.root / "journal.db"

    @property
    def evidence(self) -> Path:
        """Pictures, curves, papers."""
        return self.root / "evidence"

    @property
    def register(self) -> Path:
        """The vehicle register."""
        return self.root / "register.db"

    @property
    def watchlist(self) -> Path:
        """The keyed watch-list."""
        return self.root / "watchlist"

    @property
    def keys(self) -> Path:
        """Signing and hashing keys, outside every database."""
        return self.root / "keys"

    @property
    def stock(self) -> Path:
        """Blanks of stickers."""
        return self.root / "stock.db"

    @property
    def station_file(self) -> Path:
        """Settings of the station."""
        return self.root / "station.toml"

    @property
    def people_file(self) -> Path:
        """Who works here."""
        return self.root / "people.toml"

    @property
    def site_file(self) -> Path:
        """Testers and stations of the lane."""
        return self.root / "site.toml"

    @property
    def checkpoints(self) -> Path:
        """Signed checkpoints of the journal; copies of it belong elsewhere too."""
        return self.root / "checkpoints.jsonl"

    @property
    def write_log(self) -> Path:
        """Every register that was written, with operator, inspection, before and after."""
        return self.root / "register-writes.jsonl"


def load_station(path: Path) -> Station:
    """Read a station file; raises `SettingsError` naming file and field."""
    try:
        return Station.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as fault:
        raise SettingsError(f"{path}: {fault.strerror or fault}") from fault
    except ValidationError as fault:
        first = fault.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {field}: {first['msg']}") from fault
    except ValueError as fault:
        raise SettingsError(f"{path}: not a TOML file in UTF-8: {fault}") from fault
