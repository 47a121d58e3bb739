"""Faults of the wire, told in the operator's words."""

from __future__ import annotations

from plc.errors import EquipmentOff, PlcError, TestVoid, WriteRefused
from plc.wire.faults import BadReply, Refused, WireFault


def as_error(device: str, fault: WireFault) -> PlcError:
    """The operator's error for a fault of one request to ``device``."""
    if isinstance(fault, Refused):
        return WriteRefused(
            device,
            f"设备返回Modbus异常{fault.code},请工程师核对寄存器配置",
            f"the device answers Modbus exception {fault.code}: "
            "have the engineer check the profile's registers",
        )
    if isinstance(fault, BadReply):
        return TestVoid(device, "设备应答错误", str(fault))
    return EquipmentOff(device)
