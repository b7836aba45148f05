"""The command group: commands are imported when they are run, so that `toegang --help` stays light."""

from importlib import import_module

import click
from click.shell_completion import CompletionItem

from audit.errors import UsageError
from audit.plugins import COMMANDS, about, load, names, nearest

SUMMARIES = {
    "init": "Make a first policy from what is found: a proposal to decide about.",
    "check": "Hold a run against the policy: what is not as it says.",
    "collect": "Take a run: read the real permissions, and only read.",
    "drift": "Compare two runs: what changed, by cause.",
    "preview": "What a change of the policy would do: who newly violates, who newly may.",
    "who": "Who reaches an asset.",
    "what": "What a person, service or other subject reaches.",
    "why": "By which paths someone reaches an asset.",
    "joiner": "What somebody who joins lacks, or has too much.",
    "mover": "What is left of an old role.",
    "leaver": "What is left of somebody who leaves.",
    "review": "Have owners decide who keeps access, and read the decisions back.",
    "breach": "Who could have reached an asset over some days, for a breach (Art. 33).",
    "erasure": "The step plan of a request for erasure or access, or of an objection.",
    "notice": "Draft a privacy notice for a kind of people.",
    "validate": "Say whether the policy is right, with every problem at its line.",
    "test": "Run the policy's own tests.",
    "simulate": "Try policies out before they are deployed, offline.",
    "register": "The record of processing activities (Art. 30), who has access to health data, what ends.",
    "template": "Drafts of agreements with processors and staff, filled in from the policy.",
    "permissions": "Print the least-privilege policy to grant the audit.",
    "runs": "List, verify or prune the runs in the store.",
    "completion": "Have a shell complete commands, options and values.",
    "schema": "Print the JSON Schema of a policy file or a report.",
}


class LazyGroup(click.Group):
    """Knows its commands by name and summary; imports one when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The built-in commands in the order of the work, then those that plug in."""
        del ctx
        return [*SUMMARIES, *(name for name in names(COMMANDS) if name not in SUMMARIES)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now; the name of a file here wins over one that plugs in."""
        if cmd_name in SUMMARIES:
            command = import_module(f"audit.cli.commands.{cmd_name}").command
        elif cmd_name in self.list_commands(ctx):
            command = load(COMMANDS, cmd_name)
        else:
            return None
        return command if isinstance(command, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion from all the names."""
        known = tuple(self.list_commands(ctx))
        if args[0] not in known and not args[0].startswith("-"):
            raise UsageError(f"no such command: {args[0]}", nearest(args[0], known))
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names of commands with their summaries, without importing one; the options as click has them."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        names_of = self.list_commands(ctx)
        return [CompletionItem(name, help=SUMMARIES.get(name)) for name in names_of if name.startswith(incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes names and summaries without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))
        added = [name for name in self.list_commands(ctx) if name not in SUMMARIES]
        if added:
            with formatter.section("Commands that plug in"):
                formatter.write_dl([(name, about(COMMANDS, name) or f"See toegang {name} --help.") for name in added])
