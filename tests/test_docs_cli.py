"""docs/cli.md names every command, argument and JSON field there is, and none that isn't."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lane.cli.main import COMMANDS, main, parser
from lane.events.kinds import CheckedIn
from lane.journal.store import Journal
from lane.watchlist.list_file import COLUMNS
from vision.results import CharacterReading, PlateReading, VinReading

PAGE = (Path(__file__).parent.parent / "docs" / "cli.md").read_text(encoding="utf-8")
NAMES = [command.__name__.rpartition(".")[2] for command in COMMANDS]


def part(heading: str) -> str:
    """What stands under a heading, up to the next of its rank or above."""
    rank = len(heading) - len(heading.lstrip("#"))
    rest = PAGE.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{rank}}} ", rest)[0]


def fields(heading: str) -> set[str]:
    """The names in the first column of the part's table."""
    cells = [line.split("|")[1] for line in part(heading).splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def options(of: argparse.ArgumentParser) -> set[str]:
    """Every long option of a parser and its subcommands."""
    found: set[str] = set()
    for action in of._actions:
        found |= {name for name in action.option_strings if name.startswith("--")}
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                found |= options(below)
    return found - {"--help"}


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser()._actions
    (found,) = [a for a in actions if isinstance(a, argparse._SubParsersAction)]
    return found.choices


def test_page_and_program_have_the_same_commands():
    assert re.findall(r"^## lane (\w+)$", PAGE, re.MULTILINE) == NAMES
    assert list(commands()) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "simulate"])
def test_page_and_program_have_the_same_options(name: str):
    first_columns = re.findall(r"^\| (`--[^|]*)\|", part(f"## lane {name}"), re.MULTILINE)
    documented = {option for cell in first_columns for option in re.findall(r"--[\w-]+", cell)}
    assert documented == options(commands()[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_an_example_that_its_parser_takes(name: str):
    lines = re.findall(
        rf"^(?:echo \S+ \| )?lane ({name} .*|{name})$", part(f"## lane {name}"), re.M
    )
    assert lines
    for line in lines:
        parser().parse_args(line.split())


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command with --json; gives what its first line holds."""

    def ask(*words: str) -> Any:
        assert main([*words, "--json"]) == 0
        return json.loads(capsys.readouterr().out.splitlines()[0])

    return ask


def example(name: str, folder: Path) -> str:
    """The page's example file of a command, written into ``folder``."""
    found = re.search(rf"```json {name}\.json\n(.*?)```", PAGE, re.DOTALL)
    assert found
    path = folder / f"{name}.json"
    path.write_text(found[1], encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", ["judge", "due", "identity"])
def test_fields_of_the_examples(name: str, tmp_path: Path, asked):
    answer = asked(name, example(name, tmp_path))
    assert set(answer) == fields(f"### JSON of `lane {name}`")
    if name == "judge":
        assert set(answer["items"][0]) == fields("### One item of `lane judge`")
        assert answer["verdict"] == "fail"
    if name == "identity":
        assert answer["finding"] == "genuine"


def test_fields_of_readings():
    one = (CharacterReading("?", 0.4, (("8", 0.4),)),)
    plate = PlateReading("?", "blue", "02", 0.4, one, None, 1.0).as_json("a.jpg")
    assert set(plate) == fields("### JSON of `lane read plate`")
    vin = VinReading("?", 0.4, one, None, None, 1.0).as_json("a.jpg")
    assert set(vin) == fields("### JSON of `lane read vin`")


def test_fields_of_the_watch_list(tmp_path: Path, asked):
    row = "E1,plate,鲁J12345,02,stolen,1,2026-01-01,2036-01-01,局,110,R1"
    (tmp_path / "list.csv").write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    data = ("--data", str(tmp_path / "data"))
    report = asked("watchlist", "import", str(tmp_path / "list.csv"), *data)
    assert set(report) == fields("### JSON of `lane watchlist import`")
    hit = asked("watchlist", "check", "plate", "鲁J12345", "--on", "2026-11-24T09:00:00", *data)
    assert set(hit) == fields("### JSON of `lane watchlist check`")
    assert ",".join(COLUMNS) in PAGE


def test_fields_of_the_journal(tmp_path: Path, asked):
    journal = Journal(tmp_path / "journal.db", lambda: datetime.now(UTC))
    opened = CheckedIn(
        serial="1", kind="periodic", edition="GB38900-2020", lane="1",
        presenter_name="李", presenter_id="11010519491231002X",
    )  # fmt: skip
    journal.append("1", 0, [opened], by="registrar")
    journal.close()
    data = ("--data", str(tmp_path))
    assert set(asked("journal", "verify", *data)) == fields("### JSON of `lane journal verify`")
    shown = fields("### JSON of `lane journal show`")
    assert set(asked("journal", "show", "1", *data)) == shown
    assert set(asked("journal", "export", *data)) == shown


def test_fields_of_the_doctor():
    from lane.doctor import Check

    assert set(Check("disk", True, "1 ms").as_json()) == fields("### One check of `lane doctor`")
