"""Realistic views of a lane for the desk's tests: one builder a situation."""

from __future__ import annotations

import math

from lane.service.views import (
    BoardView,
    CharacterView,
    CurveView,
    DeviceView,
    FindingView,
    InspectionView,
    ItemView,
    Label,
    LaneView,
    LiveView,
    MeasurementView,
    PaperView,
    PhotoView,
    QuestionView,
    ReadView,
    ReasonView,
    StationView,
    StepView,
)

L = Label
STEPS = [
    ("check_in", L(zh="登录", en="Check-in")),
    ("identity", L(zh="唯一性", en="Identity")),
    ("walk", L(zh="望闻问切", en="Walk-round")),
    ("brake", L(zh="称重制动", en="Weigh and brake")),
    ("speed_gas", L(zh="车速尾气", en="Speed and gas")),
    ("lamp_slip", L(zh="灯光侧滑", en="Lamps and side-slip")),
    ("verdict", L(zh="审核签字", en="Verdict")),
    ("papers", L(zh="打印发证", en="Papers")),
]
ACTIONS = {
    "read_plate": L(zh="拍摄号牌", en="Take the plate picture"),
    "walk_done": L(zh="查验完成", en="Walk done"),
    "send_to_lane": L(zh="上线检验", en="Send to the lane"),
    "wait": L(zh="检验进行中", en="Test running"),
    "sign": L(zh="签字确认", en="Sign"),
    "issue": L(zh="打印发证", en="Print and issue"),
    "release": L(zh="主管核实", en="Supervisor decides"),
    "retest": L(zh="复检", en="Retest"),
}
PHASES = {
    "check_in": L(zh="登录", en="Check-in"),
    "walk": L(zh="人工检验", en="Walk-round"),
    "in_lane": L(zh="线上检验", en="In the lane"),
    "verdict": L(zh="待签字", en="To be signed"),
    "signed": L(zh="待发证", en="To be issued"),
    "closed": L(zh="已办结", en="Closed"),
}


def read(text: str, picture: str, weak: tuple[int, ...] = ()) -> ReadView:
    """A read with some weak characters."""
    characters = [
        CharacterView(text=c, confidence=0.71 if i in weak else 0.99, weak=i in weak)
        for i, c in enumerate(text)
    ]
    return ReadView(text=text, confidence=0.97, characters=characters, picture=picture)


def steps(current: str, failed: tuple[str, ...] = ()) -> list[StepView]:
    """The strip with everything before ``current`` done."""
    at = [name for name, _ in STEPS].index(current)
    return [
        StepView(
            id=name,
            name=label,
            state="failed"
            if name in failed
            else "done"
            if i < at
            else "current"
            if i == at
            else "todo",
        )
        for i, (name, label) in enumerate(STEPS)
    ]


def items() -> list[ItemView]:
    """A walk, half answered."""
    rows = [
        ("rlwcx", 1, "联网查询", "On-line record query", ["look", "ask"], "conforms"),
        ("rhplx", 2, "号牌号码和分类", "Plate number and kind", ["look"], "conforms"),
        ("rppxh", 3, "车辆品牌和型号", "Make and model", ["look", "ask"], "conforms"),
        ("rvin", 4, "车辆识别代号（或整车出厂编号）", "Vehicle identification number",
         ["look", "examine", "listen", "ask"], "conforms"),
        ("rcsys", 6, "车辆颜色和车辆外形", "Colour and shape", ["look", "listen", "ask"], "defect"),
        ("rwkcc", 7, "外廓尺寸", "Outline dimensions", ["examine"], None),
        ("rlt", 15, "轮胎", "Tyres, tread depth and damage", ["look", "examine"], None),
        ("raqd", 21, "汽车安全带", "Seat belts", ["examine", "look"], None),
        ("rfdj", 39, "发动机运转异响", "Unusual engine noise", ["listen"], None),
        ("rly", 40, "来历和维修经过", "Origin and repairs", ["ask"], None),
    ]  # fmt: skip
    return [
        ItemView(
            code=code,
            number=number,
            name=L(zh=zh, en=en),
            category="UC",
            senses=senses,  # type: ignore[arg-type] # pydantic checks it
            why=L(zh="所有机动车", en="all motor vehicles"),
            photo_codes=["0111"],
            questions=questions(code),
            answer=answer,  # type: ignore[arg-type] # pydantic checks it
            note="右前门重新喷漆，与登记颜色不一致" if answer == "defect" else "",
        )
        for code, number, zh, en, senses, answer in rows
    ]


def questions(code: str) -> list[QuestionView]:
    """The questions of an item."""
    if code == "rlwcx":
        return [
            QuestionView(
                id="Q1-owner",
                text=L(zh="这辆车登记在谁名下？", en="In whose name is the vehicle registered?"),
                expected="张伟",
            )
        ]
    if code == "rly":
        return [
            QuestionView(
                id="Q40-origin",
                text=L(zh="您与车主是什么关系，为什么由您送检？",
                       en="How are you related to the owner, and why do you present it?"),
                expected=None,
            )
        ]  # fmt: skip
    return []


def brake_frames(count: int, left: float = 262, right: float = 241) -> list[tuple[float, float]]:
    """A brake run as the roller tester gives it at 100 Hz."""
    frames = []
    for n in range(count):
        t = n * 0.01
        rise = 1 - math.exp(-max(0.0, t - 0.4) * 2.2)
        fall = math.exp(-(t - 3.2) * 6) if t > 3.2 else 1.0
        ripple = 1 + 0.02 * math.sin(60 * t)
        frames.append(
            (round(left * rise * fall * ripple, 1), round(right * rise * fall / ripple, 1))
        )
    return frames


def curve(axle: int = 1) -> CurveView:
    """A stored curve."""
    frames = brake_frames(360)
    return CurveView(
        axle=axle,
        kind="service",
        interval_ms=10,
        left_dan=[f[0] for f in frames],
        right_dan=[f[1] for f in frames],
    )


def measurements(failed: bool) -> list[MeasurementView]:
    """Judged values of a car."""

    def one(item, zh, en, value, unit, limit, verdict, clause, reason=None, previous=None):
        return MeasurementView(
            item=item, name=L(zh=zh, en=en), value=value, unit=unit, limit=limit, clause=clause,
            verdict=verdict, reason=reason, previous=previous,
        )  # fmt: skip

    return [
        one("brake_rate_axle_1", "一轴制动率", "Axle 1 brake rate", 68.9, "%", "≥ 60", "pass",
            "GB 38900-2020 表2", previous=57.1),
        one("brake_rate_axle_2", "二轴制动率", "Axle 2 brake rate", 41.2, "%", "≥ 20", "pass",
            "GB 38900-2020 表2"),
        one("imbalance_axle_1", "一轴不平衡率", "Axle 1 imbalance", 8.0, "%", "≤ 20", "pass",
            "GB 38900-2020 表3"),
        one("imbalance_axle_2", "二轴不平衡率", "Axle 2 imbalance", 26.3 if failed else 11.5, "%",
            "≤ 24", "fail" if failed else "pass", "GB 38900-2020 表3"),
        one("brake_rate_total", "整车制动率", "Whole vehicle brake rate", 63.4, "%", "≥ 60", "pass",
            "GB 38900-2020 表2"),
        one("parking_brake_rate", "驻车制动率", "Parking brake rate", 24.8, "%", "≥ 20", "pass",
            "GB 38900-2020 6.5.4"),
        one("headlamp_H1", "左外灯远光发光强度", "Left outer main beam", 21400.0, "cd", "≥ 15000",
            "pass", "GB 38900-2020 表4"),
        one("headlamp_H2", "右外灯远光发光强度", "Right outer main beam", 19850.0, "cd", "≥ 15000",
            "pass", "GB 38900-2020 表4"),
        one("side_slip_1", "转向轮横向侧滑量", "Steered wheels' side-slip", -1.8, "m/km", "±5",
            "pass", "GB 38900-2020 6.7"),
        one("speedometer", "车速表指示误差", "Speedometer at 40 km/h", 38.2, "km/h", "",
            "not_judged", "",
            reason=L(zh="仅供参考，本标准不判定", en="Information only under this standard")),
        one("gas_idle_co", "怠速一氧化碳", "CO at idle", 0.12, "%", "≤ 0.6", "pass",
            "GB 18285-2018 表1"),
    ]  # fmt: skip


def finding(kind: str) -> FindingView:
    """An identity finding."""
    names = {
        "genuine": L(zh="相符", en="Genuine"),
        "cloned": L(zh="涉嫌套牌", en="Suspected cloned"),
    }
    reasons = [
        ReasonView(
            text=L(zh="车辆识别代号 17 位与登记一致，校验位正确",
                   en="All 17 characters of the VIN match the register, check digit correct"),
            favours="genuine", weight=2.4,
        ),
        ReasonView(
            text=L(zh="颜色、品牌、型号与登记一致", en="Colour, make and model match the register"),
            favours="genuine", weight=1.1,
        ),
    ]  # fmt: skip
    if kind == "cloned":
        reasons = [
            ReasonView(
                text=L(zh="同一号牌 14:02 在 312 公里外的卡口出现，间隔 38 分钟，不可能到达",
                       en="The same plate passed a gate 312 km away 38 minutes before: impossible"),
                favours="cloned", weight=3.2,
            ),
            ReasonView(
                text=L(zh="打刻的车辆识别代号第 11 位与登记不一致",
                       en="Character 11 of the stamped VIN differs from the register"),
                favours="cloned", weight=1.9,
            ),
            reasons[1],
        ]  # fmt: skip
    settle = [
        L(zh="拓印车辆识别代号并与档案比对", en="Take a rubbing of the VIN, compare with the file")
    ]
    missing = [L(zh="发动机号未读取", en="Engine number not read")]
    cloned = kind == "cloned"
    return FindingView(
        finding=kind, name=names[kind], reasons=reasons, settle=settle if cloned else [],
        missing=missing if cloned else [],
    )  # fmt: skip


def inspection(key: str, phase: str, action: str, current: str, **changes) -> InspectionView:
    """An inspection with sensible values everywhere."""
    plates = {"a": ("粤B12D45", "blue"), "b": ("粤BD12345", "green"), "c": ("粤B7K9Z3", "yellow")}
    text, colour = plates[key]
    view = InspectionView(
        id=f"2026112301000{ord(key) - 96}",
        serial=f"2026112301000{ord(key) - 96}",
        attempt=1,
        kind=L(zh="定期检验", en="Periodic"),
        phase=phase,
        phase_name=PHASES[phase],
        plate=read(text, "a" * 64, weak=(4,) if key == "a" else ()),
        plate_colour=colour,  # type: ignore[arg-type] # pydantic checks it
        vin=read("LSVAA49J132047371", "b" * 64, weak=(10,)),
        vehicle=L(zh="大众 SVW7180 小型轿车", en="VW SVW7180 small car"),
        owner="张伟",
        presenter="李娜",
        steps=steps(current),
        items=items(),
        measurements=[],
        curves=[],
        photos=[PhotoView(code="0111", name="左前方斜视45度照片", url="/api/pictures/" + "a" * 64)],
        finding=finding("genuine"),
        due=[L(zh="非营运小型轿车，第 6 年起每两年检验一次", en="Private car: every two years")],
        verdict=None,
        verdict_name=None,
        to_mend=[],
        next_action=ACTIONS[action],
        next_action_name=action,
        papers=[],
        station=None,
    )  # fmt: skip
    return InspectionView.model_validate(view.model_dump() | changes)


def devices(fault: bool = False) -> list[DeviceView]:
    """The testers of the lane."""
    rows = [
        ("lane_io", "车道控制箱", "Lane control box"),
        ("axle_scale", "轮重仪", "Axle scale"),
        ("roller_brake", "滚筒反力式制动检验台", "Roller brake tester"),
        ("speedometer", "车速表检验台", "Speedometer tester"),
        ("headlamp", "前照灯检测仪", "Headlamp tester"),
        ("side_slip", "侧滑检验台", "Side-slip tester"),
        ("gas_analyser", "排气分析仪", "Gas analyser"),
    ]
    bad = L(zh="连接断开，请检查网线", en="no link, check the cable")
    return [
        DeviceView(
            name=name,
            label=L(zh=zh, en=en),
            state="offline" if fault and name == "headlamp" else "ready",
            text=bad if fault and name == "headlamp" else L(zh="就绪", en="ready"),
        )
        for name, zh, en in rows
    ]


def stations(
    first: InspectionView | None, third: InspectionView | None = None
) -> list[StationView]:
    """Three stations; the first and third may hold a vehicle."""

    def one(number, key, zh, en, held, instruction, light):
        return StationView(
            number=number, id=key, name=L(zh=zh, en=en), inspection=held.id if held else None,
            plate=held.plate.text if held else None, light=light, instruction=instruction,
        )  # fmt: skip

    wait = L(zh="请等候", en="Please wait")
    brake = L(zh="踩制动", en="Brake") if first else wait
    lamps = L(zh="开远光灯", en="Main beam on") if third else wait
    return [
        one(1, "brake", "称重制动", "Weigh and brake", first, brake, "red" if first else "green"),
        one(2, "speed_gas", "车速尾气", "Speed and gas", None, wait, "off"),
        one(3, "lamp_slip", "灯光侧滑", "Lamps and side-slip", third, lamps,
            "red" if third else "off"),
    ]  # fmt: skip


def lane(inspections: list[InspectionView], **changes) -> LaneView:
    """A lane view around some inspections."""
    view = LaneView(
        lane_id="1",
        lane=L(zh="1号线", en="Lane 1"),
        operator="王建国",
        roles=["driver", "examiner", "registrar", "signatory"],
        time="2026-11-23T14:40:05+08:00",
        environment="demo",
        devices=devices(),
        stations=stations(None),
        inspections=inspections,
        blanks_left=1482,
    )
    return view.model_copy(update=changes)


def situations() -> dict[str, LaneView]:
    """Every situation of the screen by name."""
    braking = inspection("a", "in_lane", "wait", "brake", station=1)
    walking = inspection("a", "walk", "walk_done", "walk")
    passed = inspection(
        "a", "signed", "issue", "papers", measurements=measurements(False), curves=[curve()],
        verdict="pass", verdict_name=L(zh="合格", en="Passed"),
        papers=[
            PaperView(kind="report", name=L(zh="检验报告", en="Report"), url="/api/papers/r1"),
            PaperView(kind="sticker", name=L(zh="检验合格标志", en="Sticker"), url="/api/papers/s"),
        ],
    )  # fmt: skip
    failed = inspection(
        "a", "verdict", "sign", "verdict", measurements=measurements(True), verdict="fail",
        verdict_name=L(zh="不合格", en="Failed"), steps=steps("verdict", failed=("verdict",)),
        to_mend=[L(zh="二轴不平衡率 26.3 % 超过限值 24 %", en="Axle 2 imbalance 26.3 % above 24 %"),
                 L(zh="右前门重新喷漆", en="Right front door repainted")],
    )  # fmt: skip
    held = inspection(
        "a", "verdict", "release", "verdict", measurements=measurements(False),
        finding=finding("cloned"), verdict="held", verdict_name=L(zh="待核实", en="On hold"),
        steps=steps("verdict", failed=("identity",)),
    )  # fmt: skip
    arriving = inspection("a", "check_in", "read_plate", "check_in", plate=None, vin=None,
                          plate_colour=None, finding=None, items=[], due=[])  # fmt: skip
    second = inspection("b", "walk", "walk_done", "walk")
    third = inspection("c", "in_lane", "wait", "lamp_slip", station=3)
    done = inspection("b", "closed", "retest", "papers", verdict="fail",
                      verdict_name=L(zh="不合格", en="Failed"), measurements=measurements(True),
    )  # fmt: skip
    return {
        "braking": lane([braking, second, third], stations=stations(braking, third)),
        "walk": lane([walking, done, third], stations=stations(None, third)),
        "passed": lane([passed, second]),
        "failed": lane([failed, second], devices=devices(fault=True), blanks_left=12),
        "cloned": lane([held]),
        "check_in": lane([arriving, second]),
        "empty": lane([]),
    }


def live(inspection_id: str, count: int, start: int = 0) -> LiveView:
    """Brake frames as the service streams them."""
    frames = brake_frames(start + count)[start:]
    return LiveView(
        device="roller_brake",
        inspection=inspection_id,
        values={"roller_brake.force_l": frames[-1][0], "roller_brake.force_r": frames[-1][1]},
        axle=1,
        brake_kind="service",
        interval_ms=10,
        restart=start == 0,
        frames=frames,
    )


def board(count: int) -> list[BoardView]:
    """What the lane board shows for ``count`` stations."""
    rows = [
        BoardView(station=1, station_name=L(zh="称重制动", en="Weigh and brake"), plate="粤B12D45",
                  instruction=L(zh="踩制动", en="Brake"), light="red"),
        BoardView(station=2, station_name=L(zh="车速尾气", en="Speed and gas"), plate=None,
                  instruction=L(zh="请等候", en="Please wait"), light="off"),
        BoardView(station=3, station_name=L(zh="灯光侧滑", en="Lamps and side-slip"),
                  plate="粤BD12345", instruction=L(zh="低速直行", en="Slowly straight on"),
                  light="green", detail=L(zh="车速 3–5 km/h", en="3–5 km/h")),
    ]  # fmt: skip
    return rows[:count]
