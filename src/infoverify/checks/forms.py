"""The paper application against the system (投保单与系统), field by field.

Source: 保监发〔2013〕82号 D11-2 (deck numbering).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from infoverify.checks.readings import same_name, same_place
from infoverify.language.meaning import Offending

if TYPE_CHECKING:
    from infoverify.subject import Part

_COMPARED: Final = (
    *("name", "sex", "birth_date", "nationality", "id_type", "id_number"),
    *("id_valid_from", "id_valid_until", "mobile", "phone", "address", "relationship"),
    *("kind", "purpose", "order", "share"),
)


def form_agrees(  # noqa: PLR0917 - three parts, twice
    policyholder: Part,
    insured: tuple[Part, ...],
    beneficiaries: tuple[Part, ...],
    on_policyholder: Part,
    on_insured: tuple[Part, ...],
    on_beneficiaries: tuple[Part, ...],
) -> bool | Offending | None:
    """Return whether what form and system both give is the same.

    People are paired by their place in the list. What the form leaves open is not
    compared, for completeness is the business of other rules.
    """
    pairs = [
        (policyholder, on_policyholder),
        *zip(insured, on_insured, strict=False),
        *zip(beneficiaries, on_beneficiaries, strict=False),
    ]
    offending: list[str] = []
    uncertain = False
    for here, paper in pairs:
        for field in _COMPARED:
            answer = _agree(here, paper, field)
            if answer is False:
                offending += [here.path(field), paper.path(field)]
            uncertain = uncertain or answer is None
    if offending:
        return Offending(tuple(offending))
    return None if uncertain else True


def _agree(a: Part, b: Part, field: str) -> bool | None:
    if field not in a.struct or not a.has(field) or not b.has(field):
        return True
    left, right = a.get(field), b.get(field)
    if left is None or right is None:
        return True
    if field == "name":
        return same_name(str(left), str(right))
    if field == "address":
        return left == right or same_place(str(left), str(right))
    return bool(left == right)
