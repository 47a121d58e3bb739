"""What can go wrong with the equipment, told in the operator's words (Chinese and English).

Every error can be put on a wire: its class name and ``fields`` make it again on the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from plc.words import word


class PlcError(Exception):
    """Base of all errors of this package; ``text_zh`` and ``text_en`` say what to do."""

    kinds: ClassVar[dict[str, type[PlcError]]] = {}

    def __init__(self, text_zh: str, text_en: str, **fields: Any) -> None:
        super().__init__(text_en)
        self.text_zh = text_zh
        self.text_en = text_en
        self.fields = fields

    def __init_subclass__(cls) -> None:
        PlcError.kinds[cls.__name__] = cls


class EquipmentOff(PlcError):
    """The tester does not answer: switched off, cable out, or wrong address."""

    def __init__(self, device: str) -> None:
        super().__init__(
            f"{word('device', device, 'zh')}无应答:请检查电源和网线后重试",
            f"the {word('device', device, 'en')} does not answer: "
            "check its power and network cable, then try again",
            device=device,
        )


class WrongDevice(PlcError):
    """The device that answers is not the one the profile describes."""

    def __init__(self, device: str, expected: str, found: str) -> None:
        super().__init__(
            f"{word('device', device, 'zh')}身份不符:应为{expected},实际为{found},"
            "请核对设备地址和配置文件",
            f"what answers as {word('device', device, 'en')} is another device: expected "
            f"{expected}, found {found}; check the site file's address and profile",
            device=device,
            expected=expected,
            found=found,
        )
        self.detail = (expected, found)


class IdentityRefused(PlcError):
    """What answers refuses the registers that would say what it is (Modbus exception ``code``)."""

    def __init__(self, device: str, expected: str, code: int) -> None:
        super().__init__(
            f"{word('device', device, 'zh')}有应答,但拒绝读取身份寄存器(Modbus异常{code}),"
            f"无法确认{expected}:请核对设备地址、配置文件及其address_base",
            f"what answers as {word('device', device, 'en')} refuses the registers that should "
            f"hold {expected} (Modbus exception {code}): check the site file's address and "
            "profile, and the profile's address_base",
            device=device,
            expected=expected,
            code=code,
        )
        self.detail = (expected, f"Modbus exception {code}")


class NotReady(PlcError):
    """A condition for starting is missing; ``missing`` names the profile's points."""

    def __init__(self, device: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            f"{word('device', device, 'zh')}不能启动:"
            + "、".join(word("point", name, "zh") for name in self.missing),
            f"the {word('device', device, 'en')} cannot start: "
            + ", ".join(word("point", name, "en") for name in self.missing),
            device=device,
            missing=list(self.missing),
        )


class TestVoid(PlcError):
    """The running test is void and must be done again; nothing of it may be used."""

    __test__ = False  # the name starts with "Test", yet it is no test class

    def __init__(self, device: str, reason_zh: str, reason_en: str) -> None:
        self.reason = reason_en
        super().__init__(
            f"{word('device', device, 'zh')}本次检验无效:{reason_zh},请重新检验",
            f"this test on the {word('device', device, 'en')} is void: {reason_en}; test again",
            device=device,
            reason_zh=reason_zh,
            reason_en=reason_en,
        )


class TesterFault(PlcError):
    """The tester reports a fault of its own; ``code`` is its error code."""

    __test__ = False

    def __init__(self, device: str, code: int) -> None:
        self.code = code
        super().__init__(
            f"{word('device', device, 'zh')}报告故障,代码{code}:请查设备说明书并排除后重试",
            f"the {word('device', device, 'en')} reports fault {code}: "
            "look it up in the tester's manual and clear it, then try again",
            device=device,
            code=code,
        )


class CommandTimeout(PlcError):
    """A command was not taken (``stage`` "ack") or not finished ("done") in time.

    It is never sent a second time: whether the tester carries it out is not known.
    """

    def __init__(self, device: str, verb: str, stage: str) -> None:
        self.verb = verb
        self.stage = stage
        super().__init__(
            f"{word('device', device, 'zh')}未按时{'响应' if stage == 'ack' else '完成'}"
            f"“{word('verb', verb, 'zh')}”:请确认设备已停止后重新检验",
            f"the {word('device', device, 'en')} did not "
            f"{'take' if stage == 'ack' else 'finish'} '{word('verb', verb, 'en')}' in time: "
            "make sure that it stands still, then test again",
            device=device,
            verb=verb,
            stage=stage,
        )


class WriteRefused(PlcError):
    """A write that the profile's allowlist, ranges or verbs do not permit, or that did not hold."""

    def __init__(self, device: str, reason_zh: str, reason_en: str) -> None:
        super().__init__(
            f"{word('device', device, 'zh')}写入被拒绝:{reason_zh}",
            f"write to the {word('device', device, 'en')} refused: {reason_en}",
            device=device,
            reason_zh=reason_zh,
            reason_en=reason_en,
        )


class AcquisitionLost(PlcError):
    """The acquisition process does not run; nothing can be read or commanded."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"采集进程中断({detail}):正在重新启动,请稍候重试",
            f"the acquisition process is down ({detail}): it is being restarted, try again",
            detail=detail,
        )


class ProfileError(PlcError):
    """A register profile is wrong; names the file and the line."""

    def __init__(self, file: str | Path, line: int, text: str) -> None:
        self.file = str(file)
        self.line = line
        super().__init__(
            f"寄存器配置 {self.file} 第{line}行:{text}",
            f"{self.file}, line {line}: {text}",
            file=self.file,
            line=line,
            text=text,
        )


class SiteError(PlcError):
    """The site file is wrong; names the file and the fault."""

    def __init__(self, file: str | Path, text: str) -> None:
        self.file = str(file)
        super().__init__(
            f"站点配置 {self.file}:{text}", f"{self.file}: {text}", file=self.file, text=text
        )
