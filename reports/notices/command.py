"""`toegang notify`: each owner what is new or overdue of their own, once."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import click

from audit.cli.options import example, settings
from audit.cli.settings import Settings
from audit.cli.workspace import hold_run, plan_of, show, store_of, wording_of
from audit.errors import Exit, UsageError
from audit.model.paper import Paper
from audit.notify.deliveries import Deliveries, Delivery, State, deliveries_paper
from audit.notify.digest import Digest, digest
from audit.notify.due import is_due
from audit.notify.nights import Nights
from audit.notify.readers import Reader
from audit.questions import head_of
from audit.runs import chain
from reports.notices.failing import DeliveryError
from reports.notices.ledger import Ledger, Mark
from reports.notices.sending import Sender, key_of

_OPTIONS = ("policy", "store", "provider", "run", "language", "format", "output", "quiet")


@click.command("notify", epilog=example("toegang notify --dry-run", "toegang notify", "toegang notify --to p17 --dry-run --format json"))
@click.option("--dry-run", is_flag=True, help="Show each digest instead of sending it.")
@click.option("--to", "only", multiple=True, metavar="WHO", help="Tell these only: p17, security, role:NAME (repeatable).")
@click.option(
    "--since", default="", metavar="ID", help="Tell what is new since this run. Default: the one that each reader was last told of."
)
@settings(*_OPTIONS)
def command(settings: Settings, dry_run: bool, only: tuple[str, ...], since: str) -> Exit:
    """Tell owners and security what is new or overdue: by mail, Slack, Teams or a webhook, as `notify:` of the policy says.

    One digest for each reader, in their language, of their own assets; what has no owner goes to security. Nothing is sent where nothing
    is new and nothing is due again, and no night is told twice. Exit code 4 when a digest could not be delivered (others still are), else 0.
    """
    plan = plan_of(settings)
    if plan.policy.notify is None:
        raise UsageError("the policy does not say who is told", "add `notify:` to it, as docs/notices.md shows")
    store = store_of(settings, plan.policy)
    nights = Nights(plan, plan.policy.notify, store, store.open(settings.run), lambda plan, run: hold_run(settings, plan, run))
    say = wording_of(settings, plan.policy)
    with Ledger.of(store.place, writing=not dry_run) as ledger:
        post = _Post(nights, ledger, Sender(plan.policy.notify, os.environ), store.open(since).id if since else "", dry_run)
        told = nights.audience(say.language)
        for reader in _asked(told.readers, only):
            post.tell(reader)
        if not dry_run and (there := store.runs()):
            ledger.forget(there[0])
    body = Deliveries(nights.run.id, tuple(post.deliveries), told.unreached, tuple(each for each, _ in post.shown))
    head = replace(head_of(nights.now(say.language)), coverage=(), gaps=())
    return show(settings, deliveries_paper(body, [paper for _, paper in post.shown], head, say))


def _asked(readers: Sequence[Reader], only: tuple[str, ...]) -> Sequence[Reader]:
    known = sorted({each.id for each in readers})
    wanted = {name.removeprefix("person:") for name in only}
    if unknown := wanted.difference(known):
        raise UsageError(f"the policy tells nobody called {', '.join(sorted(unknown))}", f"it tells: {', '.join(known)}")
    return [each for each in readers if not wanted or each.id in wanted]


@dataclass(slots=True)
class _Post:
    """A round: what became of each digest, and those that are shown instead of sent."""

    nights: Nights
    ledger: Ledger
    sender: Sender
    since: str
    dry_run: bool
    deliveries: list[Delivery] = field(default_factory=list)
    shown: list[tuple[Digest, Paper]] = field(default_factory=list)

    def tell(self, reader: Reader) -> None:
        """One reader."""
        state, why, host = self._told(reader)
        line = reader.line
        self.deliveries.append(Delivery(reader.id, str(line.by), str(line.about), host, reader.language, state, why))

    def _told(self, reader: Reader) -> tuple[State, str, str]:
        run, target = self.nights.run, self._target(reader)
        host, missing = self._host(reader)
        entry = self.ledger.entry(run.id, target)
        if entry and entry.mark is Mark.SENT and not self.dry_run:
            return State.BEFORE, "", host
        told, sent = self.ledger.last(target, run.id)
        picture = self.nights.picture(reader.language, self.nights.known(self.since or told))
        made = digest(picture, reader)
        known = self.since or told
        if not is_due(made, picture.notify, chain.day(known) if known else None, chain.day(sent) if sent else None):
            if not self.dry_run:
                self.ledger.write(run.id, target, Mark.NOTHING)
            return State.NOTHING, "", host
        paper = self.nights.paper(made, reader.language)
        if self.dry_run:
            assert isinstance(paper.body, Digest)
            self.shown += [(paper.body, paper)] if paper.body not in [each for each, _ in self.shown] else []  # by several ways, the same
            return State.WOULD, missing, host
        return self._sent(reader, paper, target, host)

    def _sent(self, reader: Reader, paper: Paper, target: str, host: str) -> tuple[State, str, str]:
        run = self.nights.run
        self.ledger.write(run.id, target, Mark.BEGUN)
        try:
            self.sender.send(reader, paper, key_of(run.id, target), run.manifest.at)
        except DeliveryError as error:
            self.ledger.write(run.id, target, Mark.FAILED)
            return State.FAILED, error.message, host
        self.ledger.write(run.id, target, Mark.SENT)
        return State.SENT, "", host

    def _host(self, reader: Reader) -> tuple[str, str]:
        try:
            return self.sender.host(reader), ""
        except DeliveryError as error:
            return "", error.message

    def _target(self, reader: Reader) -> str:
        """A look that leaves a system out is another message than the whole one."""
        left_out = ", ".join(sorted(self.nights.plan.left_out))
        return f"{reader.target} without {left_out}" if left_out else reader.target
