"""The first policy as files: YAML with the reasons beside it, for somebody to read, correct and decide."""

from audit.proposal.assets_page import assets_page
from audit.proposal.inventory import Inventory
from audit.proposal.people_page import people_page
from audit.proposal.roster import Roster
from audit.proposal.rules import Rules
from audit.proposal.rules_page import rules_page
from audit.proposal.seen import Seen, partial
from audit.proposal.yaml_lines import comment, entry, inline, slug, value

ORGANISATION, PEOPLE, ASSETS, RULES, NAMES = "organisation.yaml", "people.yaml", "assets.yaml", "rules.yaml", "people.names.yaml"


def pages(seen: Seen, found: Inventory, people: Roster, made: Rules) -> dict[str, str]:
    """The text of each file by its name."""
    lines = {
        ORGANISATION: _organisation(seen, people),
        PEOPLE: people_page(people, made),
        ASSETS: assets_page(seen, found),
        RULES: rules_page(seen, made),
    }
    return {name: "\n".join(["version: 1", *text]) + "\n" for name, text in lines.items()}


def _organisation(seen: Seen, people: Roster) -> list[str]:
    name = people.domains[0] if people.domains else "our organisation"
    return [
        *comment(f"A first policy, made from what the run of {seen.run} shows. Everything in it is a guess until somebody has looked."),
        *partial(seen),
        "",
        *comment("Who is accountable (Art. 30(1)(a)). Correct the name; add country, address and contact."),
        "organisation:",
        *entry((("id", slug(name.partition(".")[0], "us")), ("name", name), ("domains", people.domains)), 2),
        *(() if people.domains else comment("No domain was seen: without `domains:` nobody can tell who is an outsider.", 2)),
        "",
        *comment(
            "starter asks for little. When the inventory is complete take the line out: then every allow needs a purpose, an end, a decision and a reason."
        ),
        "house_rules: {profile: starter}",
        "",
        *comment("What is read. `toegang permissions PROVIDER` prints the least that each needs."),
        "providers:",
        *(f"  {value(each)}: {inline(settings)}" for each, settings in seen.providers.items()),
        "",
        *comment("Where runs are kept. They say who reaches what, which is personal data itself: keep them out of git."),
        f"store: {value(seen.store)}",
    ]
