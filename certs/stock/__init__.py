"""Stock of sticker blanks: received, loaded, reserved, printed; each serial once in its life."""

from __future__ import annotations

from certs.stock.engine import open_books
from certs.stock.reconciliation import Reconciliation
from certs.stock.serials import SerialRange
from certs.stock.states import State
from certs.stock.stock import Reservation, Stock

__all__ = ["Reconciliation", "Reservation", "SerialRange", "State", "Stock", "open_books"]
