"""Who else has the data of a request, and the copies that go by themselves."""

from collections.abc import Iterator

from audit.gdpr import words
from audit.gdpr.erasure.case import Case, step_of
from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.ticks import tick
from audit.gdpr.processing import Sharing
from audit.model.paper import Bullets, Checklist, Heading, Paragraph, Part, Tone
from policies.wording import Wording


def told(case: Case, say: Wording) -> Iterator[Part]:
    """Processors and recipients that hear of it (Art. 19 and 28(3)(e))."""
    yield Heading(say("Who else has the data"))
    right, hosts = case.log.request.right, [sharing for sharing in case.sharings if sharing.hosts]
    ticks = tuple(tick(case, step_of(sharing), _tell(right, sharing, say), (_about(case, sharing, say),), say) for sharing in case.told)
    if ticks:
        yield Checklist(ticks)
    if right is Right.ERASURE and ticks:
        yield Paragraph(
            say(
                "Tell each of them, unless that is impossible or takes an effort out of proportion; who they are, the person may ask (Art. 19)."
            )
        )
    if hosts:
        names = ", ".join(sharing.party.name or sharing.party.id for sharing in hosts)
        yield Paragraph(
            say("Where the data lie, and not told apart: what is done in the store is done there too: {names}.", names=names), Tone.NOTE
        )
    if not case.sharings:
        yield Paragraph(say("The inventory names nobody. Is that so?"))


def _tell(right: Right, sharing: Sharing, say: Wording) -> str:
    name = sharing.party.name or sharing.party.id
    match right:
        case Right.OBJECTION:
            return say("{party}: told to stop too, as far as it got the data from us", party=name)
        case Right.ACCESS:
            return say("{party}, processor: ask what it has of the person (Art. 28(3)(e))", party=name)
        case _ if sharing.recipient:
            return say("{party}, recipient: told (Art. 19)", party=name)
        case _:
            return say("{party}, processor: told to do the same (Art. 28(3)(e))", party=name)


def _about(case: Case, sharing: Sharing, say: Wording) -> str:
    names = {place.asset.id: place for place in case.places}
    told = []
    for name in sharing.assets:
        place = names[name]
        restrict = place.asset.erase is not None and place.asset.erase.restrict
        kept = "" if place.action != "keep" else say("restricted") if restrict else say("kept")
        told.append(words.asset(say, place.asset) + (f" ({kept})" if kept else ""))
    return say("About: {places}", places=", ".join(told))


def backups(case: Case, say: Wording) -> Iterator[Part]:
    """Copies that go by themselves, each with its day; of an erasure alone."""
    if case.log.request.right is not Right.ERASURE:
        return
    yield Heading(say("Backups"))
    copies = [place for place in case.places if place.asset.copy_of or place.is_copy]
    if not copies:
        yield Paragraph(say("The inventory has no copies of these data. Are there really no backups?"), Tone.WARNING)
        return
    yield Paragraph(say("Put a hash of the number on the replay list; after any restore, erase again; the copy goes with its period."))
    yield Bullets(tuple(_copy(case, place.asset.id, say) for place in copies))


def _copy(case: Case, name: str, say: Wording) -> str:
    place = next(each for each in case.places if each.asset.id == name)
    told, keep = words.asset(say, place.asset), place.asset.retention
    original = case.log.done(place.asset.copy_of)
    if keep is None:
        return say("{place}: nobody knows when it is gone", place=told)
    if original is None:
        return say("{place}: gone {period} after the original", place=told, period=words.period(say, keep.keep))
    return say("{place}: gone by {day}", place=told, day=say.day(keep.keep.after(original.on)))
