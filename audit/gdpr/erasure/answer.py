"""The letter that answers a request: what was done, what is kept on which ground and until when, and where to complain (Art. 12(3) and (4))."""

from collections.abc import Iterator
from datetime import date

from audit.errors import Exit
from audit.gdpr import information, words
from audit.gdpr.erasure import phrases
from audit.gdpr.erasure.audience import audience
from audit.gdpr.erasure.bodies import body
from audit.gdpr.erasure.case import ANSWER, Case
from audit.gdpr.erasure.log import Recorded, Right
from audit.gdpr.erasure.places import Place, objectionable
from audit.gdpr.erasure.plan import group_name
from audit.gdpr.processing import is_marketing
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Tone
from policies.wording import Wording, msg

_SUBJECTS = {
    Right.ERASURE: msg("Your request to erase your personal data"),
    Right.ACCESS: msg("Your request for access to your personal data"),
    Right.OBJECTION: msg("Your objection to the use of your personal data"),
}


def answer(case: Case, say: Wording) -> Paper:
    """The letter. It says only what the log holds: what is not done yet stands apart, and the letter is a draft until then. Nobody's name is in it."""
    right = case.log.request.right
    sections = {
        Right.ERASURE: (_erased, _kept, _copies, _told),
        Right.ACCESS: (_given, _information, _reached),
        Right.OBJECTION: (_stopped,),
    }
    parts = [
        *_draft(case, say),
        *_opening(case, say),
        *(part for section in sections[right] for part in section(case, say)),
        *_closing(case, say),
    ]
    exit_code = Exit.VIOLATIONS if case.late else Exit.COMPLIES
    return Paper("request", say(_SUBJECTS[right]), tuple(parts), body(case), say.language, None, exit_code)


def _draft(case: Case, say: Wording) -> Iterator[Part]:
    left = [place for place in case.places if case.done(place) is None]
    before = [step for step in case.left if step != ANSWER]
    if not before:
        return
    yield Paragraph(say("DRAFT: do not send it yet. Steps are left: {steps}.", steps=", ".join(before)), Tone.WARNING)
    if left:
        yield Bullets(
            tuple(
                say(
                    "{place}: {action}, not recorded as done",
                    place=words.asset(say, place.asset),
                    action=phrases.action(say, place),
                )
                for place in left
            )
        )


def _opening(case: Case, say: Wording) -> Iterator[Part]:
    request = case.log.request
    yield Paragraph(say("To: ____"))
    yield Paragraph(
        say(
            "On {day} we received your request. It has the number {number}. This is our answer. It costs you nothing.",
            day=say.day(request.received),
            number=request.number if case.kept else "____",
        )
    )


def _settled(case: Case) -> Iterator[tuple[Place, Recorded]]:
    for place in case.places:
        done = case.done(place)
        if done is not None:
            yield place, done


def _stays(place: Place, done: Recorded) -> bool:
    return bool(done.exception) or place.action == "keep"


def _erased(case: Case, say: Wording) -> Iterator[Part]:
    gone = tuple((place, done) for place, done in _settled(case) if not _stays(place, done) and not place.is_copy)
    if gone:
        yield Heading(say("What we erased"))
        yield Bullets(tuple(_gone(place, done, say) for place, done in gone))


def _gone(place: Place, done: Recorded, say: Wording) -> str:
    told = words.asset(say, place.asset)
    if done.count == 0:
        return say("{place}: we looked and found nothing about you", place=told)
    return say("{place}: {action} on {day}", place=told, action=say(phrases.DONE[place.action]), day=say.day(done.on))


def _kept(case: Case, say: Wording) -> Iterator[Part]:
    stays = tuple((place, done) for place, done in _settled(case) if _stays(place, done) and done.count != 0)
    if not stays:
        return
    yield Heading(say("What we keep, and why"))
    yield Bullets(tuple(_why(place, done, say) for place, done in stays))
    yield Paragraph(say("We use these data for nothing else, and erase them when the period is over."))


def _why(place: Place, done: Recorded, say: Wording) -> str:
    asset, kept = place.asset, place.keeping
    code = done.exception or (kept.exception if kept else "")
    why = words.ground(say, code, phrases.EXCEPTIONS) if code else "____"
    laws = phrases.laws(say, kept) if kept else ""
    told = say("{place}: {why}", place=words.asset(say, asset), why=f"{why}: {laws}" if laws else why)
    if place.action != "keep":
        return say("{told}. We keep them until ____.", told=told)
    told = say("{told}. We keep them {period}", told=told, period=words.kept(say, asset.retention) if asset.retention else "____")
    return say("{told}: by {day} at the latest.", told=told, day=say.day(kept.until)) if kept and kept.until else f"{told}."


def _copies(case: Case, say: Wording) -> Iterator[Part]:
    copies = tuple(place for place in case.places if place.is_copy and place.asset.retention)
    if copies:
        longest = max((place.asset.retention.keep for place in copies if place.asset.retention), key=lambda keep: (keep.months, keep.days))
        yield Paragraph(
            say(
                "Copies for safety go by themselves, {period} later at most. Until then nobody uses them; after a restore we erase again.",
                period=words.period(say, longest),
            )
        )


def _told(case: Case, say: Wording) -> Iterator[Part]:
    names = tuple(sharing.party.name or sharing.party.id for sharing in case.told if case.log.done(f"told:{sharing.party.id}"))
    if names:
        yield Paragraph(say("We told this to those who had data of you from us: {names}.", names=say.both(names)))


def _given(case: Case, say: Wording) -> Iterator[Part]:
    yield Heading(say("Your data"))
    settled = tuple(_settled(case))
    found = tuple(words.asset(say, place.asset) for place, done in settled if done.count != 0)
    nothing = tuple(words.asset(say, place.asset) for place, done in settled if done.count == 0)
    if found:
        yield Paragraph(say("We have data about you. With this letter goes a copy of them, from:"))
        yield Bullets(found)
    if nothing:
        yield Paragraph(say("We looked here too and found nothing about you: {places}.", places=", ".join(nothing)))


def _information(case: Case, say: Wording) -> Iterator[Part]:
    assets = tuple(place.asset for place in case.places)
    policy = case.policy
    sections = (
        (say("Why we use them"), information.purposes(policy, assets, say)),
        (say("Which kinds of data"), information.categories(policy, assets, say)),
        (say("Who gets them"), information.parties(policy, assets, say)),
        (say("Outside the European Economic Area"), information.transfers(policy, assets, say)),
        (say("How long we keep them"), information.periods(assets, say)),
    )
    for title, lines in sections:
        told = tuple(lines)
        if told:
            yield Heading(title)
            yield Bullets(told)
    notice = next((each for each in policy.notices if each.id == case.log.request.subject), None)
    yield Heading(say("Where they come from, and decisions without a human"))
    source, automated = (notice.source, notice.automated_decisions) if notice else ((), ())
    yield Bullets(
        (
            say.label(source, say("Where your data come from: ____ (Art. 15(1)(g))")),
            say.label(automated, say("Decisions that no human takes: ____ (Art. 15(1)(h))")),
        )
    )


def _reached(case: Case, say: Wording) -> Iterator[Part]:
    groups = [group for group in audience(case.policy, case.places, case.world) if group.ruled]
    yield Heading(say("Who works with them"))
    yield Paragraph(
        say("People and systems of ours can open your data for their work. We tell you in which function and what for, not by name.")
    )
    told = dict.fromkeys(_function(case, group.purposes, group_name(case, group.who, say), say) for group in groups)
    yield Bullets(tuple(told) or ("____",))
    if any(not group.ruled for group in audience(case.policy, case.places, case.world)):
        yield Paragraph(say("DECIDE BEFORE SENDING: others could open the data too, by no rule of ours: see the plan."), Tone.WARNING)


def _function(case: Case, purposes: tuple[str, ...], who: str, say: Wording) -> str:
    if not purposes:
        return who
    return say("{who}: for {purposes}", who=who, purposes=say.both(words.purpose(say, case.policy, name) for name in purposes))


def _stopped(case: Case, say: Wording) -> Iterator[Part]:
    ends, goes_on = list[str](), list[str]()
    for place, done in _settled(case):
        for name in objectionable(case.policy, place.asset):
            told = words.purpose(say, case.policy, name)
            stays = bool(done.exception) and not is_marketing(case.policy, name)
            (goes_on if stays else ends).append(told)
    stopped = tuple(name for name in dict.fromkeys(ends) if name not in goes_on)
    if stopped:
        yield Heading(say("What we stopped"))
        yield Bullets(stopped)
    if goes_on:
        yield Heading(say("What goes on, and why"))
        yield Bullets(
            tuple(say("{purpose}: our compelling grounds are ____ (Art. 21(1))", purpose=name) for name in dict.fromkeys(goes_on))
        )


def _closing(case: Case, say: Wording) -> Iterator[Part]:
    organisation = case.policy.organisation
    yield Heading(say("If you do not agree"))
    yield Paragraph(say("Write to us: we look at it again."))
    yield Paragraph(information.complaint(organisation, say))
    if case.log.request.right is Right.ACCESS:
        yield Paragraph(
            say("You may also have data put right or erased, have them used less for a while, or object (Art. 16, 17, 18 and 21).")
        )
    yield Paragraph(say("____, {day}", day=say.day(_day(case))))
    yield Paragraph(information.sender(organisation, say))


def _day(case: Case) -> date:
    done = case.log.done(ANSWER)
    return done.on if done else case.today
