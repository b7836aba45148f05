"""The list of categories of persons with access to health data, as a paper to keep ready for the authority."""

from collections.abc import Iterator

from audit.check.world import World
from audit.errors import Exit
from audit.gdpr.agreements.words import fault
from audit.gdpr.register.health import HealthAsset, HealthList, HealthRow, Standing, health_list, standings, unbound
from audit.model.head import Head
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from policies.language import Policy, WhoKind
from policies.levels import NAMES
from policies.sentences import LEVELS
from policies.wording import Wording, msg

_ABOUT = {
    "9": msg("Genetic, biometric or health data: act of 30 July 2018, art. 9"),
    "10": msg("Data on criminal convictions and offences: act of 30 July 2018, art. 10 § 2"),
}

_FOUND = {
    "public": msg("anyone"),
    "company": msg("everyone in the organisation"),
    "outside": msg("outsiders without an agreement"),
    "shared": msg("whoever uses a shared account"),
    "orphan": msg("accounts that join to nobody"),
    "undeclared": msg("services that the policy does not name"),
    "leavers": msg("people who have left"),
    "anyone": msg("anyone"),
    "all": msg("everybody"),
    "people": msg("all people on the roster"),
    "everyone-in-company": msg("everyone in the organisation"),
    "services": msg("all services"),
    "processors": msg("all processors"),
    "recipients": msg("all recipients"),
}

_NAMED = {
    "service": msg("the application {name}"),
    "emergency": msg("the emergency account {name}"),
    "processor": msg("{name} (processor)"),
    "recipient": msg("{name} (recipient)"),
    "person": msg("the person {name}"),
}

_STANDINGS = {
    Standing.AS_DECIDED: msg("as decided"),
    Standing.NOBODY: msg("allowed, and nobody reaches it: is the rule still needed?"),
    Standing.UNDECIDED: msg("reached without a rule: withdraw it, or decide it"),
    Standing.UNSURE: msg("nobody can tell: something could not be read"),
}


def health_paper(world: World, head: Head, say: Wording) -> Paper:
    """The list as of a run. Exit code 1 for access without a rule or without secrecy, 3 where nobody can tell, else 0."""
    told = health_list(world)
    parts: list[Part] = [
        Paragraph(
            say(
                "The act asks for the categories of persons with access, with their capacity towards the processing, to keep that list ready for the authority, and that they are bound to secrecy."
            ),
            Tone.NOTE,
        )
    ]
    if not told.assets:
        parts.append(Paragraph(say("No asset of the inventory holds such data.")))
    for asset in told.assets:
        parts += _asset(world.policy, asset, say)
    title = say("Who has access to health data and to data on convictions")
    return Paper("health-access", title, tuple(parts), told, say.language, head, _exit(told))


def _exit(told: HealthList) -> Exit:
    found = set(standings(told))
    if Standing.UNDECIDED in found or any(unbound(told)) or any(asset.denied for asset in told.assets):
        return Exit.VIOLATIONS
    unsure = Standing.UNSURE in found or any(asset.dark or not asset.sure for asset in told.assets)
    return Exit.CANNOT_TELL if unsure else Exit.COMPLIES


def _asset(policy: Policy, told: HealthAsset, say: Wording) -> Iterator[Part]:
    found = next(each for each in policy.assets if each.id == told.asset)
    categories = {each.id: each for each in policy.categories}
    holds = say.both(say.label(categories[name].label, name.replace("-", " ")) for name in told.categories)
    yield Heading(say.label(found.label, found.id))
    yield Paragraph(say("{about}. It holds {categories}.", about=say(_ABOUT[told.article]), categories=holds or "?"))
    warnings = (
        (
            not told.sure,
            msg("Nobody says whether these are health, genetic or biometric data: write `belgian_art9_list:` or the category's `dpv:`."),
        ),
        (told.denied, msg("The policy says that no list is kept (`belgian_art9_list: false`), and the categories say that it must be.")),
        (told.dark, msg("Something in this asset could not be read: the list may lack somebody.")),
    )
    yield from (Paragraph(say(text), Tone.WARNING) for holds_true, text in warnings if holds_true)
    columns = (
        say("Category of persons"),
        say("Capacity towards the processing"),
        say("May"),
        say("Can"),
        say("People"),
        say("Secrecy"),
        say("Rules and reality"),
    )
    rows = tuple(_row(policy, row, say) for row in told.rows)
    if rows:
        yield Table(columns, rows, say.label(found.label, found.id), frozenset({0, 1}))
    else:
        yield Bullets((say("nobody, by the rules and in reality"),))


def _row(policy: Policy, row: HealthRow, say: Wording) -> tuple[str, ...]:
    return (
        who(policy, row.who, say),
        _capacity(policy, row, say),
        _levels(row.ruled, say),
        _real(row, say),
        str(row.people) if row.people else "",
        _secrecy(row, say),
        say(_STANDINGS[row.standing]),
    )


def who(policy: Policy, word: str, say: Wording) -> str:
    """A category of persons as people call it."""
    kind, _, name = word.partition(":")
    if kind in (WhoKind.ROLE, "roles"):
        labels = {role.id: role.label for role in policy.roles}
        named = [say.label(labels.get(each, ()), each) for each in name.split("+") if each]
        return say("any role") if name == "*" else say.both(named) if named else say("people without a role")
    parties = {party.id: party.name for party in (*policy.processors, *policy.recipients)}
    return say(_NAMED[kind], name=parties.get(name) or name) if name else say(_FOUND.get(word, word))


def _capacity(policy: Policy, row: HealthRow, say: Wording) -> str:
    """In which capacity: the purposes that the rules serve and why they were decided."""
    labels = {purpose.id: purpose.label for purpose in policy.purposes}
    purposes = say.both(say.label(labels.get(name, ()), name.replace("-", " ")) for name in row.purposes)
    said = [text for text in (purposes, *row.why) if text]
    return f"{': '.join(said[:2])}{''.join(f'; {text}' for text in said[2:])} ({', '.join(row.rules)})" if said else say("not decided")


def _levels(names: tuple[str, ...], say: Wording) -> str:
    """The highest of the ladder says the others; to administer stands beside it."""
    content = [name for name in names if name != "manage"]
    told = [say(LEVELS[NAMES[name]]) for name in content[-1:]]
    told += [say("could give themselves access (manage)")] if "manage" in names else []
    return ", ".join(told)


def _real(row: HealthRow, say: Wording) -> str:
    perhaps = say("perhaps {levels}", levels=_levels(row.perhaps, say)) if row.perhaps else ""
    return ", ".join(filter(None, (_levels(row.real, say), perhaps)))


def _secrecy(row: HealthRow, say: Wording) -> str:
    if row.agreement:
        return fault(say, row.agreement)
    if row.who.startswith(WhoKind.PROCESSOR) and not row.people:
        return say("by the processing agreement")
    if not row.people:
        return ""
    signed = say("{bound} of {people} signed", bound=row.bound, people=row.people)
    return f"{signed} ({', '.join(row.undertakings)})" if row.undertakings else say("{signed}: there is no undertaking", signed=signed)
