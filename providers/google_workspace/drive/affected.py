"""What else has changed when a folder has: everything in it, though no log says so; and acls that mean something else today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from audit.model.facts import Acl
from providers.google_workspace.directory import Directory
from providers.google_workspace.drive.previous import Folder, Previous
from providers.google_workspace.kinds import PROVIDER

_ADDRESSED = ("google://user/", "google://group/")


def below(previous: Mapping[str, Folder], now: Mapping[str, Folder], roots: Iterable[str]) -> frozenset[str]:
    """The folders given and all that lie in them, as they lay then or lie now."""
    inside: defaultdict[str, list[str]] = defaultdict(list)
    for name, folder in (*previous.items(), *now.items()):
        inside[folder.parent].append(name)
    found, waiting = set[str](), list(roots)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += inside[name]
    return frozenset(found)


def outdated(previous: Previous, directory: Directory, today: date) -> frozenset[str]:
    """Acls of which a grant has ended, or names somebody who has come, gone or been renamed since: Google may show them in another way now."""
    unknown = {gap.scope for gap in previous.facts.gaps()}
    then = {each.id for each in previous.facts.principals() if each.provider == PROVIDER and each.status != "deleted"} - unknown
    now = {user.id for user in directory.users if user.status != "deleted"} | {group.id for group in directory.groups}
    return frozenset(acl.id for acl in previous.facts.acls() if any(_differs(acl, directory, then, now)) or _ended(acl, today))


def _ended(acl: Acl, today: date) -> bool:
    return any(grant.until is not None and grant.until < today for grant in acl.grants)


def _differs(acl: Acl, directory: Directory, then: set[str], now: set[str]) -> Iterator[bool]:
    for grant in acl.grants:
        known, gone, _ = grant.principal.partition("?")
        if known.startswith(_ADDRESSED):
            today = directory.principal(known.rpartition("/")[2])
            yield known in now if gone else (known in then) != (known in now) or (today in now and today != known)
