"""A letter to one person: which personal data they can reach, why, until when, and what is expected of them (Art. 29, 32(4), 39(1)(b))."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from audit.check.access import Entry
from audit.check.who import Roster, words_of
from audit.errors import Exit
from audit.gdpr import information, words
from audit.gdpr.letters.duties import Duty, duties, promised
from audit.gdpr.letters.reached import Reached, content, reached
from audit.model.facts import Gap
from audit.model.head import Head
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Table, Tick, Tone
from audit.model.reach import Subject, SubjectKind
from policies.language import Person, Policy, Who
from policies.levels import CONTENT, EVERYTHING, Level, members
from policies.permits import in_force, names
from policies.sentences import LEVELS, sentence
from policies.wording import Wording, msg

_CARE = (
    msg("Open only what you need for your work, and only for the reason that stands here."),
    msg("Make no copies outside the systems that we use, and send none to private addresses."),
    msg("Your account is yours alone: let nobody use it."),
    msg("Something went wrong, or you see data that you should not see? Say so the same day. Whoever reports a mistake helps us."),
)


@dataclass(frozen=True, slots=True)
class ReachedBody:
    """One asset that the person reaches, in levels; `loose` are those that no rule covers."""

    asset: str
    ruled: tuple[str, ...]
    loose: tuple[str, ...]
    unsure: tuple[str, ...]
    rules: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class StatementBody:
    """What the letter says, to a script. `dark` are the assets in which something could not be read."""

    person: str
    as_of: date
    reached: tuple[ReachedBody, ...]
    dark: tuple[str, ...]
    due: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """All that a letter is made of: the person, what they reach by the run, and in which assets something could not be read."""

    policy: Policy
    person: Person
    head: Head
    found: tuple[Reached, ...]
    who: frozenset[Who]
    dark: tuple[str, ...]

    @property
    def on(self) -> date:
        """The day of which the letter speaks."""
        return self.head.as_of


def known(policy: Policy, person: Person, head: Head, entries: tuple[Entry, ...], gaps: tuple[tuple[str, Gap], ...]) -> Known:
    """What a letter is made of; `entries` are the person's reaches, `gaps` pairs of asset and what darkens it."""
    who = words_of(Roster.of(policy), Subject(SubjectKind.PERSON, person.id), None, head.as_of)
    return Known(policy, person, head, reached(policy, entries), who, tuple(sorted({asset for asset, _ in gaps})))


def statement(told: Known, say: Wording) -> Paper:
    """The letter as a paper; its exit code says when something could not be read, so that it may lack something."""
    sections = (_opening, _may, _loose, _latent, _dark, _expected, _about_us)
    parts = tuple(part for section in sections for part in section(told, say))
    exit_code = Exit.CANNOT_TELL if told.dark else Exit.COMPLIES
    title = say("The personal data that you can reach")
    return Paper("statement", title, parts, _body(told), say.language, None, exit_code)


def _body(told: Known) -> StatementBody:
    rows = tuple(
        ReachedBody(
            each.asset.id,
            _names(each.ruled),
            _names(each.loose),
            _names(each.unsure),
            tuple(rule.id for rule in each.rules),
            each.until(EVERYTHING),
        )
        for each in told.found
    )
    due = tuple(duty.document.id for duty in _duties(told) if duty.overdue(told.on))
    return StatementBody(told.person.id, told.on, rows, told.dark, due)


def _names(levels: Level) -> tuple[str, ...]:
    return tuple(LEVELS[level] for level in members(levels))


def _opening(told: Known, say: Wording) -> Iterator[Part]:
    organisation = told.policy.organisation
    name = organisation.name if organisation else "____"
    yield Paragraph(say("For {person}. {organisation}, {day}.", person=told.person.id, organisation=name, day=say.day(told.on)))
    yield Paragraph(
        say(
            "You work with data of other people. They count on us, and we count on you. Here you read which data you can reach with your accounts, why, and until when."
        )
    )
    if told.person.has_left(told.on):
        yield Paragraph(
            say("By our list you no longer work here. Then you should reach nothing: what stands here is being ended."), Tone.WARNING
        )
    elif told.person.not_yet_started(told.on):
        yield Paragraph(say("By our list you have not started yet. Until then you should reach nothing."), Tone.WARNING)
    if not told.found:
        yield Paragraph(say("We found no personal data that you can reach."))


def _may(told: Known, say: Wording) -> Iterator[Part]:
    rows = tuple(each for each in told.found if content(each.ruled))
    if not rows:
        return
    yield Heading(say("What you can reach for your work"))
    columns = (say("Data"), say("What you can do"), say("What for"), say("Until"))
    yield Table(columns, tuple(_row(told, each, say) for each in rows), say("What you can reach"))
    ends = told.person.ends
    if ends and not told.person.has_left(told.on):
        yield Paragraph(say("In any case it ends on your last working day, {day}.", day=say.day(ends)))
    yield Paragraph(say("These are the rules behind it:"))
    rules = dict.fromkeys(rule for each in rows for rule in each.giving(CONTENT))
    yield Bullets(tuple(f"{sentence(rule, told.policy, say)} ({rule.id})" for rule in rules))


def _row(told: Known, each: Reached, say: Wording) -> tuple[str, ...]:
    named = dict.fromkeys(rule.purpose for rule in each.giving(CONTENT) if rule.purpose)
    purposes, until = say.both(words.purpose(say, told.policy, name) for name in named), each.until(CONTENT)
    return (words.asset(say, each.asset), _levels(each, each.ruled, say), purposes or "-", say.day(until) if until else "-")


def _levels(each: Reached, levels: Level, say: Wording) -> str:
    told = say.both(say(LEVELS[level]) for level in members(content(levels)))
    return say("{levels}, under a condition", levels=told) if each.conditional else told


def _loose(told: Known, say: Wording) -> Iterator[Part]:
    rows = tuple(each for each in told.found if content(each.loose))
    if not rows:
        return
    yield Heading(say("What you can reach too, though no rule says so"))
    yield Paragraph(
        say(
            "You did nothing wrong by this: somebody set it so. Do not use it, and leave it as it is. Do you need it after all? Ask who owns the data."
        ),
        Tone.WARNING,
    )
    yield Bullets(
        tuple(
            say(
                "{data}: {levels}. Owner of the data: {owner}.",
                data=words.asset(say, each.asset),
                levels=_levels(each, each.loose, say),
                owner=each.asset.owner or "____",
            )
            for each in rows
        )
    )


def _latent(told: Known, say: Wording) -> Iterator[Part]:
    rows = tuple(each for each in told.found if (each.ruled | each.loose) & Level.MANAGE)
    if not rows:
        return
    yield Heading(say("What you manage"))
    yield Paragraph(
        say(
            "You manage the settings, keys or accounts of the systems where these data lie. You could give yourself access to them. Do that only when it is decided and written down."
        )
    )
    yield Bullets(tuple(_managed(each, say) for each in rows))


def _managed(each: Reached, say: Wording) -> str:
    data, until = words.asset(say, each.asset), each.until(Level.MANAGE)
    if each.loose & Level.MANAGE:
        return say("{data} (no rule says so: tell the owner)", data=data)
    return say("{data}, until {day}", data=data, day=say.day(until)) if until else data


def _dark(told: Known, say: Wording) -> Iterator[Part]:
    unsure = tuple(each.asset.id for each in told.found if each.unsure)
    names_of = {asset.id: words.asset(say, asset) for asset in told.policy.assets}
    dark = sorted({*told.dark, *unsure})
    if dark:
        yield Heading(say("What we do not know"))
        yield Paragraph(
            say(
                "Not everything could be read. You may be able to reach more than stands here, in: {data}. If so, the same holds: do not use it, and say so.",
                data=", ".join(names_of.get(name, name) for name in dark),
            ),
            Tone.WARNING,
        )
    waiting = tuple(rule for rule in told.policy.allow if _waits(told, rule.which, rule.who) and in_force(rule, told.on))
    if waiting:
        yield Heading(say("What you may reach, and cannot today"))
        yield Bullets(tuple(f"{sentence(rule, told.policy, say)} ({rule.id})" for rule in waiting))


def _waits(told: Known, which: tuple[str, ...], who: tuple[Who, ...]) -> bool:
    return names(who, told.who) and not any(each.asset.id in which for each in told.found)


def _duties(told: Known) -> tuple[Duty, ...]:
    return duties(told.policy, told.person.id, told.who, told.found, told.on)


def _expected(told: Known, say: Wording) -> Iterator[Part]:
    yield Heading(say("What we expect of you"))
    yield Bullets(tuple(say(text) for text in _CARE))
    for document, day in promised(told.policy, told.person.id, told.on):
        if document.says:
            yield Paragraph(say("You signed {document} on {day}. It says:", document=document.id, day=say.day(day)))
            yield Bullets(document.says)
    ticks = tuple(_tick(duty, told.on, say) for duty in _duties(told))
    if ticks:
        yield Paragraph(say("What is asked of whoever reaches these data:"))
        yield Checklist(ticks)


def _tick(duty: Duty, on: date, say: Wording) -> Tick:
    name = duty.document.id
    if duty.last is None:
        if duty.training:
            return Tick(say("follow the training {name}: still to be done", name=name))
        return Tick(say("sign {name}: still to be done", name=name), duty.document.says)
    if duty.overdue(on) and duty.due:
        return Tick(say("follow the training {name} again: it was due on {day}", name=name, day=say.day(duty.due)))
    again = say("; again by {day}", day=say.day(duty.due)) if duty.due else ""
    done = (
        say("the training {name}: followed on {day}", name=name, day=say.day(duty.last))
        if duty.training
        else say("{name}: signed on {day}", name=name, day=say.day(duty.last))
    )
    return Tick(done + again, done=True)


def _about_us(told: Known, say: Wording) -> Iterator[Part]:
    yield Heading(say("Where this comes from"))
    own = told.policy.tool_as_processing
    yield Paragraph(
        say(
            "We read the permissions in our systems on {day}. We do not read what is in files or messages, nor what you do there.",
            day=say.day(told.head.at.date()),
        )
    )
    if own and own.reads:
        yield Paragraph(
            say("What we read about you for this: {some}. Why: {purpose}.", some=", ".join(own.reads), purpose=own.purpose or "____")
        )
    yield Paragraph(say("Is something wrong here? Tell us. Contact: {contact}.", contact=information.sender(told.policy.organisation, say)))
