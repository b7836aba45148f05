"""The step plan of a request (Art. 12, 15, 17, 19, 21): received, identity, ground, each place, who hears of it, backups, answer, proof."""

from collections.abc import Iterator

from audit.errors import Exit
from audit.gdpr import words
from audit.gdpr.erasure import at_place, others, phrases
from audit.gdpr.erasure.audience import Group, audience
from audit.gdpr.erasure.bodies import body
from audit.gdpr.erasure.case import ANSWER, GROUND, IDENTITY, REGISTERED, Case
from audit.gdpr.erasure.log import Right
from audit.gdpr.erasure.ticks import tick
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Tone
from policies.language import Who, WhoKind
from policies.sentences import named
from policies.wording import Wording


def plan(case: Case, say: Wording) -> Paper:
    """The plan as a paper; its exit code is 1 when steps are left after the last day to answer."""
    sections = (_head, _received, _identity, _ground, _places, others.told, others.backups, _audience, _answer, _proof)
    parts = [part for section in sections for part in section(case, say)]
    exit_code = Exit.VIOLATIONS if case.late else Exit.COMPLIES
    return Paper("request", say(phrases.TITLES[case.log.request.right]), _numbered(parts), body(case), say.language, case.head, exit_code)


def _numbered(parts: list[Part]) -> tuple[Part, ...]:
    number, found = 0, list[Part]()
    for part in parts:
        if isinstance(part, Heading) and part.level == 2:
            number += 1
            found.append(Heading(f"{number}. {part.text}"))
        else:
            found.append(part)
    return tuple(found)


def _head(case: Case, say: Wording) -> Iterator[Part]:
    request, clock = case.log.request, case.clock
    known = say.both(words.key(say, field) for field in request.known_by) or say("not said")
    number = request.number if case.kept else "____"
    yield Paragraph(
        say(
            "Request {number} · about {subject} · received on {day} · known by: {known}",
            number=number,
            subject=words.subject(say, request.subject),
            day=say.day(request.received),
            known=known,
        )
    )
    if case.log.extension:
        why = say(phrases.REASONS[case.log.extension.reason])
        yield Paragraph(
            say(
                "Answer by {last} at the latest: extended on {day}, since {reason} (Art. 12(3)).",
                last=say.day(clock.due),
                day=say.day(case.log.extension.on),
                reason=why,
            )
        )
    else:
        yield Paragraph(
            say(
                "Answer without delay, and by {first} at the latest (Art. 12(3)). It can be extended to {last}, but then the person must hear so by {first}, with the reason.",
                first=say.day(clock.answer_by),
                last=say.day(clock.extendable_to),
            )
        )
    if not clock.known:
        yield Paragraph(
            say(
                "The public holidays of {country} in those years are not known: weekends alone were counted. The day may be too early, never too late.",
                country=say.country(clock.country) if clock.country else "____",
            ),
            Tone.NOTE,
        )
    if case.kept:
        yield Paragraph(
            say("{done} of {all} steps are done.", done=len(case.steps) - len(case.left), all=len(case.steps)),
            Tone.WARNING if case.late else Tone.PLAIN,
        )
    if case.late:
        yield Paragraph(say("THE LAST DAY TO ANSWER HAS PASSED: {day}.", day=say.day(clock.due)), Tone.WARNING)
    yield from _cannot_tell(case, say)


def _cannot_tell(case: Case, say: Wording) -> Iterator[Part]:
    """What the inventory leaves open: a plan over it may miss a place."""
    if case.silent:
        names = ", ".join(words.asset(say, asset) for asset in case.silent)
        yield Paragraph(say("These do not say whose data they hold, and may hold some of this person: {names}.", names=names), Tone.WARNING)
    if case.unplaced:
        names = ", ".join(party.name or party.id for party in case.unplaced)
        yield Paragraph(say("Nothing says which data these processors have: ask them too: {names}.", names=names), Tone.WARNING)


def _received(case: Case, say: Wording) -> Iterator[Part]:
    right = case.log.request.right
    yield Heading(say("Received and registered"))
    details = [say("A number holds no name. The person hears that it came in. It costs nothing (Art. 12(5)).")]
    if right is Right.ERASURE:
        details.append(
            say(
                "Is it erasure, an objection to mailings (Art. 21: these stop always) or a withdrawal of consent (Art. 7(3))? Who asks several gets each."
            )
        )
    if right is Right.ACCESS:
        details.append(
            say("No reason has to be given for it (cf. CJEU C-307/22). Ask what is meant only when there is very much of it (recital 63).")
        )
    yield Checklist((tick(case, REGISTERED, say("Registered under a number; receipt confirmed"), tuple(details), say),))


def _identity(case: Case, say: Wording) -> Iterator[Part]:
    yield Heading(say("Identity"))
    details = (
        say("A request from the known e-mail address or from the person's own account is enough."),
        say(
            "Ask for more only in reasonable doubt (Art. 12(6)); no copy of an identity card as a habit; do not keep what was shown for it. Asked at once, it stops the clock until the answer comes (cf. EDPB Guidelines 01/2022)."
        ),
    )
    yield Checklist((tick(case, IDENTITY, say("It is the person, or somebody who may speak for them"), details, say),))


def _ground(case: Case, say: Wording) -> Iterator[Part]:
    right = case.log.request.right
    if right is Right.ACCESS:
        return
    yield Heading(say("Ground"))
    article = words.article(say, "A17-1" if right is Right.ERASURE else "A21")
    details = (phrases.chosen(say, phrases.GROUNDS[right]),)
    yield Checklist((tick(case, GROUND, say("Which ground of {article} holds?", article=article), details, say),))


def _places(case: Case, say: Wording) -> Iterator[Part]:
    yield Heading(say("Place by place"))
    if not case.places:
        yield Paragraph(say("No place holds data that can be objected to: say so, with the ground on which they are held."))
        return
    ticks = []
    for place in case.places:
        text = say("{place}: {action}", place=words.asset(say, place.asset), action=phrases.action(say, place))
        ticks.append(tick(case, place.asset.id, text, at_place.about(case, place, say), say))
    yield Checklist(tuple(ticks))


def _audience(case: Case, say: Wording) -> Iterator[Part]:
    if case.log.request.right is not Right.ACCESS:
        return
    yield Heading(say("Who could reach the person's data"))
    groups = audience(case.policy, case.places, case.world)
    if case.head:
        yield Paragraph(
            say("By the run of {day}: by role and purpose, never by name (cf. CJEU C-579/21).", day=say.day(case.head.at.date()))
        )
    else:
        yield Paragraph(
            say("There is no run: this is who may by the rules, by role and purpose. Who really can is not known."), Tone.WARNING
        )
    yield Bullets(tuple(_group(case, group, say) for group in groups if group.ruled))
    others = tuple(_group(case, group, say) for group in groups if not group.ruled)
    if others:
        yield Paragraph(
            say("These could too, and no rule lets them. Before you answer, decide whether it is a breach (Art. 33 and 34) and end it:"),
            Tone.WARNING,
        )
        yield Bullets(others)
    dark = sorted({words.asset(say, place.asset) for place in case.places if place.seen and (place.seen.gaps or not place.seen.looked)})
    if dark:
        yield Paragraph(say("Not all could be read, so there may be more: {places}.", places=", ".join(dark)), Tone.WARNING)


def _group(case: Case, group: Group, say: Wording) -> str:
    names = {place.asset.id: words.asset(say, place.asset) for place in case.places}
    assets = ", ".join(names[name] for name in group.assets)
    who = group_name(case, group.who, say)
    if group.purposes:
        purposes = say.both(words.purpose(say, case.policy, name) for name in group.purposes)
        return say("{who}, for {purposes}: {places}", who=who, purposes=purposes, places=assets)
    return say("{who}: {places}", who=who, places=assets)


def group_name(case: Case, who: Who, say: Wording) -> str:
    """A group as the person is told of it."""
    if who.kind is WhoKind.PEOPLE:
        return say("some people of ours")
    if who.kind in (WhoKind.PROCESSOR, WhoKind.RECIPIENT):
        parties = (*case.policy.processors, *case.policy.recipients)
        return next((each.name for each in parties if each.id == who.name and each.name), who.name)
    return named(who, case.policy, say)


def _answer(case: Case, say: Wording) -> Iterator[Part]:
    yield Heading(say("Answer"))
    organisation = case.policy.organisation
    authority = organisation.supervisory_authority if organisation and organisation.supervisory_authority else "____"
    match case.log.request.right:
        case Right.ERASURE:
            what = say("What was erased, what is kept, on which ground and until when")
        case Right.ACCESS:
            what = say("A copy of the data, and what Art. 15(1) and (2) ask to be told, in plain words and an everyday format")
        case Right.OBJECTION:
            what = say("What was stopped, what goes on and on which compelling grounds")
    details = (
        say(
            "Also: the right to complain to {authority} and to go to court (Art. 12(4)). The same command with --letter drafts it.",
            authority=authority,
        ),
    )
    yield Checklist((tick(case, ANSWER, what, details, say),))


def _proof(_case: Case, say: Wording) -> Iterator[Part]:
    yield Heading(say("Keep the proof"))
    yield Paragraph(
        say(
            "One line for each step: number, day, ground, place done or not, exception, day of the answer. No content. Its period is in the register."
        )
    )
