"""`toegang notice SUBJECT`."""

import click

from audit.cli.options import example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import policy_of, show, wording_of
from audit.errors import Exit
from audit.gdpr.letters.notice import notice


@click.command(
    "notice", epilog=example("toegang notice customer", "toegang notice employee --language fr --format html --output notice.html")
)
@click.argument("subject")
@settings("policy", "format", "output", "quiet", "language")
def command(settings: Settings, subject: str) -> Exit:
    """Draft a simple privacy notice for a kind of people, from the inventory (Art. 13 and 14).

    SUBJECT is a kind of people of the inventory: customer, employee, …. Exit code 1 while something that the law asks for is missing, else 0.
    """
    policy = policy_of(settings)
    return show(settings, notice(policy, subject, wording_of(settings, policy)))
