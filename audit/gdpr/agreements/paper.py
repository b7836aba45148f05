"""What ends and what is lacking, as a paper: agreements with their terms, proofs of staff, what was sent round."""

from dataclasses import dataclass
from datetime import date

from audit.check.agreements import ART_28_3, AgreementFault, faults
from audit.errors import Exit
from audit.gdpr.agreements.endings import Ending, endings
from audit.gdpr.agreements.proofs import proofs
from audit.gdpr.agreements.words import coming, ended, fault, letters
from audit.gdpr.register.missing import transfer_gaps
from audit.gdpr.words import period
from audit.model.paper import Heading, Paper, Paragraph, Part, Table, Tone
from policies.language import Document, NeedKind, Party, Policy
from policies.periods import Period
from policies.sentences import sentence
from policies.wording import Wording


@dataclass(frozen=True, slots=True)
class OpenTransfer:
    """Data that a party sends, or keeps, outside the EEA without a recorded safeguard."""

    party: str
    country: str


@dataclass(frozen=True, slots=True)
class Agreements:
    """What ends within a period from a day, and what is lacking now."""

    as_of: date
    within: str
    endings: tuple[Ending, ...]
    faults: tuple[AgreementFault, ...]
    transfers: tuple[OpenTransfer, ...]


def agreements_paper(policy: Policy, today: date, within: Period, say: Wording) -> Paper:
    """The paper. Its exit code is 1 when something is over or lacking now; what ends later alone leaves it 0."""
    told = Agreements(
        as_of=today,
        within=str(within),
        endings=endings(policy, today, within),
        faults=tuple(dict.fromkeys(each for party in policy.processors for each in faults(policy, party, today))),
        transfers=tuple(OpenTransfer(name, country) for name, country in transfer_gaps(policy)),
    )
    wrong = _wrong(policy, told, say)
    soon = tuple(each for each in told.endings if not each.is_over(today))
    parts: list[Part] = [Paragraph(say("As on {day}.", day=say.day(today)), Tone.NOTE), Heading(say("Over or lacking now"))]
    parts.append(Table((say("Since"), say("What"), say("About"), say("Where")), wrong, say("Now")) if wrong else Paragraph(say("Nothing.")))
    parts.append(Heading(say("Ends within {period}", period=period(say, within))))
    rows = tuple((say.day(each.on), coming(each, say), _about(each), each.place) for each in soon if each.on)
    parts.append(
        Table((say("On"), say("What"), say("About"), say("Where")), rows, say("Ends soon")) if rows else Paragraph(say("Nothing."))
    )
    parts += [*_of_processors(policy, say), *_of_staff(policy, today, say), *_sent_round(policy, say)]
    title = say("Agreements, proofs and what ends")
    return Paper("agreements", title, tuple(parts), told, say.language, exit=Exit.VIOLATIONS if wrong else Exit.COMPLIES)


def _wrong(policy: Policy, told: Agreements, say: Wording) -> tuple[tuple[str, ...], ...]:
    """Faults of agreements say what their endings would say again."""
    said = {each.document for each in told.faults}
    over = (each for each in told.endings if each.is_over(told.as_of) and each.id not in said)
    places = _places(policy)
    lacking = (
        (_since(each, say), fault(say, each), each.of or each.party, places.get(each.document or each.party, "")) for each in told.faults
    )
    abroad = (
        (
            "",
            say("no safeguard for data in or sent to {country}", country=say.country(each.country)),
            each.party,
            places.get(each.party, ""),
        )
        for each in told.transfers
    )
    past = ((say.day(each.on) if each.on else "", ended(each, say), _about(each), each.place) for each in over)
    return (*lacking, *abroad, *past)


def _places(policy: Policy) -> dict[str, str]:
    """Where the policy speaks of each party and document."""
    parties = {each.id: str(each.at) for each in (*policy.processors, *policy.recipients)}
    return parties | {each.id: str(each.at) for each in policy.on_behalf_of} | {each.id: str(each.at) for each in policy.documents}


def _since(told: AgreementFault, say: Wording) -> str:
    """The day on which it went wrong, where one is known."""
    if not told.on:
        return ""
    return say.day(Period.parse(told.every).after(told.on) if told.every else told.on)


def _about(told: Ending) -> str:
    return ", ".join(told.about)


def _of_processors(policy: Policy, say: Wording) -> list[Part]:
    if not policy.processors:
        return []
    papers = {paper.id: paper for paper in policy.documents}
    rows = tuple(_processor(party, papers.get(party.agreement), say) for party in policy.processors)
    columns = (
        say("Processor"),
        say("Works for"),
        say("Agreement"),
        say("Signed"),
        say("Until"),
        say("Review due"),
        say("Art. 28(3) lacks"),
        say("Its own sub-processors"),
    )
    return [Heading(say("Processors and sub-processors (Art. 28)")), Table(columns, rows, say("Processors"))]


def _processor(party: Party, paper: Document | None, say: Wording) -> tuple[str, ...]:
    seen = (paper.reviewed_on or paper.signed_on) if paper else None
    due = paper.review_every.after(seen) if paper and paper.review_every and seen else None
    missing = tuple(sorted(ART_28_3.difference(paper.art28_3))) if paper else tuple(sorted(ART_28_3))
    return (
        party.name or party.id,
        party.under,
        party.agreement,
        say.day(paper.signed_on) if paper and paper.signed_on else "",
        say.day(paper.until) if paper and paper.until else (say("no end") if paper else ""),
        say.day(due) if due else "",
        letters(say, missing),
        party.subprocessors,
    )


def _of_staff(policy: Policy, today: date, say: Wording) -> list[Part]:
    rows = []
    for asked in proofs(policy, today):
        lacking = tuple(each.person for each in asked.people if not each.holds(today))
        told = say("{some} of {all}", some=len(asked.people) - len(lacking), all=len(asked.people))
        kind = say("signature") if asked.rule.need.kind is NeedKind.SIGNED else say("training")
        rows.append((asked.rule.need.document, kind, told, ", ".join(lacking), f"{asked.rule.id}: {sentence(asked.rule, policy, say)}"))
    if not rows:
        return []
    columns = (say("Document"), say("Kind"), say("Have it"), say("Lack it"), say("Asked by"))
    return [Heading(say("Agreements with staff and trainings (Art. 29 and 32(4))")), Table(columns, tuple(rows), say("Staff"))]


def _sent_round(policy: Policy, say: Wording) -> list[Part]:
    heading = Heading(say("What was sent round about care for data"))
    if not policy.communications:
        return [heading, Paragraph(say("Nothing is recorded."))]
    ordered = sorted(policy.communications, key=lambda each: (each.date, each.id))
    rows = tuple((say.day(each.date), each.id, each.subject, ", ".join(each.to), each.how) for each in ordered)
    return [heading, Table((say("Day"), say("Number"), say("Subject"), say("To"), say("How")), rows, say("Communications"))]
