"""`toegang preview`: what a change of the policy would do."""

from dataclasses import replace
from datetime import UTC, datetime

import click

from audit.cli.base_policy import base_policy
from audit.cli.options import ASKING, example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import folder_of, hold_run, plan_of, show, store_of, wording_of
from audit.errors import Exit
from audit.pipeline import plan
from audit.preview.compared import preview
from audit.preview.paper import FailOn, preview_paper
from audit.questions import head_of, named


@click.command("preview", epilog=example("toegang preview --base main", "toegang preview --base ../policy-of-today --fail-on allowed"))
@click.option(
    "--base",
    default="",
    envvar="TOEGANG_BASE",
    metavar="DIR|REF",
    help="Hold the run against this policy first: another folder, or a git revision of this one. Default: the policy that the run was kept with.",
)
@click.option(
    "--fail-on",
    "fail_on",
    type=click.Choice([each.value for each in FailOn]),
    default=FailOn.VIOLATIONS.value,
    help="End with exit code 1 when somebody newly violates; newly may, too; or when the policy is looser at all. Default: violations.",
)
@settings(*ASKING[:-1], "language", "quiet")
def command(settings: Settings, base: str, fail_on: str) -> Exit:
    """Who would newly violate, and who would newly be allowed, under the policy as it is now.

    Holds a run in the store against two policies, and tells what differs by the change that does it. A loosening is told even where nobody uses it.
    Judges as today, unless --as-of names a day. Exit code 1 for new violations (see --fail-on), 3 when something that the change can matter
    for was not read, else 0.
    """
    asked = plan_of(settings)
    say = wording_of(settings, asked.policy)
    asked = replace(asked, language=say.language)
    run = store_of(settings, asked.policy).open(settings.run)
    called, before = base_policy(folder_of(settings), base, run)
    day = settings.as_of or max(run.manifest.at.date(), datetime.now(UTC).date())
    first = hold_run(settings, replace(plan(before, settings.provider), language=say.language), run, day)
    last = hold_run(settings, asked, run, day)
    paper = preview_paper(preview(first, last, called, say), last.plan.policy, head_of(last), FailOn(fail_on), say)
    return show(settings, named(paper, last))
