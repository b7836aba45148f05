"""Consent that can be shown (Art. 7(1)): each proof has its fields, and it is known who could change the proofs.

Names of columns are read, never what stands in them. The first line of a sheet is content like any other, so that a list in a sheet can't be checked.
"""

import re
from collections.abc import Iterable, Iterator

from audit.check.found import Fault, Found, Hits, on_subject
from audit.check.wording import named
from audit.check.world import World
from audit.model.finding import FindingKind, Outcome
from policies.language import Asset, Severity
from policies.levels import Level
from policies.wording import msg

CONSENT = "A6-1-a"
COLUMNS = "columns"  # attribute of a table: the names of its columns, parted by commas; those inside a record with a dot


def check(world: World) -> Iterable[Found]:
    """For each asset that rests on consent: proofs that lack a field, or a notice that nobody can see them; and a notice on who can change them."""
    for asset in world.assets.values():
        if CONSENT in dict(asset.legal_basis).values():
            yield from _fields(world, asset)
            yield from _changers(world, asset)


def _fields(world: World, asset: Asset) -> Iterator[Found]:
    say, wanted = world.say, asset.consent.proof_fields if asset.consent else ()
    if not wanted:
        return
    tables = {each.id: each.attribute(COLUMNS).split(", ") for each in world.stores.held.get(asset.id, ()) if each.attribute(COLUMNS)}
    lacking = {name: lacks(wanted, columns) for name, columns in tables.items()}
    if not tables:
        remedy = say("look at the columns yourself, and record it when the entry is confirmed")
        fault = _fault(asset, remedy, Severity.LOW, "fields")
        text = msg("nobody can tell whether each proof of consent in {asset} has {fields}: no store of it tells its columns")
        said = say(text, asset=asset.id, fields=say.both(wanted))
        yield on_subject(asset, None, fault, said, Outcome.NOTICE)
    elif all(lacking.values()):
        nearest = min(lacking, key=lambda name: (len(lacking[name]), name))
        fields = say.both(lacking[nearest])
        fault = _fault(asset, say("add {fields}, or correct `proof_fields:`", fields=fields), Severity.HIGH, "fields")
        text = msg("the proofs of consent in {asset} lack {fields}: {store} has no such column")
        said = say(text, asset=asset.id, fields=fields, store=nearest)
        yield on_subject(asset, None, fault, said)


def lacks(wanted: Iterable[str], columns: Iterable[str]) -> list[str]:
    """The fields that no column has, whatever the case and the sign between words; a column inside a record counts by its own name too."""
    there = {_plain(name) for column in columns for name in (column, column.rpartition(".")[2])}
    return [field for field in wanted if _plain(field) not in there]


def _changers(world: World, asset: Asset) -> Iterator[Found]:
    hits: Hits = tuple(
        (entry.reach, entry.reach.levels & Level.CHANGE)
        for access in world.on(asset.id)
        for entry in access.entries
        if entry.reach.levels & Level.CHANGE
    )
    if not hits:
        return
    say = world.say
    who = say.both(sorted({named(reach.subject, say) for reach, _ in hits}))
    remedy = say("keep the proofs where those who send can add to them and nobody can alter what is there")
    fault = _fault(asset, remedy, Severity.LOW, "change")
    said = say("who can change the proofs of consent in {asset}: {who}", asset=asset.id, who=who)
    yield Found(on_subject(asset, None, fault, said, Outcome.NOTICE).finding, hits)


def _fault(asset: Asset, remedy: str, severity: Severity, matter: str) -> Fault:
    return Fault(kind=FindingKind.CONSENT_PROOF, remedy=remedy, severity=severity, place=asset.at, scope=matter)


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().lower())
