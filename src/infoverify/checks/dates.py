"""Arithmetic on dates (日期): ages and spans, in full years, months and days."""

from __future__ import annotations

from datetime import date


def years_between(earlier: date, later: date) -> int:
    """Return full years; somebody born on 29 February has his birthday on 1 March."""
    # Pairs of month and day would say the same, more slowly: most cases ask.
    years = later.year - earlier.year
    month, born_in = later.month, earlier.month
    if month > born_in:
        return years
    return years - (month < born_in or later.day < earlier.day)


def age(birth_date: date, *, at: date) -> int:
    """Return full years of age at a date."""
    return years_between(birth_date, at)


def days_between(earlier: date, later: date) -> int:
    """Return days from the first to the second."""
    return (later - earlier).days


def months_after(day: date, months: int) -> date | None:
    """Return the same day ``months`` later, or ``None`` beyond the calendar.

    Source: 民法典 art. 202: without a corresponding day, the last day of the month.
    """
    if months != int(months):
        return None
    total = day.year * 12 + day.month - 1 + int(months)
    year, month = divmod(total, 12)
    if not 1 <= year <= 9999:
        return None
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    return None
