"""What must hold across a whole profile: each check yields (path in the file, what is wrong)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from plc.profile.lines import Path
from plc.profile.model import Block, Point, Profile, Verb

Problem = tuple[Path, str]


def problems(profile: Profile) -> Iterator[Problem]:
    """Everything that is wrong with ``profile``, in the order of the file where possible."""
    return chain(
        _writes(profile),
        _blocks(profile),
        _names(profile),
        _identity(profile),
        _ring(profile),
        _command(profile),
        _verbs(profile),
        _safety(profile),
    )


def _blocks(profile: Profile) -> Iterator[Problem]:
    for i, block in enumerate(profile.block):
        path: Path = ("block", i)
        limit = 2000 if block.area in ("coil", "discrete") else profile.device.max_registers
        if block.count > limit:
            yield (*path, "count"), f"block {block.name}: the device gives at most {limit} at once"
        if (block.poll == "cyclic") != (block.poll_hz is not None):
            yield path, f"block {block.name}: poll_hz belongs to poll = 'cyclic', and only to it"
        if block.address < profile.device.address_base:
            yield (*path, "address"), f"block {block.name}: address below address_base"
        for j, point in enumerate(block.points):
            yield from _point(profile, block, point, (*path, "points", j))


def _point(profile: Profile, block: Block, point: Point, path: Path) -> Iterator[Problem]:
    if not block.address <= point.at <= block.address + block.count - point.registers:
        last = block.address + block.count - 1
        yield (
            path,
            (
                f"point {point.name}: register {point.at} is outside its block "
                f"{block.name} ({block.address} to {last})"
            ),
        )
    if block.area in ("coil", "discrete") and point.type != "bool":
        yield path, f"point {point.name}: a {block.area} can only be a bool"
    if point.order and point.type == "string" and point.order in ("CDAB", "DCBA"):
        yield path, f"point {point.name}: a string's words stand in order; use ABCD or BADC"
    needs = {"bits": point.bits, "enum": point.enum, "string": point.length}
    for kind, value in needs.items():
        field = "length" if kind == "string" else kind
        if point.type == kind and value is None:
            yield path, f"point {point.name}: type '{kind}' needs '{field}'"
        if point.type != kind and value is not None:
            yield path, f"point {point.name}: '{field}' belongs to type '{kind}'"
    if point.scale == 0:
        yield path, f"point {point.name}: scale 0 makes every value the same"
    if (point.role == "heartbeat") != (point.stale_ms is not None):
        yield path, f"point {point.name}: role 'heartbeat' and stale_ms belong together"
    if point.beats_per_s is not None and point.role != "heartbeat":
        yield path, f"point {point.name}: beats_per_s belongs to role 'heartbeat'"
    if point.access == "rw" and not profile.allows(point.at, point.registers):
        yield path, f"point {point.name}: access 'rw', but [write_allow] does not cover {point.at}"
    if point.access == "rw" and block.area != "holding":
        yield path, f"point {point.name}: only holding registers can be written"
    others = [p for p in block.points if p.at == point.at and p is not point]
    if point.access == "rw" and others:
        yield path, f"point {point.name}: writing it would overwrite {others[0].name} beside it"
    if point.role == "host_heartbeat" and point.access != "rw":
        yield path, f"point {point.name}: role 'host_heartbeat' needs access 'rw'"


def _names(profile: Profile) -> Iterator[Problem]:
    seen: set[str] = set()
    for i, block in enumerate(profile.block):
        for j, point in enumerate(block.points):
            for name in (point.name, *(point.bits or ())):
                if name in seen:
                    yield ("block", i, "points", j), f"the name {name} is used twice"
                seen.add(name)
    block_names = [block.name for block in profile.block]
    for i, name in enumerate(block_names):
        if name in block_names[:i]:
            yield ("block", i), f"the block name {name} is used twice"


def _identity(profile: Profile) -> Iterator[Problem]:
    names = [block.name for block in profile.block]
    if profile.identity.block not in names:
        yield ("identity", "block"), f"there is no block {profile.identity.block}"
        return
    inside = {p.name for p in profile.block_named(profile.identity.block).points}
    for name in profile.identity.expect:
        if name not in inside:
            yield ("identity", "expect"), f"{name} is not in block {profile.identity.block}"


def _ring(profile: Profile) -> Iterator[Problem]:
    ring = profile.ring
    if ring is None:
        return
    if not profile.has_point(ring.counter) or profile.point(ring.counter).type != "uint32":
        yield ("ring", "counter"), f"{ring.counter} must be a uint32 point"
    elif profile.block_of(ring.counter).poll != "cyclic":
        yield ("ring", "counter"), f"{ring.counter} must be in a cyclic block"
    if ring.max_frames * len(ring.channels) > profile.device.max_registers:
        yield ("ring", "max_frames"), "that many frames do not go into one request"
    if ring.max_frames >= ring.depth:
        yield ("ring", "max_frames"), "must be smaller than the ring's depth"


def _command(profile: Profile) -> Iterator[Problem]:
    command = profile.command
    if command is None:
        return
    if sorted(command.layout) != ["cmd", "param", "seq"]:
        yield ("command", "layout"), "must hold param, seq and cmd, each once"
    if not profile.allows(command.address, len(command.layout)):
        last = command.address + len(command.layout) - 1
        yield (
            ("command", "address"),
            f"[write_allow] does not cover the command registers {command.address} to {last}",
        )
    for field in ("ack", "state", "error", "result_seq"):
        if not profile.has_point(getattr(command, field)):
            yield ("command", field), f"there is no point {getattr(command, field)}"
            return
    yield from _snapshot(profile)
    yield from _overlap(profile)


def _snapshot(profile: Profile) -> Iterator[Problem]:
    command = profile.command
    assert command is not None
    state = profile.point(command.state)
    if not {"busy", "done", "error"} <= set(state.enum or ()):
        yield ("command", "state"), f"{command.state} must be an enum with busy, done and error"
    blocks = {profile.block_of(n).name for n in (command.ack, command.state, command.error)}
    if len(blocks) > 1:
        # Read in two requests they could belong to two different commands.
        yield ("command",), "ack, state and error must be in one block, to be read at one instant"


def _overlap(profile: Profile) -> Iterator[Problem]:
    command = profile.command
    assert command is not None
    first, last = command.address, command.address + len(command.layout) - 1
    for block in profile.block:
        inside = block.address <= last and first <= block.address + block.count - 1
        if block.area == "holding" and inside:
            yield ("command", "address"), f"the command registers overlap block {block.name}"
    ring = profile.ring
    if ring and ring.area == "holding":
        end = ring.address + ring.depth * len(ring.channels) - 1
        if ring.address <= last and first <= end:
            yield ("command", "address"), "the command registers overlap the ring"


def _verbs(profile: Profile) -> Iterator[Problem]:
    if profile.command is None:
        return
    bits = {n for b in profile.block for p in b.points for n in (p.bits or ())}
    bits |= {p.name for b in profile.block for p in b.points if p.type == "bool"}
    codes: dict[int, str] = {}
    for name, verb in profile.command.verbs.items():
        path: Path = ("command", "verbs", name)
        if verb.code in codes:
            yield path, f"verb {name} has the same code as {codes[verb.code]}"
        codes[verb.code] = name
        yield from _verb(profile, name, verb, bits)


def _verb(profile: Profile, name: str, verb: Verb, bits: set[str]) -> Iterator[Problem]:
    path: Path = ("command", "verbs", name)
    for required in verb.requires:
        if required not in bits:
            yield path, f"verb {name} requires {required}, which is no bit of any point"
    if verb.result is not None and verb.result not in [b.name for b in profile.block]:
        yield path, f"verb {name}: there is no block {verb.result}"
    if verb.hazardous and not verb.requires:
        yield path, f"verb {name} is hazardous and requires nothing: name its conditions"
    if verb.hazardous and profile.safety.stop_verb is None:
        yield path, f"verb {name} is hazardous, but [safety] names no stop_verb"


def _writes(profile: Profile) -> Iterator[Problem]:
    for low, high in profile.write_allow.ranges:
        if low > high:
            yield ("write_allow", "ranges"), f"range {low} to {high} is upside down"


def _safety(profile: Profile) -> Iterator[Problem]:
    stop = profile.safety.stop_verb
    if stop is None:
        return
    verbs = profile.command.verbs if profile.command else {}
    if stop not in verbs:
        yield ("safety", "stop_verb"), f"there is no verb {stop}"
    elif not verbs[stop].always_allowed:
        yield ("safety", "stop_verb"), f"verb {stop} must be always_allowed"
