"""`toegang test`: run the policy's own tests."""

from datetime import UTC, datetime

import click

from audit.cli.options import TESTING, example, settings
from audit.cli.settings import Settings
from audit.cli.text import plural, safe
from audit.cli.workspace import policy_of
from audit.errors import Exit, UsageError
from policies.levels import words
from policies.policy_tests import TestResult, run


@click.command("test", epilog=example("toegang test --as-of 2027-01-01"))
@settings(*TESTING)
def command(settings: Settings) -> Exit:
    """Run the policy's own tests: do the rules give what was expected of them?

    Exit code 1 when a test fails, else 0.
    """
    results = run(policy_of(settings), settings.as_of or datetime.now(UTC).date())
    if not results:
        raise UsageError("the policy has no tests", "write some under `tests:`, or nothing is tested")
    failed = [result for result in results if not result.passed]
    if not settings.quiet:
        click.echo("\n".join(map(_line, results)))
        click.echo(f"{plural(len(results), 'expectation')}, {len(failed)} not met")
    return Exit.VIOLATIONS if failed else Exit.COMPLIES


def _line(result: TestResult) -> str:
    about = safe(f"{result.test.name}: {result.asset}")
    if result.passed:
        return f"{click.style('ok  ', fg='green')}  {about}: {words(result.given)}"
    told = f"expected {words(result.expected)}, the rules give {words(result.given)}"
    return f"{click.style('FAIL', fg='red', bold=True)}  {about}: {told} ({safe(str(result.test.at))})"
