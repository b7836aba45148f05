"""`toegang init [DIR]`: a first policy from what is found."""

import os
from dataclasses import replace
from pathlib import Path

import click

from audit.cli.commands.collect import take
from audit.cli.folder import must_be_free, write_new
from audit.cli.options import example, settings
from audit.cli.progress import progress
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.cli.workspace import USUAL_FOLDER
from audit.errors import Exit, UsageError
from audit.pipeline import plan
from audit.policy_then import policy_then
from audit.proposal.pages import NAMES
from audit.proposal.people_page import names_page
from audit.proposal.proposing import Proposal, of_providers, propose
from audit.runs.run import Run
from audit.runs.store import Store
from policies.errors import Place
from policies.language import ProviderSettings
from policies.load import load

_RUNS = ".toegang/runs"
_IGNORED = ".gitignore"
_NOT_FOR_GIT = "# Who reaches what, and who is behind which number, is personal data: git never forgets.\n.toegang/\n*.names.yaml\n"
_FORM = "write them as a policy does: providers: {google_workspace: {subject: audit@company.example}}"


@click.command(
    "init",
    epilog=example(
        "toegang init --collect --provider aws",
        "toegang init privacy --collect --settings providers.yaml",
        "toegang init privacy --store .toegang/runs --run latest",
    ),
)
@click.argument("folder", metavar="[DIR]", default=str(USUAL_FOLDER), type=click.Path(file_okay=False, path_type=Path))
@click.option("--collect", is_flag=True, help="Take a run first, of the providers that --provider and --settings name.")
@click.option(
    "--settings",
    "said",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A YAML file with `providers:` and their settings. Default: those that the run was taken with.",
)
@click.option("--names", is_flag=True, help="Write who is behind which number, as the directory has it, into people.names.yaml.")
@settings("store", "provider", "run", "quiet")
def command(settings: Settings, folder: Path, *, collect: bool, said: Path | None, names: bool) -> Exit:
    """Make a first policy from what is found: DIR gets the people, the stores that look like personal data, and who reaches them.

    Everything in it is a guess, and says so. Present access is PROPOSED and allows nothing until somebody decides; access of the public,
    of outsiders, of suspended accounts and of administrators is listed as questions. Looks at a run of the store (default:
    DIR/.toegang/runs), or at a new one with --collect. Files that are there are never touched. DIR is ./toegang by default.
    """
    if collect and settings.run != "latest":
        raise UsageError("--collect takes a new run, --run names an old one", "leave one of them out")
    must_be_free(folder)
    told = load(said).providers if said else ()
    if said and not told:
        raise UsageError(f"{said} names no providers", _FORM)
    place = settings.store or os.fspath(folder / _RUNS)
    run, providers = _taken(settings, place, told) if collect else _kept(settings, place, told)
    with progress("working out who reaches what", settings.quiet) as waiting:
        made = propose(run, _seen_from(folder, settings.store), providers, waiting.count)
    write_new(folder, _files(folder, made, names=names))
    if not settings.quiet:
        _tell(folder, run, made)
    return Exit.COMPLIES


def _taken(settings: Settings, place: str, told: tuple[ProviderSettings, ...]) -> tuple[Run, tuple[ProviderSettings, ...]]:
    """A run taken now under a policy that names providers and nothing else."""
    providers = _chosen(settings.provider or tuple(each.name for each in told), told)
    if not providers:
        raise UsageError("no provider is named, so that there is nothing to read", "add --provider aws, or --settings FILE")
    return take(replace(settings, store=place), plan(of_providers(providers))), providers


def _kept(settings: Settings, place: str, told: tuple[ProviderSettings, ...]) -> tuple[Run, tuple[ProviderSettings, ...]]:
    """A run of the store, with the settings that its providers had."""
    store = Store(place)
    if not store.runs():
        remedy = "take one: toegang init --collect --provider NAME; or name the store that has one: --store PLACE"
        raise UsageError(f"there is no run in the store {place}", remedy)
    run = store.open(settings.run)
    unasked = [name for name in settings.provider if name not in run.manifest.providers]
    if unasked:
        raise UsageError(f"run {run.id} did not ask {unasked[0]}", f"it asked {', '.join(run.manifest.providers)}")
    then = policy_then(run, run.manifest.policy_digest)
    return run, _chosen(settings.provider or run.manifest.providers, told or (then.providers if then else ()))


def _chosen(names: tuple[str, ...], told: tuple[ProviderSettings, ...]) -> tuple[ProviderSettings, ...]:
    said = {each.name: each for each in told}
    return tuple(said.get(name) or ProviderSettings(name, "{}", Place("(none)")) for name in dict.fromkeys(names))


def _seen_from(folder: Path, store: str) -> str:
    """The store as the policy names it: a folder is seen from the policy's own."""
    if not store or "://" in store:
        return store or _RUNS
    return os.path.relpath(Path(store).absolute(), folder.absolute())


def _files(folder: Path, made: Proposal, *, names: bool) -> dict[str, str]:
    files = dict(made.files)
    if names:
        files[NAMES] = names_page(made.people)
    if not (folder / _IGNORED).exists():
        files[_IGNORED] = _NOT_FOR_GIT
    return files


def _tell(folder: Path, run: Run, made: Proposal) -> None:
    found, rules = made.inventory, made.rules
    click.echo(f"a first policy in {safe(str(folder))}, from run {safe(run.id)}: {', '.join(made.files)}")
    click.echo(f"  {plural(len(found.assets), 'asset')} (guessed), {plural(len(found.others), 'store')} without a sign of personal data")
    click.echo(f"  {plural(len(made.people.people), 'person', 'people')}, {plural(len(rules.roles), 'role')} from groups")
    click.echo(
        f"  {plural(len(rules.rules), 'rule')} proposed, which allow nothing until you decide; {plural(len(rules.questions), 'question')}"
    )
    if made.gaps:
        click.echo(f"made on a partial view: {plural(len(made.gaps), 'thing')} could not be read; organisation.yaml names them")
    where = "" if folder == USUAL_FOLDER else f" --policy {safe(str(folder))}"
    click.echo("What to do next:")
    for number, step in enumerate(_steps(where, partial=bool(made.gaps)), 1):
        click.echo(f"  {number}. {step}")


def _steps(where: str, *, partial: bool) -> tuple[str, ...]:
    again = ("give the audit what it lacks, and make the first policy again in a new folder",) if partial else ()
    return (
        *again,
        "read assets.yaml: what does each store hold, and who owns it?",
        "read people.yaml: whose is each account, and what are the jobs?",
        "read rules.yaml: move each proposal to `allow:` with who decided, or end the access; answer the questions",
        f"toegang validate{where}    (says what is still open)",
        f"toegang check{where}    (finds everything that nobody decided)",
    )
