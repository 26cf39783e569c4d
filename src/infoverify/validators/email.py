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
from typing import TYPE_CHECKING, ClassVar, Final

from infoverify._text import SPACES, plain
from infoverify.validators import _entry
from infoverify.validators._email_reading import (
    EmailText,
    clean,
    is_plain,
    read_plain,
    read_text,
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
_ORDER: Final = {code: place for place, code in enumerate(CODES)}
_SEVERAL: Final = re.compile(r"[;,、|\s/]+|或|和")
_SPACE_TABLE: Final = dict.fromkeys(map(ord, SPACES))


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


def inspect(value: object, *, at: date | None = None) -> EmailInspection:
    """Return the reading of ``value``; never raises. ``at`` decides nothing here."""
    del at
    if value is None:
        return _refused("empty")
    if not isinstance(value, str):
        return _refused("wrong_type")
    if str.__len__(value) > MAX_LENGTH:
        return _refused("length")
    address = read_plain(value)
    if address is not None:
        return _of_address(address, value, value, ())
    text, changes = clean(value)
    if not text:
        return _refused("empty")
    address = read_text(text)
    if address.refused:
        values = _several(text)
        if values:
            return _refused("several_values", values=values)
        return _refused(*address.codes, suggestion=_suggested(text))
    return _of_address(address, text, plain(value), changes)


def _of_address(
    address: EmailText, text: str, given: str, changes: tuple[str, ...]
) -> EmailInspection:
    """Return the inspection of an address that is not refused."""
    codes = sorted(address.codes, key=_ORDER.__getitem__)
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
    readings = [read_text(p) for p in parts]
    if all(r.refused for r in readings):
        return None
    return tuple(
        p if r.refused else r.text for p, r in zip(parts, readings, strict=True)
    )


def _suggested(text: str) -> str | None:
    """Return the address that a stray mark keeps from being one, if there is one."""
    # An address with a telephone number or a remark behind it.
    words = text.replace("(", " ").split() or [text]
    first = read_text(words[0].strip(".,;:"))
    if not first.refused and "domain_without_dot" not in first.codes:
        return first.text
    shown = re.search(r"<([^<>]+)>", text)
    inner = shown[1] if shown else text
    guess = inner.translate(_SPACE_TABLE).replace("。", ".").strip(".,;:<>()")
    address = read_text(guess)
    return None if address.refused else address.text


def compact(value: object) -> str:
    """Return the address with its domain in lower case and ASCII.

    What cannot be read comes back in half width, without blanks around it.

    Raises:
        Empty: ``value`` is ``None`` or blank.
        InvalidFormat: ``value`` is not a text.
    """
    text = _entry.text_of(value, "email")
    if is_plain(text):
        return text
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
