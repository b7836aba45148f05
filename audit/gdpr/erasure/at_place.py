"""What a step plan says of one place: where it is, how to search, what to do and what is not enough, who does it."""

from collections.abc import Iterator

from audit.gdpr import words
from audit.gdpr.erasure import phrases
from audit.gdpr.erasure.case import Case
from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.places import LEVEL, May, Place, Seen, objectionable
from audit.gdpr.processing import is_marketing
from audit.model.reach import Subject
from policies.language import Asset, WhoKind
from policies.selectors import sensitivities
from policies.sentences import LEVELS
from policies.wording import Wording

SHOWN = 6  # names of one list; the machine-readable form has all


def about(case: Case, place: Place, say: Wording) -> Iterator[str]:
    """Every line under a place."""
    right = case.log.request.right
    yield say("Where: {places}", places="; ".join(f"{where.system} {where.kind} {where.ref or where.label}" for where in place.asset.where))
    if place.asset.status and place.asset.status.ended:
        yield say("The inventory says that it ended on {day}: check that nothing is left.", day=say.day(place.asset.status.ended))
    if not place.is_copy or right is Right.ACCESS:
        yield _search(case, place, say)
    match right:
        case Right.ERASURE:
            yield from _erasure(case, place, say)
        case Right.ACCESS:
            yield from _access(case, place, say)
        case Right.OBJECTION:
            yield from _objection(case, place, say)
    yield _may(case, place, say)
    yield _seen(case, place, say)


def _search(case: Case, place: Place, say: Wording) -> str:
    search = place.search
    if not search.wants:
        return say("The inventory does not say by what this is searched: search by hand, and add it to the inventory.")
    if search.by:
        return say("Search by: {keys}", keys=words.keys(say, search.by))
    if search.through:
        ways = say.either(
            say("{key} (look it up first in {place})", key=words.key(say, key), place=_named(case, name, say))
            for key, name in search.through
        )
        return say("Search by: {keys}", keys=ways)
    return say(
        "CAN'T BE SEARCHED by what is known of the person: it asks for {keys}. Ask the person for it, only if there is no other way (Art. 11(2), 12(6)).",
        keys=words.keys(say, search.wants),
    )


def _named(case: Case, asset: str, say: Wording) -> str:
    return next((words.asset(say, each) for each in case.policy.assets if each.id == asset), asset)


def _erasure(case: Case, place: Place, say: Wording) -> Iterator[str]:
    erase = place.asset.erase
    if erase and erase.how:
        yield say("How: {how}", how=erase.how)
    if erase and erase.not_enough:
        yield say("Mind: {what} is NOT erasing.", what=erase.not_enough)
    if place.asset.unexpected:
        some = say.both(words.category(say, case.policy, name) for name in place.asset.unexpected)
        yield say("Look for more than you expect: {some} may be in it.", some=some)
    yield from _kept(place, say)
    if place.is_copy:
        yield from _copy(place.asset, say)


def _kept(place: Place, say: Wording) -> Iterator[str]:
    kept = place.keeping
    if kept is None:
        return
    if place.action != "keep":
        yield say("A law asks to keep what it speaks of: {laws}. Erase the rest alone.", laws=phrases.laws(say, kept))
        return
    if kept.exception:
        why = words.ground(say, kept.exception, phrases.EXCEPTIONS)
        yield say("Exception: {exception}: {laws}", exception=why, laws=phrases.laws(say, kept) or _basis(place.asset, say))
    if place.asset.retention:
        yield say("Kept: {period}", period=words.kept(say, place.asset.retention))
    if kept.until:
        yield say(
            "What is there today is kept until {day} at the latest (a financial year taken as a calendar year).", day=say.day(kept.until)
        )
    for law in kept.shorter:
        yield say(
            "Longer than {law} asks ({period}): what is kept after that needs another exception, or goes.",
            law=say.label(law.law, law.id),
            period=words.period(say, law.keep),
        )
    yield from _missing(kept.missing, say)


def _missing(names: tuple[str, ...], say: Wording) -> Iterator[str]:
    if "exception" in names:
        yield say("NO EXCEPTION of Art. 17(3) is named: without one it must be erased.")
    if "law" in names:
        yield say("The inventory names no law that asks for it: name one (retention: law), or erase.")
    if "retention" in names:
        yield say("The inventory does not say how long it is kept.")


def _basis(asset: Asset, say: Wording) -> str:
    return asset.retention.basis if asset.retention and asset.retention.basis else say("no law is named")


def _copy(asset: Asset, say: Wording) -> Iterator[str]:
    if asset.retention:
        yield say("The last copy is gone {period} after the original was erased.", period=words.period(say, asset.retention.keep))
    else:
        yield say("The inventory does not say when the last copy is gone: find out before you answer.")


def _access(case: Case, place: Place, say: Wording) -> Iterator[str]:
    yield say("Give: {some}", some=say.both(words.category(say, case.policy, name) for name in place.asset.categories))
    if place.asset.unexpected:
        some = say.both(words.category(say, case.policy, name) for name in place.asset.unexpected)
        yield say("Look for more than you expect: {some} may be in it.", some=some)
    if "credentials" in sensitivities(place.asset, case.policy):
        yield say("Say that passwords or keys are kept, in which form; do not send them.")
    if place.asset.copy_of:
        yield say("A copy: give what it holds and the original does not, or no longer (cf. EDPB Guidelines 01/2022).")
    if place.asset.pseudonymised:
        yield say("Pseudonymised data are personal data: they belong in the answer (Art. 4(5)).")
    yield say("Leave out what is about other people, where it would harm them (Art. 15(4)), and the names of staff.")


def _objection(case: Case, place: Place, say: Wording) -> Iterator[str]:
    grounds = dict(place.asset.legal_basis)
    for name in objectionable(case.policy, place.asset):
        told, marketing = words.purpose(say, case.policy, name), is_marketing(case.policy, name)
        ground = grounds.get(name, "")
        if marketing:
            yield say("{purpose}: direct marketing, stops always and at once (Art. 21(2) and (3)).", purpose=told)
        elif ground:
            yield say(
                "{purpose} ({ground}): restrict it while you weigh (Art. 18(1)(d)); stop, unless you show compelling grounds that outweigh (Art. 21(1)).",
                purpose=told,
                ground=words.ground(say, ground),
            )
        else:
            yield say("{purpose}: the inventory names no ground. Find out whether it can be objected to.", purpose=told)
        if marketing is None:
            yield say("{purpose}: nothing says whether it is direct marketing. If it is, it stops always.", purpose=told)
    if place.asset.erase and place.asset.erase.action == "suppress" and place.asset.erase.how:
        yield say("How: {how}", how=place.asset.erase.how)


def _may(case: Case, place: Place, say: Wording) -> str:
    level = say(LEVELS[LEVEL[case.log.request.right]])
    if not place.may:
        return say(
            "Who does it: NOBODY may {level} it by the rules. {owner}, who owns it, decides who does.",
            level=level,
            owner=place.asset.owner or "____",
        )
    return say("Who does it, by the rules: {some}", some=say.either(_who(case, each, say) for each in place.may))


def _who(case: Case, found: May, say: Wording) -> str:
    name = found.who.name
    match found.who.kind:
        case WhoKind.ROLE:
            told = say("{role} ({people})", role=words.role(say, case.policy, name), people=_some(found.people, say) or say("nobody today"))
        case WhoKind.SERVICE:
            told = say("the service {name} (ask {people})", name=name, people=_some(found.people, say) or "____")
        case WhoKind.PROCESSOR | WhoKind.RECIPIENT:
            parties = (*case.policy.processors, *case.policy.recipients)
            told = next((each.name for each in parties if each.id == name and each.name), name)
        case _:
            told = name or str(found.who.kind)
    return say("{who}, in {part} alone", who=told, part=found.part) if found.part else told


def _seen(case: Case, place: Place, say: Wording) -> str:
    found, head = place.seen, case.head
    if found is None or head is None:
        return say("Who really can: not looked at, there is no run.")
    if not found.looked:
        return say("Who really can: this place is not in the run.")
    told = [say("Who really can, and may (run of {day}): {some}", day=say.day(head.at.date()), some=_subjects(case, found, say))]
    if found.beside:
        told.append(
            say("Others can though no rule says so; leave it to those above: {some}.", some=_named_subjects(case, found.beside, say))
        )
    if found.unsure:
        told.append(say("Not known of: {some}.", some=_named_subjects(case, found.unsure, say)))
    if found.gaps:
        told.append(
            say.many(
                "{count} thing could not be read here: others may be able to.",
                "{count} things could not be read here: others may be able to.",
                len(found.gaps),
            )
        )
    return " ".join(told)


def _subjects(case: Case, found: Seen, say: Wording) -> str:
    return (
        f"{_named_subjects(case, found.may, say)}."
        if found.may
        else say("NOBODY: let somebody in for this, or ask a manager of the system.")
    )


def _named_subjects(case: Case, found: tuple[Subject, ...], say: Wording) -> str:
    return _some(tuple(words.somebody(say, case.policy, each) for each in found), say)


def _some(names: tuple[str, ...], say: Wording) -> str:
    more = len(names) - SHOWN
    return ", ".join((*names[:SHOWN], *([say.many("{count} other", "{count} others", more)] if more > 0 else [])))
