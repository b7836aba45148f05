"""A digest as a paper, in the reader's language: what to do first, and short; a command tells the rest."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from audit.gdpr.agreements.endings import Ending
from audit.gdpr.agreements.words import coming, ended
from audit.model.head import Head
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Part, Tick, Tone
from audit.notify.deliveries import unreached_words
from audit.notify.digest import Concern, Digest, LeftBehind, NewByCause, Told
from audit.notify.readers import Unreached
from audit.runs import chain
from audit.saying import severity_word
from policies.language import About, Severity
from policies.wording import Wording

MOST = 10  # of one sort; the others are counted

T = TypeVar("T")


def digest_paper(digest: Digest, head: Head, say: Wording) -> Paper:
    """The paper. Its title says in one line what there is to do."""
    return Paper("digest", _title(digest, say), tuple(_parts(digest, say)), digest, say.language, head)


def _title(digest: Digest, say: Wording) -> str:
    told = (
        (0 if digest.since else sum(each.open for each in digest.assets), say.many("{count} open", "{count} open", digest.count_new)),
        (digest.count_new if digest.since else 0, say.many("{count} new", "{count} new", digest.count_new)),
        (len(digest.overdue), say.many("{count} overdue", "{count} overdue", len(digest.overdue))),
        (len(digest.ends), say.many("{count} that ends", "{count} that end", len(digest.ends))),
        (len(digest.left_behind), say.many("{count} leaver", "{count} leavers", len(digest.left_behind))),
        (len(digest.dark), say.many("{count} not read", "{count} not read", len(digest.dark))),
    )
    counts = ", ".join(text for count, text in told if count)
    if not digest.organisation:
        return say("Access to personal data: {counts}", counts=counts)
    return say("Access to personal data at {organisation}: {counts}", organisation=digest.organisation, counts=counts)


def _parts(digest: Digest, say: Wording) -> Iterator[Part]:
    yield Paragraph(_about(digest, say))
    yield from _instead(digest.instead_of, say)
    if digest.left_out:
        yield Paragraph(say("Left out as asked: {systems}. Nothing is said about them.", systems=", ".join(digest.left_out)), Tone.NOTE)
    yield from _new(digest, say) if digest.since else _first(digest, say)
    yield from _overdue(digest, say)
    yield from _dark(digest, say)
    yield from _left_behind(digest.left_behind, say)
    yield from _ends(digest, say)
    if digest.gone:
        yield Paragraph(say.many("{count} finding is no longer open.", "{count} findings are no longer open.", digest.gone))
    yield Paragraph(
        say(
            "From run {run}. Whoever runs Toegang sees everything with toegang check, and each step of an access with toegang why.",
            run=digest.run,
        ),
        Tone.NOTE,
    )


def _about(digest: Digest, say: Wording) -> str:
    match digest.about:
        case About.OWN:
            listed = say.both(_asset(each, say) for each in digest.assets)
            told = say("As on {day}, about the personal data that you answer for: {assets}.", day=say.day(digest.as_of), assets=listed)
        case About.REST:
            told = say("As on {day}, about all that no owner is told of.", day=say.day(digest.as_of))
        case About.ALL:
            told = say("As on {day}, about everything.", day=say.day(digest.as_of))
    return told


def _instead(unreached: Sequence[Unreached], say: Wording) -> Iterator[Part]:
    if unreached:
        whom = "; ".join(unreached_words(each, say) for each in unreached)
        yield Paragraph(say("You are told of this too, since others can't be: {whom}.", whom=whom), Tone.WARNING)


def _first(digest: Digest, say: Wording) -> Iterator[Part]:
    """The first time everything is new: counts say where to begin."""
    yield Heading(say("The first time: all that is open"))
    if not digest.open:
        yield Paragraph(say("Nothing differs from the policy, as far as could be read."))
        return
    yield Paragraph(_counts(digest.open, say))
    yield Bullets(_capped([say("{what}: {count}", what=_asset(each, say), count=each.open) for each in digest.assets if each.open], say))


def _asset(told: Concern, say: Wording) -> str:
    if not told.asset:
        return say("no single data set")
    return told.label if told.label == told.asset else f"{told.label} ({told.asset})"


def _counts(counts: Iterable[tuple[str, int]], say: Wording) -> str:
    listed = tuple(counts)
    each = ", ".join(say("{what}: {count}", what=severity_word(Severity(severity), say), count=count) for severity, count in listed)
    total = sum(count for _, count in listed)
    return say.many("{count} finding ({each}).", "{count} findings ({each}).", total, each=each)


def _new(digest: Digest, say: Wording) -> Iterator[Part]:
    if not digest.count_new:
        return
    yield Heading(say("New since {day}", day=say.day(chain.day(digest.since))))
    yield Paragraph(_counts(digest.new_counts, say))
    left = MOST
    for cause in digest.new:
        shown = cause.findings[:left]
        left -= len(shown)
        if shown:
            yield Paragraph(_cause(cause, say))
            yield Checklist(tuple(_tick(each, say) for each in shown))
    hidden = digest.count_new - (MOST - left)
    if hidden:
        yield Paragraph(_more(hidden, say), Tone.NOTE)


def _cause(cause: NewByCause, say: Wording) -> str:
    return say("What changed: {what}", what=cause.what) if cause.what else say("What changed is not known:")


def _tick(told: Told, say: Wording) -> Tick:
    said = say("{severity}: {sentence}", severity=severity_word(told.severity, say), sentence=told.sentence)
    return Tick(said, tuple(filter(None, (say("To do: {remedy}", remedy=told.remedy) if told.remedy else "", _age(told, say)))))


def _age(told: Told, say: Wording) -> str:
    return "" if told.new else say("Open since {day}.", day=say.day(told.since))


def _overdue(digest: Digest, say: Wording) -> Iterator[Part]:
    if digest.overdue:
        yield Heading(say("Open too long"))
        yield Checklist(tuple(_tick(each, say) for each in digest.overdue[:MOST]))
        yield from _rest(digest.overdue, say)


def _dark(digest: Digest, say: Wording) -> Iterator[Part]:
    if digest.dark or digest.no_longer_read:
        yield Heading(say("Could not be read"))
        yield Paragraph(say("Of these data nobody can say who else reaches them. Silence is no consent."), Tone.WARNING)
    if digest.dark:
        yield Checklist(tuple(_tick(each, say) for each in digest.dark[:MOST]))
        yield from _rest(digest.dark, say)
    if digest.no_longer_read:
        yield Paragraph(say("No longer read whole:"))
        yield Bullets(_capped(digest.no_longer_read, say))


def _left_behind(people: Sequence[LeftBehind], say: Wording) -> Iterator[Part]:
    if people:
        yield Heading(say("People who left"))
        yield Bullets(_capped([_leaver(each, say) for each in people], say))


def _leaver(told: LeftBehind, say: Wording) -> str:
    left = say("{who} left on {day}", who=told.person, day=say.day(told.ends)) if told.ends else say("{who} has left", who=told.person)
    things = say.many("{count} thing is left that should be gone", "{count} things are left that should be gone", told.count)
    return say("{left}: {things} ({command})", left=left, things=things, command=f"toegang leaver {told.person}")


def _ends(digest: Digest, say: Wording) -> Iterator[Part]:
    if digest.ends:
        yield Heading(say("Over, or ends soon"))
        yield Bullets(_capped([_ending(each, digest, say) for each in digest.ends], say))


def _ending(told: Ending, digest: Digest, say: Wording) -> str:
    said = ended(told, say) if told.is_over(digest.as_of) else coming(told, say)
    whole = f"{said} ({', '.join(told.about)})" if told.about else said
    return say("{day}: {what}", day=say.day(told.on), what=whole) if told.on else whole


def _capped(items: Sequence[str], say: Wording) -> tuple[str, ...]:
    return (*items[:MOST], *([_more(len(items) - MOST, say)] if len(items) > MOST else []))


def _rest(items: Sequence[T], say: Wording) -> Iterator[Part]:
    if len(items) > MOST:
        yield Paragraph(_more(len(items) - MOST, say), Tone.NOTE)


def _more(count: int, say: Wording) -> str:
    return say.many("… and {count} more", "… and {count} more", count)
