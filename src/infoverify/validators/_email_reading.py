"""The text of one e-mail address taken apart (电子邮箱的拆读), for ``email``.

Sources as there: RFC 5321, RFC 5322, RFC 6531, RFC 5891.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from infoverify._text import SPACES, drop_invisible, fold_width, plain
from infoverify.validators._email_tables import (
    FILLER_DOMAINS,
    FILLER_LOCALS,
    MISSPELT,
    MISSPELT_TOP,
    RESERVED,
    RUNS,
)

# What most people write: nothing to fold, and no part of it can be refused.
_PLAIN: Final = re.compile(
    r"[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*"
    r"@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}"
)
_PLAIN_LENGTH: Final = 64
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
_IDEOGRAPHIC_DOTS: Final = str.maketrans("。．｡", "...")


class EmailText(NamedTuple):
    """One address taken apart; refused where it has no domain."""

    codes: tuple[str, ...]
    local: str = ""
    domain: str = ""
    suggestion: str | None = None

    @property
    def text(self) -> str:
        """Return the address with its domain in lower case and ASCII."""
        return f"{self.local}@{self.domain}"

    @property
    def refused(self) -> bool:
        """Tell whether this is no address."""
        return not self.domain


def clean(value: str) -> tuple[str, tuple[str, ...]]:
    """Return a text without what does not belong to it, and codes of what that was."""
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


def read_text(text: str) -> EmailText:
    """Return the reading of one address in clean form."""
    local, sign, domain = text.rpartition("@")
    if not sign or not local or not domain:
        return EmailText(("format", "at_sign"))
    quoted = _QUOTED.fullmatch(local) is not None
    if "@" in local and not quoted:
        return EmailText(("format", "at_sign"))
    if _octets(text) > 254 or _octets(local) > 64:
        return EmailText(("length",))
    if not quoted and (_LOCAL.fullmatch(local) is None or _unprintable(local)):
        return EmailText(("format", "local_part"))
    codes = ["quoted_local_part"] if quoted else []
    if not text.isascii():
        codes.append("internationalised")
    lower = domain.translate(_IDEOGRAPHIC_DOTS).lower()
    if _LITERAL.fullmatch(lower):
        return EmailText((*codes, "address_literal"), local, lower)
    return _with_domain(local, lower, codes)


def _with_domain(local: str, domain: str, codes: list[str]) -> EmailText:
    labels = domain.split(".")
    if any(not label for label in labels) or _unprintable(domain):
        return EmailText(("format", "domain"))
    in_ascii = []
    for label in labels:
        encoded = _a_label(label)
        if encoded is None:
            codes.append("idn_unknown")
            encoded = label
        elif len(encoded) > 63:
            return EmailText(("length",))
        elif _LABEL.fullmatch(encoded) is None:
            return EmailText(("format", "domain"))
        in_ascii.append(encoded)
    if not domain.isascii() and _holds_symbols(domain):
        return EmailText(("format", "domain"))
    if in_ascii[-1].isdecimal():
        return EmailText(("format", "domain"))
    whole = ".".join(in_ascii)
    if len(whole) > 253:
        return EmailText(("length",))
    if len(labels) == 1:
        codes.append("domain_without_dot")
    return _judged(local, whole, in_ascii, codes)


def _judged(local: str, whole: str, in_ascii: list[str], codes: list[str]) -> EmailText:
    """Return the reading of an address whose form is good: what its parts tell."""
    if _is_filler(local, whole, in_ascii):
        codes.append("placeholder")
    meant = _meant(whole, in_ascii)
    if meant is not None or _has_short_top(in_ascii):
        codes.append("domain_misspelt")
    suggestion = f"{local}@{meant}" if meant else None
    return EmailText(tuple(dict.fromkeys(codes)), local, whole, suggestion)


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


def _holds_symbols(domain: str) -> bool:
    """Tell whether signs and emoji stand there, which RFC 5892 allows in no label.

    Compatibility forms (㎏) are judged by what their mapping gives, as browsers do.
    """
    mapped = unicodedata.normalize("NFKC", domain)
    return any(unicodedata.category(c)[0] == "S" for c in mapped)


def _is_filler(local: str, domain: str, labels: list[str]) -> bool:
    name = local.lower()
    return (
        domain in FILLER_DOMAINS
        or labels[-1] in RESERVED
        or any(domain.endswith(f".example.{top}") for top in ("com", "net", "org"))
        or name in FILLER_LOCALS
        # The grammar allows asterisks; two in a row hide somebody's letters.
        or "**" in name
        or name == "*"
        or (len(name) >= 5 and name == name[0] * len(name))
        or (len(name) >= 6 and any(name in run for run in RUNS))
    )


def _meant(domain: str, labels: list[str]) -> str | None:
    if domain in MISSPELT:
        return MISSPELT[domain]
    if len(labels) > 1 and labels[-1] in MISSPELT_TOP:
        return ".".join((*labels[:-1], "com"))
    return None


def _has_short_top(labels: list[str]) -> bool:
    """Tell whether the last label has one letter: no top-level domain has (163.c)."""
    return len(labels) > 1 and len(labels[-1]) == 1


def _octets(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _unprintable(text: str) -> bool:
    return not text.isprintable()


def is_plain(text: str) -> bool:
    """Tell whether a text is an address that needs no folding."""
    return len(text) <= _PLAIN_LENGTH and _PLAIN.fullmatch(text) is not None


def read_plain(value: str) -> EmailText | None:
    """Return the reading of an address that needs no folding, ``None`` of any other."""
    if type(value) is not str or not is_plain(value):
        return None
    local, _, domain = value.partition("@")
    return _judged(local, domain, domain.split("."), [])
