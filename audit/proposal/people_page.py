"""people.yaml of a first policy: the directory by number, a role for each group that gives access, services to name."""

from collections import defaultdict
from collections.abc import Iterable

from audit.proposal.questions import Question
from audit.proposal.roster import ProposedPerson, Roster
from audit.proposal.rules import ProposedRole, Rules, counted
from audit.proposal.yaml_lines import Value, comment, inline, slug, value, visible
from audit.resolve.names import family


def people_page(people: Roster, made: Rules) -> list[str]:
    """The lines of the file."""
    holds: defaultdict[str, list[str]] = defaultdict(list)
    for role in made.roles:
        for person in role.people:
            holds[person].append(role.id)
    lines = [
        *comment("Everybody with an account in the directory, by a number: names belong in people.names.yaml, outside git."),
        *comment(
            "Second accounts (an administrator's, say) go under the `accounts:` of their person; accounts of services under `services:`. Add the first day (`starts:`) and, of who leaves, the last (`ends:`)."
        ),
        *(
            []
            if people.people
            else comment("No directory was read, or it lists nobody: write the people here, or point `roster:` to an export of HR.")
        ),
        *(["people:"] if people.people else []),
    ]
    for each in people.people:
        lines += [*_about(each), f"  {each.id}: {inline(_person(each, holds[each.id]))}"]
    if people.not_people:
        lines += [
            "",
            *comment("In the directory too, and not taken for people: shared mailboxes, and the account that the audit signs in as."),
        ]
        lines += [line for address in people.not_people for line in comment(address, 2)]
    return [*lines, "", *_roles(made.roles), *_services(made.questions)]


def _about(person: ProposedPerson) -> list[str]:
    if person.left:
        return comment(f"suspended in {' and '.join(person.off)}: taken to have left until somebody says otherwise", 2)
    return comment(f"suspended in {' and '.join(person.off)}, and not elsewhere", 2) if person.off else []


def _person(person: ProposedPerson, roles: Iterable[str]) -> dict[str, Value]:
    told: dict[str, Value] = {"email": person.email}
    if person.aliases:
        told["aliases"] = person.aliases
    if held := tuple(sorted(roles)):
        told["roles"] = held
    if person.left:
        told["status"] = "left"
    return told


def _roles(roles: tuple[ProposedRole, ...]) -> list[str]:
    if not roles:
        return comment("No group surely gives people access to what was found: name the roles (jobs) that there are.")
    told = (f"  {role.id}: {{label: {value(role.name)}}}  # {visible(role.group)}: {counted(role.people)}" for role in roles)
    return [
        *comment("A role for each group that gives access to an asset. A role is a job: rename them, and join those that are one."),
        "roles:",
        *told,
    ]


def _services(questions: Iterable[Question]) -> list[str]:
    """Entries to take over for accounts that reach an asset and that no human signs in with."""
    accounts = sorted({(each.service, each.called) for each in questions if each.service})
    if not accounts:
        return []
    taken: list[str] = []
    told: list[str] = []
    for account, called in accounts:
        taken.append(slug((called or account.rpartition("/")[2]).partition("@")[0], "service", taken))
        told.append(f"#   {taken[-1]}: {inline({'accounts': {family(account.partition('://')[0]): account}})[:-1]}, owner: , purpose: }}")
    return [
        "",
        *comment("QUESTION: what runs as these? Each reaches an asset, and no human signs in with it. Name its owner and its purpose:"),
        "#",
        "# services:",
        *told,
    ]


def names_page(people: Roster) -> str:
    """The names that the directory has, by number: for a file that is kept out of git and that nothing reads."""
    lines = [*comment("Who is behind which number. No command reads this file; keep it out of git, which never forgets.")]
    return "\n".join([*lines, *(f"{each.id}: {value(each.name)}" for each in people.people if each.name)]) + "\n"
