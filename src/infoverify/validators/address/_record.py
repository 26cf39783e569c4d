"""The reading of an address as a frozen record, and the meaning of its codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from infoverify._named import NamedTuple
from infoverify.validators._inspection import Inspection

if TYPE_CHECKING:
    from infoverify.validators._inspection import CodeClass
    from infoverify.validators.address._render import Rendered

# The table of GB/T 2260 is complete since 1981, so a county that never stood under the
# written parent is refused. Everything else that is wrong may be our shortness or the
# customer's brevity, and is a doubt.
CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "nesting_wrong": "refuses",
    "several_values": "doubts",
    "division_unknown": "doubts",
    "ambiguous": "doubts",
    "placeholder": "doubts",
    "incomplete": "doubts",
    "too_long": "doubts",
    "foreign": "unknown",
    "romanised": "unknown",
    "no_division": "unknown",
    "division_ended": "hints",
    "division_not_yet_in_force": "hints",
    "vague": "hints",
    "county_implied": "hints",
    "noise": "hints",
    "partly_masked": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("没有填写地址。", "There is no address."),
    "wrong_type": ("地址应为文字。", "An address is text."),
    "nesting_wrong": (
        "上下级行政区划不匹配。",
        "A division written does not belong to the one before it.",
    ),
    "several_values": (
        "一栏中有两个不同的地址。",
        "The field holds two different addresses.",
    ),
    "division_unknown": (
        "所写行政区划不存在。",
        "A division written is not in the table of any year.",
    ),
    "ambiguous": (
        "有多个同名区县，无法确定是哪一个。",
        "Several counties bear this name, and nothing decides between them.",
    ),
    "placeholder": ("内容是占位文字，不是地址。", "A filler stands for the address."),
    "incomplete": ("地址未写到门牌。", "The address does not reach the door."),
    "too_long": ("地址过长，只读了前面部分。", "Only the first part was read."),
    "foreign": ("境外地址。", "The address is abroad."),
    "romanised": ("地址不是用汉字写的。", "The address is in Latin letters."),
    "no_division": ("没有写省、市、区县。", "No division is written."),
    "division_ended": (
        "行政区划已更名或撤销。",
        "A division written has been renamed or abolished.",
    ),
    "division_not_yet_in_force": (
        "当时尚无此行政区划。",
        "A division written did not exist yet.",
    ),
    "vague": ("地址以附近、对面等作参照。", "The address points near a place."),
    "county_implied": (
        "区县由乡镇街道推定。",
        "The county follows from the township.",
    ),
    "noise": ("含有地址以外的内容。", "There is more than an address."),
    "partly_masked": ("地址部分被遮盖。", "A part of the address is masked out."),
}


class Element(NamedTuple):
    """One element: as written, in normal form, with its span in the input.

    ``code``, ``since`` and ``until`` are a division's; ``until`` is the year of its
    change, ``None`` while it is in force.
    """

    kind: str
    written: str
    normal: str
    start: int
    end: int
    code: str | None = None
    since: int | None = None
    until: int | None = None


class Aside(NamedTuple):
    """What was set aside as no address, with its span in the input."""

    kind: str
    written: str
    start: int
    end: int


class Option(NamedTuple):
    """A place that the text can mean: a candidate, a repair, a reading."""

    adcode: str
    province: str
    city: str | None
    county: str | None


class Historic(NamedTuple):
    """A division written that no longer stands so; codes of what stands for it."""

    written: str
    code: str
    since: int
    until: int
    successors: tuple[str, ...]


FLAT: Final = (
    *("province", "city", "county", "township", "village", "group", "road"),
    *("house_number", "poi", "building", "unit", "floor", "room", "zone", "adcode"),
    *("status", "candidates", "historic", "completeness", "complete", "placeholder"),
    *("division_ok", "missing"),
)

# Rendered when first read: what ``to_dict`` tells, and what it does not.
_CLEAN: Final = ("normalised", "normalised_from", "changes")
_TOLD: Final = frozenset((*_CLEAN, *FLAT))
_BEYOND: Final = (
    *("elements", "noise", "conflict", "repairs", "suggestions", "edition"),
)
_set = object.__setattr__


class Address(Inspection):
    """The reading of one address (地址读数).

    The flat attributes are those of ``to_dict``. Beyond them: ``elements`` with spans
    and codes, ``noise`` set aside, ``conflict`` (the two names that fail), ``repairs``
    (what the text would mean without either), ``suggestions`` (names one character
    away, never applied), ``edition`` of the table, ``level`` of the deepest decided
    division.
    """

    KIND: ClassVar[str] = "address"
    FIELD: ClassVar[str] = "address"
    FACTS: ClassVar[tuple[str, ...]] = (
        *FLAT,
        *_BEYOND,
    )
    __slots__ = (*FACTS, "_flat", "_reading")

    province: str | None
    city: str | None
    county: str | None
    township: str | None
    village: str | None
    group: str | None
    road: str | None
    house_number: str | None
    poi: str | None
    building: str | None
    unit: str | None
    floor: str | None
    room: str | None
    zone: str | None
    adcode: str | None
    status: str
    candidates: tuple[Option, ...]
    historic: tuple[Historic, ...]
    completeness: str | None
    complete: bool | None
    placeholder: str | None
    division_ok: bool | None
    missing: str | None
    elements: tuple[Element, ...]
    noise: tuple[Aside, ...]
    conflict: tuple[str, str] | None
    repairs: tuple[Option, ...]
    suggestions: tuple[str, ...]
    edition: str | None
    _flat: dict[str, Any] | None
    _reading: Rendered

    def __getattr__(self, name: str) -> object:
        """Render names, spans and the normal form when one of them is first read."""
        # Reached only while a slot is empty: a verdict alone needs none of them.
        if name in _TOLD:
            facts = self._facts()
        elif name in _BEYOND:
            facts = self._reading.beyond()
        else:
            raise AttributeError(name)
        for fact, value in facts.items():
            _set(self, fact, value)
        return facts[name]

    def _facts(self) -> dict[str, Any]:
        """Return the facts that ``to_dict`` tells, made once."""
        try:
            facts = self._flat
        except AttributeError:  # built from its values, as after a journey
            return {name: getattr(self, name) for name in (*_CLEAN, *FLAT)}
        if facts is None:
            facts = self._reading.flat()
            _set(self, "_flat", facts)
        return facts

    @property
    def level(self) -> str:
        """Return the deepest decided level of the divisions."""
        for name in ("county", "city", "province"):
            if getattr(self, name) is not None:
                return name
        return "none"

    def to_dict(self) -> dict[str, object]:
        """Return the common keys and the flat ones, JSON-ready and raw."""
        facts = self._facts()
        result: dict[str, object] = {
            "kind": self.KIND,
            "valid": self.valid,
            "problems": list(self.problems),
            "hints": list(self.hints),
            **facts,
        }
        result["changes"] = list(facts["changes"])
        result["candidates"] = [c._asdict() for c in facts["candidates"]]
        result["historic"] = [
            {
                "written": h.written,
                "code": h.code,
                "from": h.since,
                "until": h.until,
                "successors": list(h.successors),
            }
            for h in facts["historic"]
        ]
        return result
