"""The scope of a breach as a paper for whoever has to judge it and notify it."""

from collections.abc import Iterator
from datetime import date, datetime

from audit.gdpr.access import steps, who
from audit.gdpr.breach.body import Breach, Line
from audit.gdpr.breach.dark import not_read
from audit.gdpr.breach.notification import notification
from audit.gdpr.breach.scope import exit_code
from audit.gdpr.breach.standing import Standing
from audit.gdpr.breach.tables import moment, rows
from audit.model.facts import Verdict
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from audit.renaming import renamed
from policies.language import Policy
from policies.wording import Wording, msg

_STANDINGS = {
    Standing.PUBLIC: msg("Anyone could reach it"),
    Standing.OUTSIDE: msg("Outside the organisation"),
    Standing.UNNAMED: msg("Accounts and applications of which the policy does not say who they are"),
    Standing.INSIDE: msg("Inside the organisation"),
}
_LATENT = msg("Could have let themselves in")


def paper(breach: Breach, policy: Policy, say: Wording) -> Paper:
    """The whole of it in one language; labels are those of the policy as it is."""
    called = say.label(next((asset.label for asset in policy.assets if asset.id == breach.asset), ()), breach.asset)
    shown = renamed(breach, breach.names)
    parts = (
        *_opening(shown, called, say),
        *_clock(shown, say),
        *_blind(shown, say),
        *_in_short(shown, say),
        *_tables(shown, say),
        *_copies(shown, say),
        *_paths(shown, say),
        *not_read(shown, say),
        *notification(shown, policy, say),
    )
    title = say("Scope of a possible breach: {asset}", asset=called)
    return Paper("breach", title, parts, breach, say.language, exit=exit_code(breach))


def _opening(breach: Breach, called: str, say: Wording) -> Iterator[Part]:
    days = {"first": say.day(breach.first), "last": say.day(breach.last)}
    yield Paragraph(
        say(
            "Who could have reached {asset} from {first} to {last} inclusive, at which level and by which path, as far as the runs of "
            "these nights tell. Days and times are in UTC.",
            asset=called if called == breach.asset else f"{called} ({breach.asset})",
            **days,
        )
    )
    yield Paragraph(
        say(
            "Could is not did: nothing here says that anyone opened, changed or copied anything. Only the access logs of the systems can "
            "tell that. What happened between two runs is not known."
        ),
        Tone.NOTE,
    )
    logged = msg("According to the inventory, access is logged: secure these logs first.")
    silent = msg("According to the inventory, access is not logged, or it does not say so.")
    said = logged if breach.figures.logging == "on" else silent
    yield Paragraph(say(said), Tone.NOTE)


def _clock(breach: Breach, say: Wording) -> Iterator[Part]:
    if breach.clock is None:
        return
    yield Heading(say("The clock"))
    yield Paragraph(
        say(
            "Aware since {aware}. Unless a risk to people is unlikely, the authority is notified by {deadline}: within 72 hours "
            "(Art. 33(1) GDPR).",
            aware=_clocked(breach.clock.aware, say),
            deadline=_clocked(breach.clock.deadline, say),
        )
    )
    if breach.clock.weekend:
        yield Paragraph(say("A weekend lies between, and the hours run on (cf. EDPB Guidelines 9/2022, version 2.0)."), Tone.WARNING)
    yield Paragraph(
        say(
            "A later notification gives the reasons for the delay. What is not yet known can follow in phases (Art. 33(4)). "
            "Every breach is documented, notified or not (Art. 33(5))."
        ),
        Tone.NOTE,
    )


def _clocked(at: datetime, say: Wording) -> str:
    return f"{say.day(at.date())}, {at:%H:%M} ({at.tzname()})"


def _blind(breach: Breach, say: Wording) -> Iterator[Part]:
    if breach.unverified:
        yield Paragraph(say("The runs are not as they were written: what follows may rest on changed facts."), Tone.WARNING)
        yield Bullets(breach.unverified)
    if breach.blind:
        count = sum((last - first).days + 1 for first, last in breach.blind)
        told = say.many(
            "{count} day without a run that could be read: what held then is not known.",
            "{count} days without a run that could be read: what held then is not known.",
            count,
        )
        yield Paragraph(told, Tone.WARNING)
        yield Bullets(tuple(_stretch(first, last, say) for first, last in breach.blind))
    if breach.pruned:
        kept = say.many(
            "{count} run of these days is kept no longer.", "{count} runs of these days are kept no longer.", len(breach.pruned)
        )
        yield Paragraph(kept, Tone.NOTE)
    if not breach.runs[0].before:
        yield Paragraph(say("No run lies before these days: what held when they began is not known before the first run."), Tone.WARNING)
    if any(read.gaps for read in breach.runs):
        yield Paragraph(
            say("On some nights not all of it was read: the lists below may lack somebody. See what was not read."), Tone.WARNING
        )


def _stretch(first: date, last: date, say: Wording) -> str:
    return say.day(first) if first == last else say("from {first} to {last}", first=say.day(first), last=say.day(last))


def _in_short(breach: Breach, say: Wording) -> Iterator[Part]:
    yield Heading(say("In short"))
    if not breach.lines:
        yield Paragraph(say("On no run that was read could anyone reach it."))
        return
    direct = [
        (say(title), [line for line in breach.lines if line.standing is each and not line.latent]) for each, title in _STANDINGS.items()
    ]
    latent = (say(_LATENT), [line for line in breach.lines if line.latent])
    told = ((title, [who(say, line.kind, line.id) for line in lines]) for title, lines in (*direct, latent) if lines)
    yield Bullets(tuple(say("{title}: {count} ({names})", title=title, count=len(names), names="; ".join(names)) for title, names in told))


def _tables(breach: Breach, say: Wording) -> Iterator[Part]:
    for standing, title in _STANDINGS.items():
        if lines := [line for line in breach.lines if line.standing is standing and not line.latent]:
            yield Heading(say(title))
            yield _table(lines, breach, say, say(title))
    if lines := [line for line in breach.lines if line.latent]:
        yield Heading(say(_LATENT))
        yield Paragraph(
            say("Whoever controls settings, keys or identities opens nothing by that, but could have given himself access."), Tone.NOTE
        )
        yield _table(lines, breach, say, say(_LATENT))


def _table(lines: list[Line], breach: Breach, say: Wording, name: str) -> Table:
    columns = (say("who"), say("could"), say("part"), say("seen"), say("policy of those nights"), say("by which path"))
    return Table(columns, rows(lines, breach, say), name)


def _copies(breach: Breach, say: Wording) -> Iterator[Part]:
    if breach.copies:
        yield Paragraph(
            say(
                "The same data lies in copies: {copies}. Whoever reached one of them reached the same data; ask for the scope of each.",
                copies=say.both(breach.copies),
            ),
            Tone.WARNING,
        )
    if breach.copy_of:
        yield Paragraph(say("It is a copy of {originals}.", originals=say.both(breach.copy_of)), Tone.NOTE)


def _paths(breach: Breach, say: Wording) -> Iterator[Part]:
    explained = [line for line in breach.lines if line.ways]
    if not explained:
        return
    yield Heading(say("Paths"))
    yield Paragraph(say("Each path once, as the first run that had it gives it: from the person or account to the data."), Tone.NOTE)
    for line in explained:
        could = say("{who} (control)", who=who(say, line.kind, line.id)) if line.latent else who(say, line.kind, line.id)
        yield Heading(could, 3)
        for way in line.ways:
            sure = (
                msg("As read on the run of {run}, not for certain:")
                if way.verdict == Verdict.UNKNOWN
                else msg("As read on the run of {run}:")
            )
            yield Paragraph(say(sure, run=moment(way.run)))
            yield Bullets(steps(say, way.steps) or (say("the provider does not explain it"),))
        if line.more_ways:
            yield Paragraph(say.many("and {count} other path", "and {count} other paths", line.more_ways), Tone.NOTE)
