"""The watch-list (布控名单): keyed hashes of persons and vehicles, details sealed until a hit."""

from __future__ import annotations

from lane.watchlist.entry import Hit
from lane.watchlist.errors import KeyFileError, ListFileError, ValueRefused, WatchListError
from lane.watchlist.key_file import ensure_key, read_key
from lane.watchlist.store import ImportReport, WatchList
from lane.watchlist.values import Kind

__all__ = [
    "Hit",
    "ImportReport",
    "KeyFileError",
    "Kind",
    "ListFileError",
    "ValueRefused",
    "WatchList",
    "WatchListError",
    "ensure_key",
    "read_key",
]
