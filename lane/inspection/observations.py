"""What the examiner sees of the vehicle itself and types in."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Observations(BaseModel):
    """Every field may be left out; a later observation replaces the earlier value of a field.

    Codes and ranges are checked where they are weighed (`lane.identity`), so that they are
    the same for every way in.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    body_colour: str | None = Field(default=None, max_length=4)
    engine_number: str | None = Field(default=None, max_length=30)
    odometer_km: int | None = None
    nameplate_manufactured_on: str | None = Field(default=None, max_length=10)
    nameplate_total_mass_kg: float | None = None
    obd_vin: str | None = Field(default=None, max_length=25)
    glass_year: int | None = None
    tyre_week: str | None = Field(default=None, max_length=8)
    belt_month: str | None = Field(default=None, max_length=10)
    kerb_mass_kg: float | None = None
    wheelbase_mm: float | None = None
    length_mm: float | None = None
    width_mm: float | None = None
    height_mm: float | None = None
