"""Every limit of the reference, just under, at, and just over its boundary."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from checklists.judgement import ItemVerdict

Verdict = Callable[..., ItemVerdict]


def braked(axle: int, rate: str, axles: int) -> dict[str, Any]:
    """All axles 1000 kg; the axle in question braked at exactly ``rate`` %."""
    force = float(Decimal(rate) * Decimal("9.8") / 2)
    forces = [[400.0, 400.0] for _ in range(axles)]
    forces[axle - 1] = [force, force]
    return {"axle_load_kg": [[500, 500]] * axles, "brake_force_dan": forces}


AXLE_RATES = [
    ("car", 1, 60, {}),
    ("car", 2, 20, {}),
    ("light_truck", 1, 60, {}),
    ("light_truck", 2, 20, {}),
    ("truck", 1, 60, {}),
    ("truck", 2, 50, {}),
    ("truck", 3, 50, {}),
    ("truck", 3, 35, {"brake_tester": "plate"}),
    ("bus", 1, 60, {}),
    ("bus", 2, 40, {}),
    ("bus", 2, 50, {"laden": True}),
    ("bus", 2, 30, {"brake_tester": "plate"}),
    ("special", 2, 50, {}),
    ("three_wheeler", 2, 60, {}),
    ("trailer", 1, 55, {}),
    ("trailer", 3, 55, {}),
    ("trailer", 2, 45, {"laden": True}),
    ("motorcycle", 1, 60, {}),
    ("motorcycle", 2, 55, {}),
    ("moped", 1, 60, {}),
    ("moped", 2, 50, {}),
]


@pytest.mark.parametrize(("name", "axle", "limit", "how"), AXLE_RATES)
def test_axle_rate(
    verdict_of: Verdict, vehicle: Any, name: str, axle: int, limit: int, how: dict[str, Any]
) -> None:
    axles = vehicle(name).axle_count
    item = f"brake_rate_axle_{axle}"
    for rate, expected in ((limit - 0.1, "fail"), (limit, "pass"), (limit + 0.1, "pass")):
        found = verdict_of(item, braked(axle, str(rate), axles) | how, name)
        assert (found.verdict, found.limit) == (expected, f">= {limit}"), rate
        assert found.value == Decimal(str(rate)).quantize(Decimal("0.1"))


def test_a_light_vehicle_ends_at_3500_kg_total_mass_whatever_its_kerb_mass(
    verdict_of: Verdict,
) -> None:
    heavier = {"total_mass_kg": 3501, "kerb_mass_kg": 1500}
    measured = braked(2, "30", 2)
    assert verdict_of("brake_rate_axle_2", measured, "light_truck").verdict == "pass"
    found = verdict_of("brake_rate_axle_2", measured, "light_truck", changes=heavier)
    assert (found.verdict, found.limit) == ("fail", ">= 50")


TOTALS = [
    ("car", 60, False),
    ("car", 50, True),
    ("truck", 60, False),
    ("truck", 50, True),
    ("articulated", 55, False),
    ("articulated", 45, True),
    ("special", 50, False),
    ("special", 50, True),
]


@pytest.mark.parametrize(("name", "limit", "laden"), TOTALS)
def test_total_rate(verdict_of: Verdict, vehicle: Any, name: str, limit: int, laden: bool) -> None:
    axles = vehicle(name).axle_count
    for rate, expected in ((limit - 0.1, "fail"), (limit, "pass"), (limit + 0.1, "pass")):
        wheel = float(Decimal(str(rate)) * Decimal("4.9"))
        measured = {
            "axle_load_kg": [[500, 500]] * axles,
            "brake_force_dan": [[wheel, wheel]] * axles,
            "laden": laden,
        }
        found = verdict_of("brake_rate_total", measured, name)
        assert (found.verdict, found.limit) == (expected, f">= {limit}"), rate


def test_a_special_vehicle_with_payload_to_spare_needs_60(verdict_of: Verdict) -> None:
    roomy = {"kerb_mass_kg": 19999}
    measured = braked(1, "60", 2)
    assert verdict_of("brake_rate_total", measured, "special").limit == ">= 50"
    assert verdict_of("brake_rate_total", measured, "special", changes=roomy).limit == ">= 60"


IMBALANCES = [
    ("registration", 1, "wheel", 20),
    ("registration", 2, "wheel", 24),
    ("registration", 2, "axle_load", 8),
    ("periodic", 1, "wheel", 24),
    ("periodic", 2, "wheel", 30),
    ("periodic", 2, "axle_load", 10),
]


@pytest.mark.parametrize(("kind", "axle", "denominator", "limit"), IMBALANCES)
def test_imbalance(verdict_of: Verdict, kind: str, axle: int, denominator: str, limit: int) -> None:
    wheel = 400.0 if denominator == "wheel" else 200.0  # 81.6 % and 40.8 % of 980 daN
    base = Decimal(400) if denominator == "wheel" else Decimal(980)
    for value, expected in ((limit - 0.1, "pass"), (limit, "pass"), (limit + 0.1, "fail")):
        apart = float(Decimal(str(value)) * base / 100)
        measured = {
            "axle_load_kg": [[500, 500], [500, 500]],
            "brake_force_dan": [[wheel, wheel], [wheel, wheel]],
            "brake_difference_dan": [[150.0, 150.0 + apart], [150.0, 150.0 + apart]],
        }
        found = verdict_of(f"imbalance_axle_{axle}", measured, kind=kind)
        assert (found.verdict, found.limit) == (expected, f"<= {limit}"), value


def test_a_weak_front_axle_is_still_held_against_the_wheel(verdict_of: Verdict) -> None:
    measured = {
        "axle_load_kg": [[500, 500]] * 2,
        "brake_force_dan": [[200, 200]] * 2,
        "brake_difference_dan": [[100, 148]] * 2,
    }
    assert verdict_of("imbalance_axle_1", measured).value == Decimal("24.0")


def test_the_rear_axle_turns_at_60_percent_as_rounded(verdict_of: Verdict) -> None:
    def at(rate: str) -> Decimal | None:
        force = float(Decimal(rate) * Decimal("4.9"))
        measured = {
            "axle_load_kg": [[500, 500]] * 2,
            "brake_force_dan": [[force, force]] * 2,
            "brake_difference_dan": [[100, 198]] * 2,
        }
        return verdict_of("imbalance_axle_2", measured).value

    assert at("59.94") == Decimal("10.0")  # 98 of 980 daN
    assert at("59.95") == Decimal("33.4")  # 98 of 293.755 daN


@pytest.mark.parametrize(("kerb", "limit"), [(1500, 15), (1499, 20)])
def test_parking_brake(verdict_of: Verdict, kerb: int, limit: int) -> None:
    for rate, expected in ((limit - 0.1, "fail"), (limit, "pass"), (limit + 0.1, "pass")):
        wheel = float(Decimal(str(rate)) * Decimal("9.8"))
        measured = {
            "axle_load_kg": [[500, 500]] * 2,
            "parking_force_dan": [[0, 0], [wheel, wheel]],
        }
        found = verdict_of("parking_brake_rate", measured, "van", changes={"kerb_mass_kg": kerb})
        assert (found.verdict, found.limit) == (expected, f">= {limit}")


LAMPS = [
    ("three_wheeler", "05", 8000, 6000),
    ("three_wheeler", "03", 6000, 5000),
    ("slow_truck", "03", 10000, 8000),
    ("slow_truck", "01", 8000, 6000),
    ("car", "03", 18000, 15000),
    ("car", "01", 15000, 12000),
    ("truck", "02", 15000, 12000),
    ("motorcycle", "05", 10000, 8000),
    ("motorcycle", "03", 8000, 6000),
    ("moped", "05", 4000, 3000),
    ("moped", "03", 3000, 2500),
]


@pytest.mark.parametrize(("name", "system", "new", "used"), LAMPS)
def test_headlamp(verdict_of: Verdict, name: str, system: str, new: int, used: int) -> None:
    for kind, limit in (("registration", new), ("periodic", used)):
        for value, expected in ((limit - 1, "fail"), (limit, "pass"), (limit + 1, "pass")):
            changes = {"headlamp_system": system}
            found = verdict_of(
                "headlamp_H1", {"headlamp_cd": {"H1": value}}, name, kind, changes=changes
            )
            assert (found.verdict, found.limit) == (expected, f">= {limit}")


def test_a_car_slower_than_70_has_the_lower_lamp_limit(verdict_of: Verdict) -> None:
    measured = {"headlamp_cd": {"H1": 9000}}
    assert verdict_of("headlamp_H1", measured, changes={"max_speed_km_h": 69}).verdict == "pass"
    assert verdict_of("headlamp_H1", measured, changes={"max_speed_km_h": 70}).verdict == "fail"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(-5.1, "fail"), (-5.05, "fail"), (-5.04, "pass"), (0, "pass"), (5.0, "pass"), (5.05, "fail")],
)
def test_side_slip(verdict_of: Verdict, value: float, expected: str) -> None:
    found = verdict_of("side_slip_1", {"side_slip_m_per_km": [value]}, "bus")
    assert (found.verdict, found.limit) == (expected, "-5 .. 5")


@pytest.mark.parametrize(
    ("value", "expected"), [(32.7, "fail"), (32.8, "pass"), (40, "pass"), (40.1, "fail")]
)
def test_speedometer_under_the_former_edition(
    verdict_of: Verdict, value: float, expected: str
) -> None:
    found = verdict_of(
        "speedometer",
        {"speed_at_indicated_40_km_h": value},
        "bus",
        "registration",
        edition="GB21861-2014",
    )
    assert (found.verdict, found.limit) == (expected, "32.8 .. 40")


@pytest.mark.parametrize(
    ("kind", "registered", "allowed"),
    [("registration", 4000, 50), ("registration", 9000, 90), ("periodic", 4000, 100),
     ("periodic", 9000, 180)],
)  # fmt: skip
def test_outline_within_either_tolerance(
    verdict_of: Verdict, kind: str, registered: int, allowed: int
) -> None:
    for off, expected in ((allowed, "pass"), (-allowed, "pass"), (allowed + 1, "fail")):
        outline = {"outline_mm": {"length": [registered, registered + off]}}
        found = verdict_of("outline_length", outline, "truck", kind)
        assert (found.verdict, found.value) == (expected, Decimal(off))


@pytest.mark.parametrize(
    ("name", "kerb", "allowed"),
    [
        ("truck", 12000, 500),
        ("truck", 20000, 600),
        ("light_truck", 2000, 100),
        ("light_truck", 4000, 120),
        ("trailer", 7000, 500),
        ("three_wheeler", 1000, 100),
        ("three_wheeler", 3000, 150),
    ],
)
def test_kerb_mass_at_registration(verdict_of: Verdict, name: str, kerb: int, allowed: int) -> None:
    for off, expected in ((-allowed, "pass"), (allowed, "pass"), (allowed + 1, "fail")):
        found = verdict_of(
            "kerb_mass",
            {"kerb_mass_kg": kerb + off},
            name,
            "registration",
            changes={"kerb_mass_kg": kerb},
        )
        assert found.verdict == expected


def test_kerb_mass_of_a_tricycle_with_a_cab(verdict_of: Verdict) -> None:
    changes = {"vehicle_type": "M14", "cab": True, "kerb_mass_kg": 400}
    for off, expected in ((10, "pass"), (11, "fail")):
        mass = {"kerb_mass_kg": [400, 400 + off]}
        found = verdict_of("kerb_mass", mass, "motorcycle", "registration", changes=changes)
        assert (found.verdict, found.limit) == (expected, "±10 kg")


@pytest.mark.parametrize(
    ("name", "wheels", "limit"),
    [("car", "steering", 1.6), ("car", "other", 1.6), ("truck", "steering", 3.2),
     ("truck", "other", 1.6), ("motorcycle", "steering", 1.6), ("trailer", "other", 1.6)],
)  # fmt: skip
def test_tread_is_the_shallowest_wheel(
    verdict_of: Verdict, name: str, wheels: str, limit: float
) -> None:
    for value, expected in ((limit - 0.1, "fail"), (limit, "pass")):
        tread = {"tread_mm": {wheels: [8.0, round(value, 1)]}}
        assert verdict_of(f"tread_{wheels}", tread, name).verdict == expected


GAS = [
    ("double_idle", "idle_co_percent", "gas_idle_co", 0.6, 0.4, 0.01),
    ("double_idle", "idle_hc_ppm", "gas_idle_hc", 80, 40, 1),
    ("double_idle", "high_idle_co_percent", "gas_high_idle_co", 0.3, 0.3, 0.01),
    ("double_idle", "high_idle_hc_ppm", "gas_high_idle_hc", 50, 30, 1),
    ("asm", "asm5025_co_percent", "gas_asm5025_co", 0.50, 0.35, 0.01),
    ("asm", "asm5025_hc_ppm", "gas_asm5025_hc", 90, 47, 1),
    ("asm", "asm5025_no_ppm", "gas_asm5025_no", 700, 420, 1),
    ("asm", "asm2540_co_percent", "gas_asm2540_co", 0.40, 0.30, 0.01),
    ("asm", "asm2540_hc_ppm", "gas_asm2540_hc", 80, 44, 1),
    ("asm", "asm2540_no_ppm", "gas_asm2540_no", 650, 390, 1),
    ("transient", "transient_co_g_per_km", "gas_transient_co", 3.5, 2.8, 0.1),
    ("transient", "transient_hc_nox_g_per_km", "gas_transient_hc_nox", 1.5, 1.2, 0.1),
    ("simple_transient", "simple_transient_co_g_per_km", "gas_simple_transient_co", 8.0, 5.0, 0.1),
    ("simple_transient", "simple_transient_hc_g_per_km", "gas_simple_transient_hc", 1.6, 1.0, 0.1),
    ("simple_transient", "simple_transient_nox_g_per_km", "gas_simple_transient_nox", 1.3, 0.7,
     0.1),
    ("free_acceleration", "opacity_per_m", "gas_opacity", 1.2, 0.7, 0.01),
    ("lug_down", "lug_down_k100_per_m", "gas_lug_down_k100", 1.2, 0.7, 0.01),
    ("lug_down", "lug_down_k80_per_m", "gas_lug_down_k80", 1.2, 0.7, 0.01),
    ("lug_down", "lug_down_nox_ppm", "gas_lug_down_nox", 1500, 900, 1),
]  # fmt: skip


@pytest.mark.parametrize(("method", "field", "item", "a", "b", "step"), GAS)
def test_exhaust(
    verdict_of: Verdict, method: str, field: str, item: str, a: float, b: float, step: float
) -> None:
    diesel = {"fuel": "B" if method in ("free_acceleration", "lug_down") else "A"}
    for limit_set, limit in (("a", a), ("b", b)):
        for value, expected in ((limit, "pass"), (round(limit + step, 2), "fail")):
            gas = {"method": method, "limit_set": limit_set, field: value}
            found = verdict_of(item, {"gas": gas}, changes=diesel)
            assert found.verdict == expected, (limit_set, value)


@pytest.mark.parametrize(
    ("value", "expected"), [(0.94, "fail"), (0.95, "pass"), (1.05, "pass"), (1.06, "fail")]
)
def test_lambda(verdict_of: Verdict, value: float, expected: str) -> None:
    gas = {"method": "double_idle", "lambda": value}
    assert verdict_of("gas_lambda", {"gas": gas}).verdict == expected


@pytest.mark.parametrize(("value", "expected"), [(39.9, "fail"), (40, "pass")])
def test_lug_down_power(verdict_of: Verdict, value: float, expected: str) -> None:
    gas = {"method": "lug_down", "lug_down_power_percent": value}
    assert verdict_of("gas_lug_down_power", {"gas": gas}, "truck").verdict == expected


@pytest.mark.parametrize(
    ("height", "value", "expected"),
    [(1000, -301, "fail"), (1000, -300, "pass"), (1000, -50, "pass"), (1000, -49, "fail"),
     (1001, -351, "fail"), (1001, -350, "pass"), (1001, -100, "pass"), (1001, -99, "fail")],
)  # fmt: skip
def test_low_beam_under_the_former_edition(
    verdict_of: Verdict, height: int, value: int, expected: str
) -> None:
    beam = {"low_beam": {"H1": {"vertical_mm": value, "lamp_height_mm": height}}}
    found = verdict_of("low_beam_vertical_H1", beam, edition="GB21861-2014")
    assert found.verdict == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(-171, "fail"), (-170, "pass"), (350, "pass"), (351, "fail")]
)
def test_low_beam_lateral(verdict_of: Verdict, value: int, expected: str) -> None:
    beam = {"low_beam": {"H4": {"lateral_mm": value}}}
    found = verdict_of("low_beam_lateral_H4", beam, edition="GB21861-2014")
    assert found.verdict == expected


@pytest.mark.parametrize(("name", "axle", "limit"), [("truck", 2, 50), ("trailer", 1, 45)])
def test_loaded_brake(verdict_of: Verdict, name: str, axle: int, limit: int) -> None:
    for rate, expected in ((limit - 0.1, "fail"), (limit, "pass")):
        wheel = float(Decimal(str(rate)) * Decimal("4.9"))
        lists: list[list[float] | None] = [None, None, None]
        loads, forces = list(lists), list(lists)
        loads[axle - 1], forces[axle - 1] = [500, 500], [wheel, wheel]
        measured = {"loaded_axle_load_kg": loads, "loaded_brake_force_dan": forces}
        found = verdict_of(f"loaded_brake_rate_axle_{axle}", measured, name)
        assert (found.verdict, found.limit) == (expected, f">= {limit}")
