"""`toegang serve`: the reports of all runs in a browser on this machine."""

import os
import webbrowser
from contextlib import suppress
from dataclasses import replace
from threading import Thread

import click

from audit.cli.options import example, settings
from audit.cli.progress import progress
from audit.cli.settings import Settings
from audit.cli.workspace import plan_of, store_of, wording_of
from audit.errors import Exit, UsageError
from reports.serve.guard import Key
from reports.serve.server import listen, server_of
from reports.serve.site import Site, app_of


@click.command("serve", epilog=example("toegang serve", "toegang serve --open --language fr", "toegang serve --port 8040"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="PORT", help="The port to listen on. Default: one that is free.")
@click.option("--open", "opens", is_flag=True, help="Open it in the browser. Others on this machine may see the address then.")
@settings("policy", "store", "provider", "names", "language")
def command(settings: Settings, port: int, opens: bool) -> Exit:
    """Show the reports of all runs in a browser, on this machine alone.

    Prints the address, with a key in it: whoever has it can read who reaches what, so keep it to yourself. A list of all
    nights leads to the report of each, to what changed between two of them, and to a search over people, accounts
    and data. Each night is judged by the policy of that night. Nothing is written. Ctrl-C ends it.
    """
    plan = plan_of(settings)
    store = store_of(settings, plan.policy)
    if not store.runs():
        raise UsageError(f"the store {store.place} has no run", "run `toegang collect` first")
    say, key = wording_of(settings, plan.policy), Key()
    site = Site(
        replace(plan, language=say.language),
        store,
        say,
        key.base,
        lambda run: progress(f"working out who reaches what in run {run}", quiet=False),
    )
    with listen(port) as (socket, origin):
        address = f"{origin}/?token={key.token}"
        click.echo(address)
        if opens:
            Thread(target=_open, args=(address,), daemon=True).start()  # some browsers of a terminal come back only when they are closed
        with suppress(KeyboardInterrupt):
            server_of(app_of(site, key), loud=bool(os.environ.get("TOEGANG_DEBUG"))).run(sockets=[socket])
    return Exit.COMPLIES


def _open(address: str) -> None:
    if not webbrowser.open(address):
        click.echo("no browser was found: open the address yourself", err=True)
