"""Roller brake tester (滚筒反力式制动检验台)."""

from __future__ import annotations

from typing import cast

from plc.equipment.base import Equipment, PhaseCallback
from plc.equipment.results import BrakeKind, BrakeRun, StopReason
from plc.errors import TestVoid
from plc.frames import Frame, FramesLost
from plc.port import CommandResult, WriteContext

# The last frames are read with the poll after the one that saw the end of the run.
LAST_FRAMES_TAKE_AT_MOST = 5.0
VOID_REASONS = {
    "stopped": ("检验被停止", "it was stopped"),
    "wheel_lost": ("车轮离开滚筒", "a wheel left the rollers"),
    "estop": ("急停被按下", "the emergency stop was pressed"),
}


class RollerBrakeTester(Equipment):
    """Tests both brakes of one axle at once."""

    async def zero(self, by: WriteContext) -> None:
        """Set the forces of the empty rollers to zero."""
        await self._command("zero", by=by)

    async def stop(self, by: WriteContext) -> None:
        """Stop the rollers; always allowed. No substitute for the emergency stop."""
        await self._command("stop", by=by)

    async def measure(
        self,
        axle: int,
        kind: BrakeKind,
        by: WriteContext,
        on_phase: PhaseCallback | None = None,
    ) -> BrakeRun:
        """One whole run, with every frame of it; ``on_phase`` hears settle, brake, run_down.

        TestVoid when a frame is missing, the link was lost, or the tester broke the run off.
        """
        result = await self._command(f"start_{kind}", axle, by=by, on_phase=on_phase)
        reason = self._stop_reason(result)
        first, frames = await self._frames(result)
        left, right = zip(*(self._whole(frame) for frame in frames), strict=True)
        return BrakeRun(
            axle=axle,
            kind=kind,
            interval_ms=self.port.frame_interval_ms,
            left_dan=left,
            right_dan=right,
            drag_left_dan=self._number(result, "drag_l"),
            drag_right_dan=self._number(result, "drag_r"),
            locked_left=bool(self._number(result, "result_locked_l")),
            locked_right=bool(self._number(result, "result_locked_r")),
            stop_reason=reason,
            epoch=result.epoch,
            first_frame=first,
        )

    def _stop_reason(self, result: CommandResult) -> StopReason:
        reading = result.reading("stop_reason")
        if not reading.good:
            raise TestVoid(self.name, "停机原因无效", "why it stopped is not known")
        if reading.value in VOID_REASONS:
            raise TestVoid(self.name, *VOID_REASONS[str(reading.value)])
        return cast(StopReason, reading.value)

    async def _frames(self, result: CommandResult) -> tuple[int, list[Frame]]:
        store = self.port.frames
        # The counter wraps, the store's numbers do not: count back from where it is now.
        last_raw, first_raw = (int(self._number(result, n)) for n in ("last_frame", "first_frame"))
        epoch = result.epoch

        def arrived(port: object) -> bool:
            return self.port.epoch != epoch or store.last >= store.number_of(last_raw)

        try:
            await self.port.wait_for(arrived, LAST_FRAMES_TAKE_AT_MOST)
            if self.port.epoch != epoch:
                raise TestVoid(self.name, "检验过程中连接中断", "the link was lost")
            first = store.number_of(first_raw)
            return first, store.between(first, store.number_of(last_raw))
        except (TimeoutError, FramesLost) as error:
            raise TestVoid(self.name, "制动曲线不完整", f"frames are missing: {error}") from error

    def _whole(self, frame: Frame) -> tuple[float, float]:
        left, right = frame
        if left is None or right is None:
            raise TestVoid(self.name, "制动曲线中有无效数据", "a frame holds an invalid value")
        return left, right
