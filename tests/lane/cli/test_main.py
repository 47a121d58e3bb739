"""The command line: examples that can be typed, and one line for every bad input."""

from __future__ import annotations

import argparse
import shlex
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from lane.cli.main import main, parser
from lane.settings import DataFolder


def commands(
    top: argparse.ArgumentParser, name: str = "lane"
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub, child in action.choices.items():
                yield from commands(child, f"{name} {sub}")


ALL = dict(commands(parser()))


def test_the_contracts_commands_are_there():
    assert {"lane demo", "lane serve", "lane desk", "lane board", "lane simulate", "lane read",
            "lane judge", "lane due", "lane identity", "lane watchlist", "lane watchlist import",
            "lane watchlist check", "lane journal", "lane doctor"} <= set(ALL)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_an_example_that_can_be_typed(name: str):
    epilog = ALL[name].epilog or ""
    assert epilog.startswith(("example: lane ", "examples: lane ")), name
    for line in epilog.partition(": ")[2].split("; "):
        words = shlex.split(line)
        assert words[0] == "lane"
        given = parser().parse_args(words[1:])
        assert callable(given.run)
        if name != "lane":
            assert " ".join(words).startswith(name)


@pytest.mark.parametrize("name", ALL)
def test_help_ends_well_and_shows_it(name: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        main([*name.split()[1:], "--help"])
    assert end.value.code == 0
    assert "example" in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["dance"], ["read"], ["read", "plate"], ["journal", "x"]])
def test_what_is_no_command_ends_with_two(given: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        main(given)
    assert end.value.code == 2 and "usage:" in capsys.readouterr().err


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    """A folder of things that are not what they are taken for."""
    (tmp_path / "text.jpg").write_text("no picture", encoding="utf-8")
    (tmp_path / "bad.json").write_text('{"plate": ', encoding="utf-8")
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "journal.db").write_bytes(b"no database" * 300)
    (tmp_path / "data" / "keys").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("read plate none.jpg", "none.jpg"),
        ("read plate text.jpg", "text.jpg"),
        ("read vin text.jpg --json", "text.jpg"),
        ("judge none.json", "none.json"),
        ("due bad.json", "bad.json"),
        ("identity bad.json", "bad.json"),
        ("watchlist import list.csv --data empty", "list.csv"),
        ("watchlist check plate 1 --data empty", ""),
        ("journal verify --data empty", "journal.db"),
        ("journal verify --data data", "journal.db"),
        ("journal export --data data", "journal.db"),
        ("journal show 1 --data data", "journal.db"),
        ("serve --data empty", "station.toml"),
        ("serve --data none", "station.toml"),
        ("demo --headless --out mine", "mine"),
        ("demo --headless --out text.jpg", "text.jpg"),
        ("demo --headless --out new --plate-photo none.jpg", "none.jpg"),
    ],
)
def test_bad_input_is_one_line_and_two(
    spoilt: Path, monkeypatch: pytest.MonkeyPatch, capsys, given: str, named: str
):
    monkeypatch.chdir(spoilt)
    before = {p: p.read_bytes() for p in spoilt.rglob("*") if p.is_file()}
    assert main(given.split()) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("lane: ") and named in said.err
    assert said.err.count("\n") == 1 and "Traceback" not in said.err
    assert all(path.read_bytes() == content for path, content in before.items())
    assert not (spoilt / "new").exists() and not (spoilt / "none").exists()
    assert not (spoilt / "empty" / "journal.db").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("station.toml", "code = ", "station.toml"),
        ("people.toml", "", "people.toml: person"),
        ("site.toml", "[lane]\n", "site.toml"),
        ("keys/watchlist.key", "short", "watchlist.key"),
        ("journal.db", "no database" * 300, "journal.db"),
        ("register.db", "no database" * 300, "register.db"),
        ("stock.db", "no database" * 300, "stock.db"),
    ],
)
def test_a_lane_with_a_broken_file_does_not_start(
    data: DataFolder, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
):
    (data.root / name).write_text(text, encoding="utf-8")
    assert main(["serve", "--data", str(data.root), "--port", "0", "--no-warm-up"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("lane: ") and said in err and err.count("\n") == 1


def test_a_port_that_is_taken_is_named(data: DataFolder, capsys: pytest.CaptureFixture[str]):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--data", str(data.root), "--port", str(port)]) == 2
    assert str(port) in capsys.readouterr().err


@pytest.mark.parametrize("made", [(), ("letter.txt",)])
def test_only_an_earlier_demonstration_makes_way(tmp_path: Path, capsys, made: tuple[str, ...]):
    """A real lane's folder is no demonstration, whatever its folders are called."""
    out = tmp_path / "out"
    (out / "data").mkdir(parents=True)
    (out / "data" / "station.toml").write_text('environment = "production"\n', encoding="utf-8")
    for name in made:
        (out / name).write_text("mine", encoding="utf-8")
    assert main(["demo", "--headless", "--out", str(out)]) == 2
    assert "holds other files" in capsys.readouterr().err
    assert (out / "data" / "station.toml").is_file()
