"""Fills the data folder of the demonstration: station, people, register, watch-list, blanks."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from certs.stock import Stock
from certs.stock.engine import open_books
from certs.stock.serials import SerialRange
from lane.demo.crew import PEOPLE
from lane.people import write_people
from lane.register.store import Register
from lane.settings import DataFolder
from lane.watchlist import WatchList, ensure_key

STATION_CODE = "3709000001"
POLICE_DEVICE = "37090000001190000001"
POLICE_USER = "lane-demo"

_STATION = """\
# Station of the demonstration. Its papers are not valid.
code = "{code}"
name_zh = "示例机动车检测站"
name_en = "Sample Inspection Station"
issuing_office_zh = "示例市公安局交通警察支队车辆管理所"
issuing_office_en = "Sample Vehicle Management Office"
latitude = 36.19
longitude = 117.09
environment = "demo"

[police_desk]
url = "{url}"
device_id = "{device}"
user = "{user}"
password_file = "keys/police-desk.password"
"""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A data folder ready to be served, and what its people sign in with."""

    data: DataFolder
    tokens: dict[str, str]
    police_password: str


def prepare(root: Path, lists: Path, blanks: int = 200) -> Prepared:
    """Make the data folder under ``root`` from the lists of `samples`; raises their errors."""
    data = DataFolder(root)
    data.keys.mkdir(parents=True, exist_ok=True)
    tokens = write_people(data.people_file, PEOPLE)
    password = secrets.token_urlsafe(16)
    (data.keys / "police-desk.password").write_text(password, encoding="utf-8")
    register = Register(data.register)
    register.import_csv(lists / "register.csv")
    register.import_passes_csv(lists / "passes.csv")
    with WatchList(data.watchlist, ensure_key(data.keys / "watchlist.key")) as wanted:
        wanted.import_file(lists / "watchlist.csv")
    _receive_blanks(data, blanks)
    return Prepared(data, tokens, password)


def _receive_blanks(data: DataFolder, count: int) -> None:
    engine = open_books(f"sqlite:///{data.stock}")
    stock = Stock(engine, STATION_CODE, lambda: datetime.now(UTC))
    delivery = SerialRange.between("DM00000001", f"DM{count:08d}")
    stock.receive(delivery, by="demo")
    stock.load(delivery, by="demo")
    engine.dispose()


def write_station(data: DataFolder, police_url: str) -> None:
    """The station file, once the police desk's address is known."""
    text = _STATION.format(
        code=STATION_CODE, url=police_url, device=POLICE_DEVICE, user=POLICE_USER
    )
    data.station_file.write_text(text, encoding="utf-8")
