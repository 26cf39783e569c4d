"""E-mail address (电子邮箱): local part, @, domain, by RFC 5321 as people use it.

The local part is a dot-atom (RFC 5322 3.2.3) or a quoted string, at most 64 octets; the
domain is labels of letters, digits and inner hyphens, at most 63 octets each and 253 in
all; the whole at most 254 octets. Letters outside ASCII are allowed in both (RFC 6531,
RFC 5891). Comments, folding white space and display names are mail headers, not
addresses. Whether a mailbox exists is not asked: nothing here uses the network.

A domain without a dot and an address literal are right by the standard and reach no
customer: doubts, as are the domains that RFC 2606 keeps for examples, those that people
type to fill a field, and well-known slips of the keyboard (``qq.con``).

The verdict never depends on what is installed. Who wants a second opinion calls
``infoverify.validators._email_library.inspect_with_library`` on purpose.

>>> inspect(" Li.Lei＠Example-Post.CN ").normalised
'Li.Lei@example-post.cn'
>>> inspect("").problems, inspect(1).problems, inspect("a" * 65 + "@qq.com").problems
(('empty',), ('wrong_type',), ('length',))
>>> inspect("lilei.qq.com").problems, inspect("li..lei@qq.com").problems
(('format', 'at_sign'), ('format', 'local_part'))
>>> inspect("lilei@-qq.com").problems, inspect("a@qq.com;b@qq.com").problems
(('format', 'domain'), ('several_values',))
>>> inspect("lilei@example.com").valid, inspect("lilei@example.com").problems
(None, ('placeholder',))
>>> inspect("lilei@qq.con").problems, inspect("lilei@qq.con").suggestion
(('domain_misspelt',), 'lilei@qq.com')
>>> inspect("lilei@localhost").problems, inspect("lilei@[192.0.2.1]").problems
(('placeholder', 'domain_without_dot'), ('address_literal',))
>>> inspect("李雷@例子.中国").valid, inspect("李雷@例子.中国").hints
(True, ('internationalised',))
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from infoverify._text import SPACES, drop_invisible, fold_width, plain
from infoverify.validators import _entry
from infoverify.validators._email_tables import (
    FILLER_DOMAINS,
    FILLER_LOCALS,
    MISSPELT,
    MISSPELT_TOP,
    RESERVED,
    RUNS,
)
from infoverify.validators._inspection import Inspection, validated, verdict_of

if TYPE_CHECKING:
    from datetime import date

    from infoverify.validators._inspection import CodeClass

__all__ = [
    "CODES",
    "TEXTS",
    "EmailInspection",
    "compact",
    "format",
    "get_domain",
    "inspect",
    "is_valid",
    "validate",
]

#: Every code, in the order in which codes are reported, and what it does.
CODES: Final[dict[str, CodeClass]] = {
    "empty": "refuses",
    "wrong_type": "refuses",
    "length": "refuses",
    "format": "refuses",
    "at_sign": "refuses",
    "local_part": "refuses",
    "domain": "refuses",
    "several_values": "refuses",
    "placeholder": "doubts",
    "domain_misspelt": "doubts",
    "domain_without_dot": "doubts",
    "address_literal": "doubts",
    "library_objects": "doubts",
    "idn_unknown": "unknown",
    "internationalised": "hints",
    "quoted_local_part": "hints",
}

TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("电子邮箱为空。", "There is no e-mail address."),
    "wrong_type": ("电子邮箱不是文本。", "The e-mail address is not text."),
    "length": ("电子邮箱过长。", "The e-mail address is too long."),
    "format": ("不符合电子邮箱的格式。", "This is not written like an e-mail address."),
    "at_sign": ("应有且只有一个@。", "There must be exactly one @."),
    "local_part": ("@之前的部分不合规范。", "The part before the @ is not allowed."),
    "domain": ("@之后的域名不合规范。", "The domain after the @ is not allowed."),
    "several_values": ("一栏中有多个邮箱。", "One field holds several addresses."),
    "placeholder": ("疑似随意填写的邮箱。", "The address looks made up."),
    "domain_misspelt": ("域名疑似拼写错误。", "The domain looks misspelt."),
    "domain_without_dot": ("域名中没有点。", "The domain has no dot."),
    "address_literal": ("域名是一个IP地址。", "The domain is an IP address."),
    "library_objects": ("语法库不接受该邮箱。", "The syntax library objects."),
    "idn_unknown": (
        "无法判断国际化域名。",
        "The international domain cannot be judged.",
    ),
    "internationalised": ("含有非ASCII字符。", "There are characters outside ASCII."),
    "quoted_local_part": ("@之前带有引号。", "The part before the @ is quoted."),
}

MAX_LENGTH: Final = 1000
_LOCAL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
    r"(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+)*"
)
_QUOTED: Final = re.compile(
    r'"(?:[\x20\x21\x23-\x5b\x5d-\x7e\u0080-\U0010ffff]|\\[\x20-\x7e])*"'
)
_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_LITERAL: Final = re.compile(
    r"\[(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}"
    r"|ipv6:[0-9a-f:.]{2,45})\]",
    re.ASCII,
)
_SEVERAL: Final = re.compile(r"[;,、|\s/]+|或|和")
_SPACE_TABLE: Final = dict.fromkeys(map(ord, SPACES))
_IDEOGRAPHIC_DOTS: Final = str.maketrans("。．｡", "...")


class EmailInspection(Inspection):
    """The reading of an e-mail address (电子邮箱).

    Attributes:
        local: the part before the @, its case kept (it may matter, RFC 5321 2.4).
        domain: the domain in lower case and ASCII (A-labels).
        values: each address of a field that holds several.
        suggestion: the address that was probably meant, for a person to confirm.
    """

    __slots__ = ("domain", "local", "suggestion", "values")
    KIND: ClassVar[str] = "email"
    FIELD: ClassVar[str] = "email"
    FACTS: ClassVar[tuple[str, ...]] = ("local", "domain", "values", "suggestion")

    local: str | None
    domain: str | None
    values: tuple[str, ...] | None
    suggestion: str | None


class _Address(NamedTuple):
    codes: tuple[str, ...]
    local: str = ""
    domain: str = ""
    suggestion: str | None = None

    @property
    def text(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def refused(self) -> bool:
        return not self.domain


def _clean(value: str) -> tuple[str, tuple[str, ...]]:
    text = plain(value)
    changes = []
    folds = (
        ("full_width", fold_width),
        ("invisible", drop_invisible),
        ("spaces", _strip),
        ("uri", _without_scheme),
    )
    for code, fold in folds:
        folded = fold(text)
        if folded != text:
            changes.append(code)
            text = folded
    return text, tuple(changes)


def _strip(text: str) -> str:
    return text.strip("".join(SPACES))


def _without_scheme(text: str) -> str:
    return text[7:] if text[:7].lower() == "mailto:" else text


def _read(text: str) -> _Address:
    """Return the reading of one address in clean form."""
    local, sign, domain = text.rpartition("@")
    if not sign or not local or not domain:
        return _Address(("format", "at_sign"))
    quoted = _QUOTED.fullmatch(local) is not None
    if "@" in local and not quoted:
        return _Address(("format", "at_sign"))
    if _octets(text) > 254 or _octets(local) > 64:
        return _Address(("length",))
    if not quoted and (_LOCAL.fullmatch(local) is None or _unprintable(local)):
        return _Address(("format", "local_part"))
    codes = ["quoted_local_part"] if quoted else []
    if not text.isascii():
        codes.append("internationalised")
    lower = domain.translate(_IDEOGRAPHIC_DOTS).lower()
    if _LITERAL.fullmatch(lower):
        return _Address((*codes, "address_literal"), local, lower)
    return _with_domain(local, lower, codes)


def _with_domain(local: str, domain: str, codes: list[str]) -> _Address:
    labels = domain.split(".")
    if any(not label for label in labels) or _unprintable(domain):
        return _Address(("format", "domain"))
    in_ascii = []
    for label in labels:
        encoded = _a_label(label)
        if encoded is None:
            codes.append("idn_unknown")
            encoded = label
        elif len(encoded) > 63:
            return _Address(("length",))
        elif _LABEL.fullmatch(encoded) is None:
            return _Address(("format", "domain"))
        in_ascii.append(encoded)
    if in_ascii[-1].isdecimal():
        return _Address(("format", "domain"))
    whole = ".".join(in_ascii)
    if len(whole) > 253:
        return _Address(("length",))
    if len(labels) == 1:
        codes.append("domain_without_dot")
    if _is_filler(local, whole, in_ascii):
        codes.append("placeholder")
    meant = _meant(whole, in_ascii)
    if meant is not None:
        codes.append("domain_misspelt")
    suggestion = f"{local}@{meant}" if meant else None
    return _Address(tuple(dict.fromkeys(codes)), local, whole, suggestion)


def _a_label(label: str) -> str | None:
    """Return a label in ASCII; ``None`` where the codec cannot tell."""
    if label.isascii():
        return label
    try:
        # IDNA 2003, which is what the standard library has; IDNA 2008 differs in ß and
        # a few more, and in letters that are younger than Unicode 3.2.
        return label.encode("idna").decode("ascii")
    except UnicodeError:
        return None


def _is_filler(local: str, domain: str, labels: list[str]) -> bool:
    name = local.lower()
    return (
        domain in FILLER_DOMAINS
        or labels[-1] in RESERVED
        or any(domain.endswith(f".example.{top}") for top in ("com", "net", "org"))
        or name in FILLER_LOCALS
        or (len(name) >= 5 and name == name[0] * len(name))
        or (len(name) >= 6 and any(name in run for run in RUNS))
    )


def _meant(domain: str, labels: list[str]) -> str | None:
    if domain in MISSPELT:
        return MISSPELT[domain]
    if len(labels) > 1 and labels[-1] in MISSPELT_TOP:
        return ".".join((*labels[:-1], "com"))
    return None


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _unprintable(text: str) -> bool:
    return not text.isprintable()


def inspect(value: object, *, at: date | None = None) -> EmailInspection:
    """Return the reading of ``value``; never raises. ``at`` decides nothing here."""
    del at
    if value is None:
        return _refused("empty")
    if not isinstance(value, str):
        return _refused("wrong_type")
    if str.__len__(value) > MAX_LENGTH:
        return _refused("length")
    text, changes = _clean(value)
    if not text:
        return _refused("empty")
    address = _read(text)
    if address.refused:
        values = _several(text)
        if values:
            return _refused("several_values", values=values)
        return _refused(*address.codes, suggestion=_suggested(text))
    given = plain(value)
    codes = sorted(address.codes, key=list(CODES).index)
    if address.text != text:
        changes = (*changes, "domain")
    return EmailInspection(
        verdict_of(codes, CODES),
        tuple(c for c in codes if CODES[c] == "doubts"),
        tuple(c for c in codes if CODES[c] in ("unknown", "hints")),
        normalised=address.text,
        normalised_from=None if given == address.text else given,
        changes=changes,
        local=address.local,
        domain=address.domain,
        suggestion=address.suggestion,
    )


def _refused(
    *codes: str, values: tuple[str, ...] | None = None, suggestion: str | None = None
) -> EmailInspection:
    return EmailInspection(False, codes, values=values, suggestion=suggestion)


def _several(text: str) -> tuple[str, ...] | None:
    parts = [p for p in _SEVERAL.split(text) if p]
    if len(parts) < 2 or sum("@" in p for p in parts) < 2:
        return None
    readings = [_read(p) for p in parts]
    if all(r.refused for r in readings):
        return None
    return tuple(
        p if r.refused else r.text for p, r in zip(parts, readings, strict=True)
    )


def _suggested(text: str) -> str | None:
    """Return the address that a stray mark keeps from being one, if there is one."""
    shown = re.search(r"<([^<>]+)>", text)
    inner = shown[1] if shown else text
    guess = inner.translate(_SPACE_TABLE).replace("。", ".").strip(".,;:<>()")
    address = _read(guess)
    return None if address.refused else address.text


def compact(value: object) -> str:
    """Return the address with its domain in lower case and ASCII.

    What cannot be read comes back in half width, without blanks around it.

    Raises:
        Empty: ``value`` is ``None`` or blank.
        InvalidFormat: ``value`` is not a text.
    """
    text = _entry.text_of(value, "email")
    found = inspect(text)
    if found.values:
        return ";".join(found.values)
    return text if found.normalised is None else found.normalised


def validate(value: object, *, at: date | None = None) -> str:
    """Return the compact form.

    Raises:
        ValidationError: the standard refuses the address; its code says why.
    """
    return validated(inspect(value, at=at))


def is_valid(value: object, *, at: date | None = None) -> bool:
    """Return ``False`` if the standard refuses the address; doubt passes."""
    return inspect(value, at=at).valid is not False


def format(value: object) -> str:  # noqa: A001 - python-stdnum's name
    """Return the address as it is written: the compact form."""
    return compact(value)


def get_domain(value: object) -> str | None:
    """Return the domain in lower case and ASCII, ``None`` where there is none."""
    return inspect(value).domain
