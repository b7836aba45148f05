"""What the common options point at: the policy, the store, a run held against the policy, the place of the output."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from audit import plugins
from audit.cli.files import write_all
from audit.cli.progress import progress
from audit.cli.repository import in_repository
from audit.cli.settings import Settings
from audit.errors import Exit, UsageError
from audit.exit_code import exit_code
from audit.model.paper import Report
from audit.pipeline import Held, Plan, hold, plan
from audit.pseudonyms import FULL
from audit.runs.run import Run
from audit.runs.store import Store
from policies.language import Policy
from policies.load import load, policy_files
from policies.wording import LANGUAGES, Wording, wording

USUAL_FOLDER = Path("toegang")


def folder_of(settings: Settings) -> Path:
    """The policy folder: what was asked, else `./toegang`, else the current folder if it holds YAML."""
    if settings.policy:
        return settings.policy
    folder = USUAL_FOLDER if USUAL_FOLDER.is_dir() else Path()
    if not policy_files(folder):
        raise UsageError(
            f"there is no policy in {folder.absolute()}: no *.yaml file", "name its folder: --policy DIR; or make a first one: toegang init"
        )
    return folder


def policy_of(settings: Settings) -> Policy:
    """The policy, validated; its folder as its repository knows it. Raises PolicyError with every problem."""
    folder = folder_of(settings)
    return replace(load(folder), folder=in_repository(folder))


def wording_of(settings: Settings, policy: Policy) -> Wording:
    """The language that was asked for, else the first of the organisation's that we have, else English."""
    told = policy.organisation.report_languages if policy.organisation else ()
    return wording(settings.language or next((each for each in told if each in LANGUAGES), "en"))


def plan_of(settings: Settings) -> Plan:
    """The policy and the providers that the command looks at; with `--names` people are named, whatever the policy says of reports.

    Findings are told in the language that was asked for, else in English.
    """
    policy = policy_of(settings)
    if settings.names and policy.tool_as_processing:
        policy = replace(policy, tool_as_processing=replace(policy.tool_as_processing, names_in_reports=FULL))
    return replace(plan(policy, settings.provider), language=settings.language or "en")


def store_of(settings: Settings, policy: Policy | None = None) -> Store:
    """The store: what was asked, else what the policy says, seen from the policy's folder."""
    if settings.store:
        return Store(settings.store)
    said = (policy or policy_of(settings)).store
    return Store(said if "://" in said else os.fspath(folder_of(settings) / said))


def hold_run(settings: Settings, plan: Plan, run: Run, as_of: date | None = None) -> Held:
    """A run held against the policy."""
    with progress("working out who reaches what", settings.quiet) as told:
        return hold(plan, run, as_of, told.count)


def hold_asked(settings: Settings) -> Held:
    """The run that `--run` names, held against the policy as on the day that `--as-of` names."""
    asked = plan_of(settings)
    return hold_run(settings, asked, store_of(settings, asked.policy).open(settings.run), settings.as_of)


def wants_overview(settings: Settings) -> bool:
    """Whether a format that was asked for shows a checked run whole."""
    return any(plugins.renderer(each.format).whole for each in settings.destinations)


def show(settings: Settings, report: Report) -> Exit:
    """Renders the report to the terminal and files, all of it before any is written; gives its exit code.

    Raises UsageError for a format or a file that can't be.
    """
    made = [(each, plugins.renderer(each.format).render(report)) for each in settings.destinations]
    for each, whole in made:
        if each.file is None and isinstance(whole, bytes):
            raise UsageError(f"{each.format} is no text for a terminal", f"name a file: --format {each.format} --output FILE")
    write_all((each.file, _bytes(whole)) for each, whole in made if each.file)
    for each, whole in made:
        if each.file is None and not settings.quiet:
            click.echo(whole, nl=False)
    return exit_code(report)


def _bytes(made: str | bytes) -> bytes:
    return made if isinstance(made, bytes) else click.unstyle(made).encode("utf-8", "backslashreplace")
