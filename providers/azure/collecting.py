"""One collection of Azure: settings → sessions → sweep → facts, put into the sink as they come."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from audit.model.facts import Attachment, Document, Fact, Gap, Principal, PrincipalKind
from audit.ports import Scope, Sink
from providers.azure import settings as azure_settings
from providers.azure.collect.sweep import Sweep, Swept
from providers.azure.kinds import MACHINES, PROVIDER, ROOT
from providers.azure.normalise import normalise
from providers.azure.normalise.context import Context
from providers.azure.normalise.named import named
from providers.azure.operations import HIERARCHY, IDENTITIES, OPERATIONS, PIM, ROLE_ASSIGNMENTS, ROLES
from providers.microsoft_api.session import Sessions
from providers.values import MALFORMED, malformed

_ACTING = frozenset({ROLE_ASSIGNMENTS, PIM, ROLES, HIERARCHY, IDENTITIES})  # surfaces that say who could act as an identity of a machine


def collect(scope: Scope, sink: Sink) -> None:
    """Reads Azure and gives its facts to the sink, in the same order every time.

    Raises:
        ProviderError: the settings are wrong, or there are no credentials.
    """
    settings = azure_settings.decode(scope.settings)
    sessions = Sessions(settings, OPERATIONS)
    with ThreadPoolExecutor(settings.workers) as pool:
        sweep = Sweep(sessions, settings, scope, pool)
        ground = [sweep.tree(), *sweep.ground()]
        ledger = _Ledger(sink, Context.of(raw for swept in ground for raw in swept.raws))
        for swept in (*ground, *sweep.services()):
            ledger.take(swept)
        for swept in sweep.roles(ledger.roles):
            ledger.take(swept)
        ledger.close()


class _Ledger:
    """Passes facts on, each attachment once, and keeps which roles and principals the documents among them name."""

    def __init__(self, sink: Sink, context: Context) -> None:
        self.roles: set[tuple[str, str]] = set()
        self._sink, self._context = sink, context
        self._seen: set[Document | Attachment] = set()
        self._named: dict[str, Principal] = {}
        self._unread: list[Gap] = []

    def take(self, swept: Swept) -> None:
        """The facts of what was read, and what was not."""
        self._add(normalise(swept.raws, self._context))
        self._add((*swept.gaps, *swept.coverage))

    def close(self) -> None:
        """The principals that documents name and no directory describes; and the crowd that may act as machines, where not all of it was read."""
        self._sink.add(*(self._named[name] for name in sorted(self._named)))
        if self._unread:
            self._sink.add(Principal(MACHINES, PROVIDER, PrincipalKind.GROUP, "whoever could act as a machine"))
            self._sink.add(*dict.fromkeys(replace(gap, scope=MACHINES) for gap in self._unread))

    def _add(self, facts: Iterable[Fact]) -> None:
        """What a management group assigns is told by every subscription below it."""
        for fact in facts:
            if isinstance(fact, Document | Attachment):
                if fact in self._seen:
                    continue
                self._seen.add(fact)
            self._sink.add(fact)
            if isinstance(fact, Gap) and fact.surface in _ACTING:
                self._unread.append(fact)
            if isinstance(fact, Document):
                self._note(fact)

    def _note(self, document: Document) -> None:
        try:
            found = named(document)
        except MALFORMED as error:
            self._sink.add(Gap(PROVIDER, ROLES, ROOT, f"read {document.kind}", malformed(error)))
            return
        self.roles |= found.roles
        self._named |= {principal.id: principal for principal in found.principals}
