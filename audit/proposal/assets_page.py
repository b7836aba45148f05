"""assets.yaml of a first policy: what looks like personal data, with the reason, and the stores that somebody has to look at."""

from audit.model.facts import Gap
from audit.proposal.guesses import Guess
from audit.proposal.inventory import FoundStore, Inventory, ProposedAsset
from audit.proposal.seen import Seen, listed, partial
from audit.proposal.yaml_lines import Value, comment, entry, inline, visible


def assets_page(seen: Seen, found: Inventory) -> list[str]:
    """The lines of the file."""
    categories = {asset.category.id: asset.category for asset in found.assets}
    lines = [
        *comment(
            "Stores that look like personal data. One asset is one set of data, which may lie in several places: join what belongs together, name its owner, and say what it really holds."
        ),
        *partial(seen),
        "",
        *(["categories:", *(_category(each) for _, each in sorted(categories.items())), ""] if categories else []),
        *(["assets:"] if found.assets else comment("Nothing that was read looks like personal data by its tag, label, name or origin.")),
    ]
    for asset in found.assets:
        lines += _asset(asset, seen.dark.get(asset.id, ()))
    if found.others:
        lines += [
            "",
            *comment(
                "QUESTION: what do these hold? Nothing about them says that it is personal data, and nothing says that it is not. Enter each as an asset, or say here who looked and when:"
            ),
            "#",
            "# not_personal:",
            *(_other(store) for store in found.others),
        ]
    if found.nameless:
        lines += ["", *comment("QUESTION: a policy has no way to name these stores. What do they hold?"), *listed(found.nameless)]
    return lines


def _category(guess: Guess) -> str:
    told: dict[str, Value] = {"label": guess.label, **({"sensitive": guess.sensitive} if guess.sensitive else {})}
    return f"  {guess.id}: {inline(told)}"


def _asset(asset: ProposedAsset, dark: tuple[Gap, ...]) -> list[str]:
    guess = f"it was guessed to be {asset.category.label}" + (f" by “{asset.word}”" if asset.word else ", since nothing says more")
    mark = f", so of Art. 9, 10 or alike ({asset.category.sensitive})" if asset.category.sensitive else ""
    where = inline({"system": asset.store.system, "ref": asset.store.ref})
    values: list[tuple[str, Value]] = [("label", visible(asset.store.name) or asset.store.ref)]
    values += [("copy_of", asset.copy_of)] if asset.copy_of else [("categories", (asset.category.id,))]
    return [
        "",
        *comment(f"{asset.store.kind}: {asset.sign}; {guess}{mark}.", 2),
        *(comment(asset.store.address, 2) if asset.store.address else []),
        *(line for gap in dark[:3] for line in comment(f"NOT READ: {gap.operation}: {gap.reason}. Nobody can say who else reaches it.", 2)),
        f"  {asset.id}:",
        *entry(values, 4),
        "    # owner:   (who decides about it, and reviews it: a number of people.yaml)",
        f"    where: [{where}]",
    ]


def _other(store: FoundStore) -> str:
    told = inline({"system": store.system, "ref": store.ref})
    return f"#   - {told[:-1]}, said_by: , said_on: }}  # {visible(f'{store.kind} {store.address or store.name}', 120)}"
