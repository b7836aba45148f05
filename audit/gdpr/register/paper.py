"""The register as a paper: who keeps it, its lines, those kept as a processor, and what is missing, by article."""

from datetime import date

from audit.errors import Exit
from audit.gdpr.register.activities import activities, controller, on_behalf
from audit.gdpr.register.body import Controller, Missing, Register
from audit.gdpr.register.columns import COLUMNS, MANDATE_COLUMNS, Clerk
from audit.gdpr.register.missing import missing
from audit.gdpr.register.words import article
from audit.model.paper import Heading, Paper, Paragraph, Part, Table, Tone
from policies.language import Policy
from policies.wording import Wording, msg

_ASKED = {
    "organisation": msg("who keeps the register"),
    "organisation.address": msg("the address of the organisation"),
    "organisation.contact.email": msg("where the organisation can be reached"),
    "organisation.dpo_reason": msg("a data protection officer, or why there is none"),
    "assets": msg("a single line: no data set is entered"),
    "tool_as_processing": msg("the line of this tool, which reads data about staff itself"),
    "tool_as_processing.purpose": msg("why this tool reads data about staff"),
    "purposes": msg("why it is processed"),
    "subjects": msg("whose data they are"),
    "categories": msg("which categories of data it holds"),
    "recipients": msg("who receives it, or an empty list"),
    "region": msg("in which region or country it lies"),
    "retention": msg("how long it is kept"),
    "measures": msg("how it is protected"),
    "legal_basis": msg("the legal basis of each purpose"),
    "art9_basis": msg("what permits these special categories"),
    "art10_basis": msg("what permits these data on convictions and offences"),
    "country": msg("the country of {party}"),
    "transfers": msg("whether {party} sends data outside the EEA, or an empty list"),
    "contact": msg("where the controller can be reached"),
    "processing": msg("what is done on the controller's behalf"),
}


def register(policy: Policy, on: date, say: Wording) -> Register:
    """The register as it stands on a day."""
    return Register(
        as_of=on,
        controller=controller(policy.organisation),
        activities=tuple(activities(policy, on, say)),
        on_behalf_of=tuple(on_behalf(policy, client) for client in policy.on_behalf_of),
        missing=tuple(missing(policy)),
    )


def register_paper(policy: Policy, on: date, say: Wording) -> Paper:
    """The register to file. Its exit code is 1 while a field that Art. 30 asks for is missing."""
    told, clerk = register(policy, on, say), Clerk(policy, say)
    required = [each for each in told.missing if each.required]
    rows = tuple(tuple(column.cell(clerk, line) for column in COLUMNS) for line in told.activities)
    parts: list[Part] = [
        Paragraph(say("As on {day}. Columns marked as required are those that Art. 30 GDPR asks for.", day=say.day(on)), Tone.NOTE),
        *_summary(required, say),
        Heading(say("Who keeps this register (Art. 30(1)(a))")),
        _head(told.controller, say),
        Heading(say("Processing activities (Art. 30(1))")),
        Table(tuple(say(column.name) for column in COLUMNS), rows, say("Register"), _marked(COLUMNS)),
    ]
    if told.on_behalf_of:
        mandates = tuple(tuple(column.cell(clerk, line) for column in MANDATE_COLUMNS) for line in told.on_behalf_of)
        names = tuple(say(column.name) for column in MANDATE_COLUMNS)
        parts += [
            Heading(say("Processing on behalf of others (Art. 30(2))")),
            Table(names, mandates, say("As a processor"), _marked(MANDATE_COLUMNS)),
        ]
    parts += _lacking(told.missing, say)
    title = say("Record of processing activities of {name}", name=told.controller.name or "?")
    return Paper("register", title, tuple(parts), told, say.language, exit=Exit.VIOLATIONS if required else Exit.COMPLIES)


def _marked(columns: tuple[object, ...]) -> frozenset[int]:
    return frozenset(index for index, column in enumerate(columns) if getattr(column, "required", False))


def _summary(required: list[Missing], say: Wording) -> list[Part]:
    if not required:
        return [Paragraph(say("Every field that Art. 30 asks for is filled in."))]
    told = say.many("{count} field that the law asks for is missing.", "{count} fields that the law asks for are missing.", len(required))
    return [Paragraph(told, Tone.WARNING)]


def _head(told: Controller, say: Wording) -> Table:
    officer = told.dpo or (say("none: {reason}", reason=told.dpo_reason) if told.dpo_reason else "")
    rows = (
        (say("Name"), told.name),
        (say("Enterprise number"), told.enterprise_number),
        (say("Address"), told.address),
        (say("Country"), say.country(told.country) if told.country else ""),
        (say("Contact"), told.contact),
        (say("Data protection officer"), officer),
        (say("Representative (Art. 27)"), told.representative or say("none")),
        (say("Joint controllers (Art. 26)"), "; ".join(told.joint_controllers) or say("none")),
        (say("Supervisory authority"), told.supervisory_authority),
    )
    return Table((say("Field"), say("Value")), rows, say("Controller"), frozenset({1}))


def _lacking(told: tuple[Missing, ...], say: Wording) -> list[Part]:
    if not told:
        return []
    rows = tuple(
        (
            article(say, each.article),
            each.about,
            _asked(each, say),
            f"{each.place} {each.field}".strip(),
            say("yes") if each.required else say("advised"),
        )
        for each in told
    )
    columns = (say("Article"), say("Of"), say("What is missing"), say("Where to write it"), say("Required"))
    return [Heading(say("What is missing, by article")), Table(columns, rows, say("Missing"))]


def _asked(told: Missing, say: Wording) -> str:
    if told.country:
        return say("the safeguard for data in or sent to {country}", country=say.country(told.country))
    known = _ASKED.get(told.field) or _ASKED[told.field.rpartition(".")[2]]
    return say(known, party=told.party or told.about)
