"""One spelling for equal values (规范形式): canonical JSON, and keyed hashes of it."""

from __future__ import annotations

from decimal import Decimal


def canonical_json(value: object) -> str:
    """Return JSON with sorted keys and no blanks, in one spelling for equal values."""
    import json  # noqa: PLC0415 - a clean case at start-up needs no JSON

    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def json_value(value: object) -> object:
    """Return a field's raw value as JSON can hold it."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, tuple):
        return [json_value(v) for v in value]
    return str(value)


def plain_text(value: object) -> str | None:
    """Return a field's value as text: equal numbers, however written, alike."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        return number_text(value)
    return str(value)


def number_text(number: Decimal) -> str:
    """Return a number without a trailing zero or an exponent; exact in any context."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return str(number)
    text = "".join(map(str, digits))
    if exponent >= 0:
        text = (text + "0" * exponent).lstrip("0") or "0"
    else:
        text = text.rjust(1 - exponent, "0")
        text = f"{text[:exponent].lstrip('0') or '0'}.{text[exponent:]}"
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if sign and text != "0" else text


def keyed_hash(key: bytes, value: object) -> str:
    """Return HMAC-SHA256 under a key, of a value's canonical JSON in UTF-8."""
    import hashlib  # noqa: PLC0415 - as above
    import hmac  # noqa: PLC0415 - as above

    text = canonical_json(value).encode("utf-8", "surrogatepass")
    return hmac.new(key, text, hashlib.sha256).hexdigest()
