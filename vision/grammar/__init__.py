"""What may be written where: plates (号牌) and vehicle identification numbers (车辆识别代号).

All of it is data (`plates.toml`, `wmi.tsv`, `countries.tsv`); the modules here only read and check
it.
"""

from __future__ import annotations

from vision.grammar.patterns import LookAlikes, Pattern, Trust
from vision.grammar.plates import PlateGrammar, PlateKind, plate_grammar
from vision.grammar.vin import (
    VIN_CHARACTERS,
    VIN_LENGTH,
    check_digit,
    check_digit_holds,
    model_years,
)
from vision.grammar.wmi import Maker, check_digit_binds, country, maker

__all__ = [
    "LookAlikes",
    "Maker",
    "Pattern",
    "PlateGrammar",
    "PlateKind",
    "Trust",
    "VIN_CHARACTERS",
    "VIN_LENGTH",
    "check_digit",
    "check_digit_binds",
    "check_digit_holds",
    "country",
    "maker",
    "model_years",
    "plate_grammar",
]
