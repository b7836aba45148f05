"""Public holidays, legal periods and notices."""

from policies.language import Holidays, LegalPeriod, Notice
from policies.parsing.values import Entry, day
from policies.periods import Period
from policies.yaml_nodes import Seq


def holidays(entry: Entry) -> Holidays:
    """One of `holidays:`."""
    found = entry.get("days")
    days = (day(node) for node in found) if isinstance(found, Seq) else ()
    return Holidays(
        id=entry.id,
        at=entry.at,
        country=entry.text("country"),
        year=entry.number("year"),
        days=tuple(sorted(each for each in days if each)),
        source=entry.text("source"),
    )


def legal_period(entry: Entry) -> LegalPeriod:
    """One of `legal_periods:`."""
    return LegalPeriod(
        id=entry.id,
        at=entry.at,
        keep=entry.period("keep") or Period(),
        label=entry.labels("label"),
        country=entry.text("country"),
        counted_from=entry.text("from"),
        since=entry.date("since"),
        before=entry.period("before"),
        law=entry.labels("law"),
        source=entry.text("source"),
        checked=entry.date("checked"),
    )


def notice(entry: Entry) -> Notice:
    """One of `notices:`."""
    interests = entry.inside("interests")
    return Notice(
        id=entry.id,
        at=entry.at,
        interests=tuple((str(purpose), interests.labels(str(purpose))) for purpose in interests.node) if interests else (),
        source=entry.labels("source"),
        obligatory=entry.labels("obligatory"),
        automated_decisions=entry.labels("automated_decisions"),
    )
