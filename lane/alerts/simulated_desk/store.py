"""What the desk was told, on disk: a JSON line for each notice, a file for each picture."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any


class DeskStore:
    """Keeps each notice once by its NotificationID, also over a restart."""

    def __init__(self, folder: Path) -> None:
        self._notices = folder / "notifications.jsonl"
        self._vehicles = folder / "vehicles.jsonl"
        self._pictures = folder / "pictures"
        self._pictures.mkdir(parents=True, exist_ok=True)
        self.deliveries: dict[str, int] = dict.fromkeys(self._known(), 1)

    def keep_notice(self, notice: dict[str, Any]) -> None:
        """Keep a notice; one that is known already is only counted."""
        one = notice["NotificationID"]
        self.deliveries[one] = self.deliveries.get(one, 0) + 1
        if self.deliveries[one] == 1:
            self._append(self._notices, notice)

    def keep_vehicle(self, vehicle: dict[str, Any]) -> None:
        """Keep a vehicle that came in."""
        self._append(self._vehicles, vehicle)

    def _known(self) -> list[str]:
        if not self._notices.exists():
            return []
        lines = self._notices.read_text(encoding="utf-8").splitlines()
        return [json.loads(line)["NotificationID"] for line in lines]

    def _append(self, path: Path, message: dict[str, Any]) -> None:
        line = json.dumps(self._without_pictures(message), ensure_ascii=False)
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _without_pictures(self, part: Any) -> Any:
        """The same message with every picture moved to a file named by its ImageID."""
        if isinstance(part, list):
            return [self._without_pictures(one) for one in part]
        if not isinstance(part, dict):
            return part
        if isinstance(part.get("Data"), str):
            name = f"{part['ImageID']}.jpg"
            (self._pictures / name).write_bytes(base64.b64decode(part["Data"]))
            part = {key: value for key, value in part.items() if key != "Data"}
            part["StoragePath"] = f"pictures/{name}"
        return {key: self._without_pictures(value) for key, value in part.items()}
