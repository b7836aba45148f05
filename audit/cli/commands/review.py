"""`toegang review`: a pack for an owner to decide about, and the decisions read back."""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from audit.cli.options import DAY, WRITING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_run, plan_of, show, store_of, wording_of
from audit.errors import Exit, UsageError
from audit.gdpr.review import claim, decisions, decisions_paper, evidence, pack, pack_paper, rows
from audit.gdpr.review.body import Decisions
from audit.gdpr.review.lines import Pack
from audit.people.whom import named
from audit.pipeline import Plan, plan_then
from policies.language import Policy
from policies.load import load_text

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(
    "review",
    epilog=example(
        "toegang review --owner p17 --format xlsx --output review-p17.xlsx",
        "toegang review --read review-p17.xlsx --evidence toegang/review-2026-q4-p17.yaml",
    ),
)
@click.option("--owner", default="", metavar="PERSON", help="Make the pack of this owner: a number or an address.")
@click.option("--read", "filled_in", type=_FILE, metavar="FILE", help="Read back a pack that was filled in: .xlsx or .csv.")
@click.option(
    "--evidence", "written", type=click.Path(path_type=Path), metavar="FILE", help="Write the decisions that count to this new policy file."
)
@click.option(
    "--today",
    type=DAY,
    metavar="DATE",
    help="Read the decisions back as on this day. Default: the day that it is.",
)
@settings(*WRITING, "run")
def command(settings: Settings, owner: str, filled_in: Path | None, written: Path | None, today: datetime | None) -> Exit:
    """Who has access to the assets of an owner, line by line, to keep or to remove; and the decisions read back.

    A pack is of one run and the policy of its night. A decision counts when the owner or a decider of the house rules took it, never the
    one who has the access. Exit code 1 when lines are left that nobody decided or that do not count, 3 when a pack may lack somebody.
    """
    if bool(owner) is bool(filled_in) or (written and not filled_in):
        raise UsageError(
            "a review is made for an owner or read back from a file", "say --owner PERSON, or --read FILE with --evidence FILE"
        )
    plan = plan_of(settings)
    if filled_in is None:
        made = _made(settings, plan, _owner(plan.policy, owner), settings.run)
        return show(settings, pack_paper(made, plan.policy, wording_of(settings, plan.policy)))
    made, found = _read(settings, plan, filled_in, today.date() if today else datetime.now(UTC).date())
    if written:
        _write(written, found, plan.policy)
    return show(settings, decisions_paper(found, made, plan.policy, wording_of(settings, plan.policy)))


def _owner(policy: Policy, name: str) -> str:
    found = named(policy, name)
    return found.id if found else name


def _made(settings: Settings, plan: Plan, owner: str, run: str) -> Pack:
    held = store_of(settings, plan.policy).open(run)
    made = pack(hold_run(settings, plan_then(plan, held), held), owner)
    if not made.assets:
        owners = sorted({asset.owner for asset in plan.policy.assets if asset.owner})
        raise UsageError(f"{owner} owned no asset on the night of {held.id}", f"owners now: {', '.join(owners)}")
    return made


def _read(settings: Settings, plan: Plan, path: Path, today: date) -> tuple[Pack, Decisions]:
    try:
        found = rows(path.read_bytes(), path.name)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}", "look at its name and its rights") from error
    said = claim(found)
    made = _made(settings, plan, said.owner, said.run)
    if made.policy != said.policy:
        remedy = "the policy of that night was not kept with the run, and has changed: make a new pack"
        raise UsageError(f"the pack was made under policy {said.policy[:8]}, and {said.run} is held against {made.policy[:8]}", remedy)
    return made, decisions(made, found, said.language, plan.policy, today)


def _write(path: Path, found: Decisions, policy: Policy) -> None:
    """Writes evidence once: what was decided is never written over. Raises PolicyError for what the policy could not take."""
    if not found.counted:
        raise UsageError("no decision counts, so that there is no evidence to keep", "leave --evidence out to see why")
    text = evidence(found)
    load_text({**dict(policy.files), path.name: text})
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} is there already", "evidence is not written over: name a new file") from error
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror}", "name another file: --evidence FILE") from error
