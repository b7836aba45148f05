"""Categories, assets and stores without personal data."""

from datetime import date

from policies.language import Asset, Category, Confirmed, Consent, Erase, Logging, NotPersonal, Retention, Status
from policies.parsing.values import Entry, located, place, places
from policies.yaml_nodes import Scalar


def category(entry: Entry) -> Category:
    """One of `categories:`."""
    return Category(entry.id, entry.at, entry.labels("label"), entry.text("sensitive"), entry.text("dpv"), entry.text("fides"))


def asset(entry: Entry) -> Asset:
    """One of `assets:`, as it is written: what a copy leaves out is taken from its original later (`policies.copies`)."""
    return Asset(
        id=entry.id,
        at=entry.at,
        label=entry.labels("label"),
        owner=entry.text("owner"),
        where=places(entry.get("where")),
        copy_of=entry.text("copy_of"),
        region=entry.text("region"),
        subjects=entry.texts("subjects"),
        minors=entry.text("minors"),
        categories=entry.texts("categories"),
        unexpected=entry.texts("unexpected"),
        purposes=entry.texts("purposes"),
        legal_basis=entry.pairs("legal_basis"),
        art9_basis=entry.text("art9_basis"),
        art10_basis=entry.text("art10_basis"),
        belgian_art9_list=entry.flag("belgian_art9_list"),
        consent=_consent(entry.inside("consent")),
        suppression=entry.text("suppression"),
        recipients=entry.texts("recipients"),
        retention=_retention(entry.inside("retention")),
        volume=entry.text("volume"),
        find_by=entry.texts("find_by"),
        erase=_erase(entry.inside("erase")),
        logging=_logging(entry.inside("logging")),
        measures=entry.texts("measures"),
        pseudonymised=entry.flag("pseudonymised"),
        max_people=entry.number("max_people") if entry.has("max_people") else None,
        confirmed=_confirmed(entry.inside("confirmed")),
        dpia=entry.text("dpia"),
        status=_status(entry.inside("status")),
        written=entry.written(),
    )


def not_personal(entry: Entry) -> NotPersonal:
    """One of `not_personal:`."""
    uri = entry.get("uri")
    where = located(uri) if isinstance(uri, Scalar) else place(entry)
    return NotPersonal(where, entry.text("said_by"), entry.date("said_on") or date.min, entry.at)


def _consent(entry: Entry | None) -> Consent | None:
    return Consent(entry.texts("proof_fields"), entry.flag("double_opt_in")) if entry else None


def _retention(entry: Entry | None) -> Retention | None:
    keep = entry.period("keep") if entry else None
    if entry is None or keep is None:
        return None
    return Retention(keep, entry.text("from"), entry.text("then"), entry.text("basis"), entry.texts("law"))


def _erase(entry: Entry | None) -> Erase | None:
    if entry is None:
        return None
    return Erase(entry.text("action"), entry.text("how"), entry.text("exception"), entry.text("not_enough"), entry.flag("restrict"))


def _logging(entry: Entry | None) -> Logging | None:
    return Logging(entry.text("access"), entry.period("reviewed_every")) if entry else None


def _confirmed(entry: Entry | None) -> Confirmed | None:
    on = entry.date("date") if entry else None
    return Confirmed(entry.text("by"), on) if entry and on else None


def _status(entry: Entry | None) -> Status | None:
    return Status(entry.date("started"), entry.date("ended"), entry.text("replaced_by")) if entry else None
