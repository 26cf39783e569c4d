"""The shipped sample case and persons (样例), with changes by path.

All of it is invented: the numbers are built by the algorithms of their standards.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any, Final

from infoverify.errors import UsageError
from infoverify.examples import load_samples
from infoverify.language.near_names import nearest
from infoverify.vocabulary import LIST_PARTS, PARTS, FieldType

Record = dict[str, Any]

#: The persons that ``sample_person`` knows.
PERSONS: Final = ("adult", "child", "elder", "organisation")


def sample_case(**changes: object) -> Record:
    """Return a clean case, wrong in nothing under ``life-standard``; yours to change.

    ``changes`` maps paths of the vocabulary to values, ``None`` takes the field away::

        sample_case(**{"policyholder.name": None, "insured[0].sex": "male"})

    A path may name a whole part (``beneficiaries=[]``), the element after a list's last
    one (``beneficiaries[1].share``), or the application form (``form.policy.line``).

    Raises:
        UsageError: a path names no field of the vocabulary, or an element too far.
    """
    case: Record = copy.deepcopy(_samples()["case"])
    for path, value in changes.items():
        _change(case, path, value)
    return case


def sample_person(which: str = "adult", **changes: object) -> Record:
    """Return a sample person, or the sample organisation; yours to change.

    ``changes`` maps fields to values, ``None`` takes the field away.

    Raises:
        UsageError: there is no such person, or no such field.
    """
    if which not in PERSONS:
        hint = nearest(which, PERSONS) or f"one of {', '.join(PERSONS)}"
        raise UsageError(f"unknown sample {which!r}; {hint}")
    person: Record = copy.deepcopy(_samples()[which])
    struct = {**PARTS["beneficiaries"], **PARTS["insured"]}
    for path, value in changes.items():
        _put(person, path, path.split("."), struct, value)
    return person


@cache
def _samples() -> Record:
    return load_samples()


def _change(case: Record, path: str, value: object) -> None:
    holder = case
    steps = path.split(".")
    if steps[0] == "form" and len(steps) > 1:
        holder = holder.setdefault("form", {})
        steps = steps[1:]
    part, bracket, index = steps[0].partition("[")
    if part not in PARTS or bool(bracket) != (part in LIST_PARTS and len(steps) > 1):
        listed = f"; write {part}[0].…" if part in LIST_PARTS else ""
        hint = nearest(part, PARTS) if part not in PARTS else None
        raise UsageError(f"{path!r} names no part{listed or ''}; {hint or 'see PARTS'}")
    if len(steps) == 1:
        _set(holder, part, value)
        return
    if bracket:
        holder = _element(holder.setdefault(part, []), path, index)
    else:
        holder = holder.setdefault(part, {})
    _put(holder, path, steps[1:], PARTS[part], value)


def _element(elements: list[Record], path: str, index: str) -> Record:
    place = int(index[:-1]) if index[:-1].isdigit() else len(elements) + 1
    if place == len(elements):
        elements.append({})
    if place >= len(elements):
        raise UsageError(f"{path!r}: the list has {len(elements)} elements")
    return elements[place]


def _put(
    holder: Record,
    path: str,
    names: list[str],
    struct: dict[str, FieldType],
    value: object,
) -> None:
    name = names[0]
    kind = struct.get(name)
    if len(names) == 2 and kind is not None and kind.kind == "person":
        _put(holder.setdefault(name, {}), path, names[1:], PARTS["policyholder"], value)
        return
    # Fields of a ruleset's own are known by how they begin.
    if len(names) > 1 or (kind is None and not name.startswith("x_")):
        hint = nearest(names[-1], struct) or f"one of {', '.join(struct)}"
        raise UsageError(f"{path!r} names no field; {hint}")
    _set(holder, name, value)


def _set(holder: Record, name: str, value: object) -> None:
    if value is None:
        holder.pop(name, None)
    else:
        holder[name] = copy.deepcopy(value)
