"""The site file: which testers stand in this lane, where they answer, which station has which."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from plc.errors import SiteError
from plc.profile import Profile, load_profile
from plc.profile.kinds import kind_problems


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LaneSite(_Strict):
    """The lane (检测线) itself."""

    id: str
    name_zh: str
    name_en: str


class DeviceSite(_Strict):
    """One tester: its profile (built-in name or path) and where it answers."""

    name: str
    kind: str
    profile: str
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)]
    unit: Annotated[int, Field(ge=0, le=255)] = 1


class StationSite(_Strict):
    """One station (工位) of the lane, in driving order."""

    number: Annotated[int, Field(ge=1)]
    id: str
    name_zh: str
    name_en: str
    devices: tuple[str, ...]


class Site(_Strict):
    """A whole site file."""

    lane: LaneSite
    device: tuple[DeviceSite, ...]
    station: tuple[StationSite, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = [device.name for device in self.device]
        if len(set(names)) != len(names):
            raise ValueError("two devices have the same name")
        for number, station in enumerate(self.station, start=1):
            if station.number != number:
                raise ValueError(f"station {station.id} must have number {number}")
            if unknown := set(station.devices) - set(names):
                raise ValueError(f"station {station.id}: unknown devices {sorted(unknown)}")
        return self

    def device_named(self, name: str) -> DeviceSite:
        """The device called ``name``; KeyError when the lane has none."""
        for device in self.device:
            if device.name == name:
                return device
        raise KeyError(name)

    def with_ports(self, ports: dict[str, int], host: str = "127.0.0.1") -> Site:
        """The same site with other ports, as when a simulator has bound free ones."""
        devices = [
            d.model_copy(update={"port": ports[d.name], "host": host}) if d.name in ports else d
            for d in self.device
        ]
        return self.model_copy(update={"device": tuple(devices)})


def load_site(path: str | Path | None = None) -> Site:
    """The site in ``path``, or the reference site. SiteError names the file and the fault.

    Profile paths that are relative are looked up beside the site file. The profiles are read too:
    ProfileError when one is wrong, SiteError when it is not for the device or the stations.
    """
    if path is None:
        text = (files("plc") / "sites" / "reference.toml").read_text(encoding="utf-8")
        return _checked(parse_site(text, "reference.toml"), "reference.toml")
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SiteError(path, f"cannot be read: {error}") from error
    site = parse_site(text, path)
    devices = tuple(d.model_copy(update={"profile": _beside(path, d)}) for d in site.device)
    return _checked(site.model_copy(update={"device": devices}), path)


def parse_site(text: str, file: str | Path) -> Site:
    """The site in ``text``, its profiles not looked at; ``file`` is named in errors."""
    try:
        return Site.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SiteError(file, f"is not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "site"
        raise SiteError(file, f"{where}: {first['msg']}") from error


def save_site(site: Site, path: Path) -> None:
    """Write ``site`` as TOML, whole or not at all."""
    parts = [_table("[lane]", site.lane)]
    parts += [_table("[[device]]", device) for device in site.device]
    parts += [_table("[[station]]", station) for station in site.station]
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text("\n".join(parts), encoding="utf-8")
    unfinished.replace(path)


def _table(header: str, model: BaseModel) -> str:
    lines = [f"{key} = {_toml(value)}" for key, value in model.model_dump().items()]
    return "\n".join([header, *lines, ""])


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _beside(site_file: Path, device: DeviceSite) -> str:
    if not device.profile.endswith(".toml"):
        return device.profile
    # Whole, because the site is handed on to processes and folders where it would not be found.
    return str((site_file.parent / device.profile).resolve())


def _checked(site: Site, file: str | Path) -> Site:
    for device in site.device:
        profile = load_profile(device.profile)
        if device.kind != profile.device.kind:
            raise SiteError(
                file,
                f"device {device.name} has kind {device.kind}, but its profile "
                f"{device.profile} is for kind {profile.device.kind}",
            )
        _check_stations(site, device, profile, file)
    return site


def _check_stations(site: Site, device: DeviceSite, profile: Profile, file: str | Path) -> None:
    for station in site.station:
        for _, problem in kind_problems(profile, station.number):
            raise SiteError(
                file,
                f"station {station.number} and the profile {device.profile} of {device.name}: "
                f"{problem}",
            )
