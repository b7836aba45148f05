"""Users that something names and no list has, where the list of users is not whole: nobody knows who else acts as they do.

Administrators and clients act as users. With the list, it is known as which; without, a crowd that nobody saw may act as each.
"""

from collections.abc import Iterable, Iterator

from audit.model.facts import Membership, MembershipKind, Principal

STRANGERS = "google://user/unread"  # the crowd: a group, and the scope of the gap that says why
_USER, _DOMAIN = "google://user/", "google://domain/"


def of_strangers(named: Iterable[str], principals: Iterable[Principal]) -> Iterator[Membership]:
    """Who may act as those of the named users that are the tenant's and that no principal describes; nothing where the list is whole."""
    known = {one.id: one for one in principals}
    if STRANGERS not in known:
        return
    own = {one.name for one in known.values() if one.id.startswith(_DOMAIN) and (one.attribute("customer") or one.attribute("primary"))}
    for name in sorted(set(named) - known.keys()):
        if name.startswith(_USER) and (not own or name.rpartition("@")[2] in own):
            yield Membership(STRANGERS, name, MembershipKind.IMPERSONATE, because="may act as a user that was not listed")
