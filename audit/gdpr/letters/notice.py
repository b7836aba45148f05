"""A draft of a simple privacy notice for one kind of people, made from the inventory (Art. 12(1), 13 and 14). A person makes it final."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.errors import Exit, UsageError
from audit.gdpr import information, words
from audit.gdpr.letters.lacking import lacking
from audit.gdpr.processing import about, kinds, sharings, silent, unplaced, uses
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from audit.plugins import nearest
from policies.errors import Place
from policies.language import Asset, Notice, Organisation, Policy
from policies.wording import Wording

_NOTHING = Place("(none)")


@dataclass(frozen=True, slots=True)
class Missing:
    """What the policy does not say, with the article that asks for it."""

    article: str
    what: str


@dataclass(frozen=True, slots=True)
class NoticeBody:
    """What the notice rests on: the assets, purposes and parties of this kind of people, and what is missing."""

    subject: str
    assets: tuple[str, ...]
    purposes: tuple[str, ...]
    parties: tuple[str, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    policy: Policy
    subject: str
    assets: tuple[Asset, ...]
    notice: Notice
    say: Wording


def notice(policy: Policy, subject: str, say: Wording) -> Paper:
    """The draft; its exit code is 1 while something that the law asks for is missing. Raises UsageError for people that the inventory does not know."""
    assets = about(policy, subject)
    if not assets:
        raise UsageError(f"the inventory has no data about {subject}", nearest(subject, kinds(policy)))
    found = next((each for each in policy.notices if each.id == subject), Notice(subject, _NOTHING))
    told = _Told(policy, subject, assets, found, say)
    parties = tuple(sharing.party for sharing in sharings(policy, assets))
    missing = tuple(dict.fromkeys(lacking(policy, assets, found, parties, say)))
    sections = (_draft, _who, _data, _why, _shared, _far, _long, _source, _must, _automated, _rights)
    parts = (*(part for section in sections for part in section(told)), *_missing(told, missing))
    body = NoticeBody(
        subject,
        tuple(asset.id for asset in assets),
        tuple(use.purpose for use in uses(policy, assets)),
        tuple(party.id for party in parties),
        tuple(Missing(article, what) for article, what in missing),
    )
    title = say("What we do with your data: for {subject}", subject=words.subject(say, subject))
    return Paper("notice", title, parts, body, say.language, None, Exit.VIOLATIONS if missing else Exit.COMPLIES)


def _draft(told: _Told) -> Iterator[Part]:
    say = told.say
    yield Paragraph(
        say(
            "DRAFT, made from the inventory. Have it read by somebody who knows the law and somebody who does not, before anybody relies on it."
        ),
        Tone.WARNING,
    )
    if any(asset.minors in ("possible", "yes") for asset in told.assets):
        yield Paragraph(say("There may be minors among the readers: write for them too (Art. 12(1))."), Tone.NOTE)
    if names := ", ".join(words.asset(say, asset) for asset in silent(told.policy)):
        yield Paragraph(say("These do not say whose data they hold, and may belong here: {names}.", names=names), Tone.WARNING)
    if names := ", ".join(party.name or party.id for party in unplaced(told.policy)):
        yield Paragraph(say("Nothing says which data these processors have, and they may belong here: {names}.", names=names), Tone.WARNING)


def _who(told: _Told) -> Iterator[Part]:
    say, organisation = told.say, told.policy.organisation
    yield Heading(say("Who we are"))
    yield Paragraph(
        say("We are {sender}. We decide what happens with your data, and answer for it.", sender=information.sender(organisation, say))
    )
    if organisation is None:
        return
    if organisation.joint_controllers:
        yield Paragraph(say("We decide together with: {names} (Art. 26).", names=say.both(organisation.joint_controllers)))
    if organisation.representative:
        yield Paragraph(say("Our representative in the Union: {name} (Art. 27).", name=organisation.representative))
    yield Paragraph(_officer(organisation, say))


def _officer(organisation: Organisation, say: Wording) -> str:
    if organisation.dpo:
        return say("Our data protection officer: {name}.", name=organisation.dpo)
    return say("We have no data protection officer. Questions? Write to {contact}.", contact=organisation.contact_email or "____")


def _data(told: _Told) -> Iterator[Part]:
    say = told.say
    yield Heading(say("Which data we have of you"))
    yield Bullets(tuple(information.categories(told.policy, told.assets, say)))
    sensitive = tuple(information.special(told.policy, told.assets, say))
    if sensitive:
        yield Bullets(sensitive)


def _why(told: _Told) -> Iterator[Part]:
    say = told.say
    yield Heading(say("Why, and what permits it"))
    yield Bullets(tuple(information.purposes(told.policy, told.assets, say)))
    interests = dict(told.notice.interests)
    mine = tuple(use.purpose for use in uses(told.policy, told.assets) if "A6-1-f" in use.grounds)
    if mine:
        yield Paragraph(say("Where we rest on a legitimate interest, it is this:"))
        yield Bullets(
            tuple(
                say(
                    "{purpose}: {interest}",
                    purpose=words.purpose(say, told.policy, name),
                    interest=say.label(interests.get(name, ()), "____"),
                )
                for name in mine
            )
        )


def _shared(told: _Told) -> Iterator[Part]:
    say = told.say
    yield Heading(say("Who gets your data"))
    yield Paragraph(say("In our organisation: those who need them for their work. Outside it:"))
    yield Bullets(tuple(information.parties(told.policy, told.assets, say)) or (say("nobody"),))


def _far(told: _Told) -> Iterator[Part]:
    say = told.say
    yield Heading(say("Outside the European Economic Area"))
    lines = tuple(information.transfers(told.policy, told.assets, say))
    if lines:
        yield Paragraph(
            say("Data can go outside the European Economic Area. They are protected there by what stands here; ask us for a copy.")
        )
        yield Bullets(lines)
    elif all(asset.region for asset in told.assets) and all(each.party.country for each in sharings(told.policy, told.assets)):
        yield Paragraph(say("Your data stay within the European Economic Area."))
    else:
        yield Paragraph("____")


def _long(told: _Told) -> Iterator[Part]:
    yield Heading(told.say("How long we keep them"))
    yield Bullets(tuple(information.periods(told.assets, told.say)))


def _source(told: _Told) -> Iterator[Part]:
    yield Heading(told.say("Where they come from"))
    yield Paragraph(told.say.label(told.notice.source, "____"))


def _must(told: _Told) -> Iterator[Part]:
    yield Heading(told.say("Do you have to give them?"))
    yield Paragraph(told.say.label(told.notice.obligatory, "____"))


def _automated(told: _Told) -> Iterator[Part]:
    yield Heading(told.say("Decisions without a human"))
    yield Paragraph(told.say.label(told.notice.automated_decisions, "____"))


def _rights(told: _Told) -> Iterator[Part]:
    say, organisation = told.say, told.policy.organisation
    yield Heading(say("Your rights"))
    yield Bullets(tuple(information.rights(told.policy, told.assets, say)))
    contact = (organisation.contact_email if organisation else "") or "____"
    yield Paragraph(say("Write to {contact}. It costs nothing, and we answer within a month.", contact=contact))


def _missing(told: _Told, missing: tuple[tuple[str, str], ...]) -> Iterator[Part]:
    say = told.say
    if missing:
        yield Heading(say("Not for the reader: what is still missing"))
        yield Table((say("Article"), say("What the policy does not say")), missing, say("Missing"))
