"""A standard processing agreement, filled in from the inventory: every point of Art. 28(3) has its clause."""

from audit.check.agreements import above, faults
from audit.gdpr.agreements.draft import Clause, Drafter
from audit.gdpr.agreements.words import fault
from audit.gdpr.register.body import TransferTo
from audit.gdpr.register.receivers import parties_of, transfers_of
from audit.gdpr.register.words import article, measure
from audit.gdpr.words import kept_with_basis, subject
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from policies.language import Asset, Party, WhoKind
from policies.permits import in_force
from policies.sentences import LEVELS


def processing_agreement(drafter: Drafter, party: Party) -> Paper:
    """The draft with one processor; with a sub-processor, between the processor above it and itself (Art. 28(4))."""
    assets = tuple(asset for asset in drafter.policy.assets if party in parties_of(drafter.policy, asset))
    say, name = drafter.say, party.name or party.id
    clauses = (
        _object(drafter, party, assets),
        _instructions(drafter),
        _confidentiality(drafter),
        _security(drafter, assets),
        _others(drafter, party),
        _rights(drafter, assets),
        _assistance(drafter),
        _end(drafter),
        _proof(drafter),
        _abroad(drafter, party),
        _law(drafter),
    )
    title = say("Sub-processing agreement with {name}", name=name) if party.under else say("Processing agreement with {name}", name=name)
    above_clauses = (*_recorded(drafter, party), *_parties(drafter, party), *_reading(drafter, party))
    return drafter.paper("processing-agreement", title, party.id, clauses, above_clauses)


def _recorded(drafter: Drafter, party: Party) -> tuple[Part, ...]:
    """What the agreement that is recorded today lacks."""
    say, found = drafter.say, tuple(faults(drafter.policy, party, drafter.on))
    if not found:
        return (
            Paragraph(
                say("The recorded agreement {document} is in force and holds every point of Art. 28(3).", document=party.agreement),
                Tone.NOTE,
            ),
        )
    return (
        Paragraph(say("What is recorded today lacks:"), Tone.WARNING),
        Bullets(tuple(fault(say, each) for each in found)),
    )


def _parties(drafter: Drafter, party: Party) -> tuple[Part, ...]:
    say, chain = drafter.say, above(drafter.policy, party)
    first = _other(drafter, chain[0]) if chain else drafter.organisation()
    roles = (say("The processor"), say("The sub-processor")) if chain else (say("The controller"), say("The processor"))
    columns = (say("Field"), say("Value"))
    return (
        Heading(say("The parties")),
        Table(columns, ((say("Party"), roles[0]), *first), roles[0]),
        Table(columns, ((say("Party"), roles[1]), *_other(drafter, party)), roles[1]),
    )


def _reading(drafter: Drafter, party: Party) -> tuple[Part, ...]:
    """How the words are meant, and what may stand instead of this draft."""
    say = drafter.say
    instead = Paragraph(
        say(
            "Instead of this draft the parties may use the standard contractual clauses of the Commission (Art. 28(7) GDPR; Implementing Decision (EU) 2021/915)."
        ),
        Tone.NOTE,
    )
    if not party.under:
        return (instead,)
    meant = say(
        "Where a clause speaks of the controller, it means the controller and the processor; where it speaks of the processor, it means the sub-processor (Art. 28(4) GDPR)."
    )
    return (Paragraph(meant), instead)


def _other(drafter: Drafter, party: Party) -> tuple[tuple[str, str], ...]:
    say, name = drafter.say, party.name or party.id
    address = say("address of {name}", name=name)
    country = say.country(party.country) if party.country else drafter.blank(say("country of {name}", name=name))
    return (
        (say("Name"), name),
        (say("Enterprise number"), drafter.blank(say("enterprise number of {name}", name=name))),
        (say("Address"), f"{drafter.blank(address)}, {country}"),
        (say("Represented by"), drafter.blank(say("who signs for {name}", name=name))),
        (say("Contact for data protection"), drafter.blank(say("contact of {name}", name=name))),
    )


def _object(drafter: Drafter, party: Party, assets: tuple[Asset, ...]) -> Clause:
    """Subject matter, duration, nature and purpose, kinds of data and of people (Art. 28(3), first sentence)."""
    say = drafter.say
    paper = next((each for each in drafter.policy.documents if each.id == party.agreement), None)
    until = (
        say.day(paper.until) if paper and paper.until and paper.until >= drafter.on else drafter.blank(say("last day of this agreement"))
    )
    sentences = (
        say("The processor processes the personal data listed here for the purposes listed here, and for nothing else."),
        say("This agreement holds until {day}.", day=until),
    )
    points = tuple(_asset(drafter, party, asset) for asset in assets) or (drafter.blank(say("data sets that the processor may touch")),)
    return Clause("A28-3", say("Subject, duration, nature and purpose"), sentences, points)


def _asset(drafter: Drafter, party: Party, asset: Asset) -> str:
    say, policy = drafter.say, drafter.policy
    labels = {each.id: each.label for each in policy.categories} | {each.id: each.label for each in policy.purposes}
    rules = tuple(
        rule
        for rule in policy.allow
        if asset.id in rule.which
        and in_force(rule, drafter.on)
        and any(who.kind is WhoKind.PROCESSOR and who.name == party.id for who in rule.who)
    )
    purposes = tuple(dict.fromkeys(rule.purpose for rule in rules if rule.purpose)) or asset.purposes
    may = ", ".join(dict.fromkeys(f"{say(LEVELS[rule.may])} {rule.part}".strip() for rule in rules))

    def named(ids: tuple[str, ...], what: str) -> str:
        return drafter.told(say.both(say.label(labels.get(each, ()), each.replace("-", " ")) for each in ids), what)

    return say(
        "{asset}. Data: {categories}. About: {subjects}. Purpose: {purposes}. What may be done: {may}. Retention: {retention}.",
        asset=say.label(asset.label, asset.id),
        categories=named((*asset.categories, *asset.unexpected), say("categories of data in {asset}", asset=asset.id)),
        subjects=drafter.told(say.both(subject(say, each) for each in asset.subjects), say("data subjects of {asset}", asset=asset.id)),
        purposes=named(purposes, say("purposes of {asset}", asset=asset.id)),
        may=may or (say("hosting") if party.hosting else drafter.blank(say("what may be done with {asset}", asset=asset.id))),
        retention=kept_with_basis(say, asset.retention) if asset.retention else drafter.blank(say("retention of {asset}", asset=asset.id)),
    )


def _instructions(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "The processor processes the data only on documented instructions of the controller, transfers outside the EEA included. This agreement and its annexes are the first instructions."
        ),
        say(
            "Where Union or Member State law obliges the processor to process otherwise, it tells the controller before it does so, unless that law forbids it."
        ),
    )
    return Clause("A28-3-a", say("Instructions"), sentences)


def _confidentiality(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "Only those who need the data for this task get access. Each of them has committed to confidentiality in writing, or is bound to it by law; that duty goes on after the end of this agreement."
        ),
        say("The processor keeps a list of who has access and gives it to the controller when asked."),
    )
    return Clause("A28-3-b", say("Confidentiality"), sentences)


def _security(drafter: Drafter, assets: tuple[Asset, ...]) -> Clause:
    say = drafter.say
    measures = tuple(dict.fromkeys(measure(say, each) for asset in assets for each in asset.measures))
    sentences = (say("The processor takes all measures that Art. 32 GDPR asks for, and at least these:"),)
    return Clause("A28-3-c", say("Security"), sentences, measures or (drafter.blank(say("security measures")),))


def _others(drafter: Drafter, party: Party) -> Clause:
    say = drafter.say
    known = tuple(f"{each.name or each.id} ({say.country(each.country)})" for each in drafter.policy.processors if each.under == party.id)
    told = (*known, party.subprocessors) if party.subprocessors else known
    notice = drafter.blank(say("days of notice for a new sub-processor"))
    sentences = (
        say(
            "The processor engages no other processor without the controller's prior written authorisation. It announces an addition or replacement {days} days before, so that the controller can object.",
            days=notice,
        ),
        say("It binds each of them by contract to the same obligations, and answers to the controller for what they do."),
        say("Authorised today:"),
    )
    return Clause("A28-3-d", say("Sub-processors"), sentences, told or (drafter.blank(say("sub-processors, or none")),))


def _rights(drafter: Drafter, assets: tuple[Asset, ...]) -> Clause:
    say = drafter.say
    days = drafter.blank(say("days to help with a request of a data subject"))
    sentences = (
        say(
            "The processor helps the controller to answer requests of data subjects (Art. 15 to 22 GDPR) within {days} days, and passes on at once a request that it gets itself.",
            days=days,
        ),
    )
    found = tuple(
        say(
            "{asset}: found by {fields}; erasing means: {how}",
            asset=say.label(asset.label, asset.id),
            fields=say.either(each.replace("_", " ") for each in asset.find_by),
            how=asset.erase.how,
        )
        for asset in assets
        if asset.find_by and asset.erase and asset.erase.how
    )
    return Clause("A28-3-e", say("Rights of data subjects"), sentences, found)


def _assistance(drafter: Drafter) -> Clause:
    say = drafter.say
    hours = drafter.blank(say("hours to report a breach"))
    sentences = (
        say(
            "The processor helps the controller with its duties under Art. 32 to 36 GDPR: security, breaches, impact assessments and prior consultation."
        ),
        say(
            "It reports a personal data breach without undue delay, and within {hours} hours after it became aware of it, to {contact}, with what Art. 33(3) GDPR asks for.",
            hours=hours,
            contact=drafter.contact(),
        ),
    )
    return Clause("A28-3-f", say("Security, breaches and impact assessments"), sentences)


def _end(drafter: Drafter) -> Clause:
    say = drafter.say
    choice = drafter.blank(say("delete or return, and within how many days"))
    sentences = (
        say(
            "At the end of the service the processor deletes or returns all the data, as the controller chooses ({choice}), and deletes every copy, unless Union or Member State law asks that they be kept.",
            choice=choice,
        ),
        say("It confirms in writing that this was done, backups included."),
    )
    return Clause("A28-3-g", say("At the end"), sentences)


def _proof(drafter: Drafter) -> Clause:
    say = drafter.say
    sentences = (
        say(
            "The processor gives the controller all information that shows that it keeps Art. 28 GDPR, and allows and contributes to audits and inspections by the controller or an auditor that it mandates."
        ),
        say("It tells the controller at once when an instruction, to its mind, infringes the law on data protection."),
    )
    return Clause("A28-3-h", say("Proof and audits"), sentences)


def _abroad(drafter: Drafter, party: Party) -> Clause:
    say = drafter.say
    sent = transfers_of(party.country, party.transfers)
    listed = tuple(f"{say.country(each.country)}: {_safeguard(drafter, each)}" for each in sent)
    silent = () if "transfers" in party.written else (drafter.blank(say("transfers outside the EEA, or none")),)
    sentences = (
        say("Data leave the European Economic Area only for the countries listed here, on the safeguard listed here (Art. 44 to 49 GDPR)."),
        *((say("None is listed: no data leave it."),) if not listed and not silent else ()),
    )
    return Clause("A44", say("Transfers"), sentences, listed or silent)


def _safeguard(drafter: Drafter, sent: TransferTo) -> str:
    say = drafter.say
    what = say("safeguard for {country}", country=say.country(sent.country))
    return article(say, sent.safeguard) if sent.safeguard else drafter.blank(what)


def _law(drafter: Drafter) -> Clause:
    say = drafter.say
    law = drafter.blank(say("applicable law and courts"))
    sentences = (
        say(
            "This agreement is made in writing, in electronic form included (Art. 28(9) GDPR). Law and courts: {law}.",
            law=law,
        ),
    )
    return Clause("A28-9", say("Form and law"), sentences)
