"""Users, groups and applications that something names and no list has, where the lists are not whole: nobody knows who acts as they do.

Each list that was not read whole has a crowd that nobody saw: a group, whose id is the scope of the gap that says why. With it, whoever is named and
was not listed is in the dark; without it, it is another tenant's, or is gone.
"""

from collections.abc import Iterable, Iterator

from audit.model.facts import Membership, MembershipKind, Principal

STRANGERS = "microsoft://user/unread"  # who acts as users that were not listed
GROUPS = "microsoft://group/unread"  # who is in groups that were not listed
OWNERS = "microsoft://service-principal/unread"  # who may own an application
_CROWDS = {
    STRANGERS: ("microsoft://user/", MembershipKind.IMPERSONATE),
    GROUPS: ("microsoft://group/", MembershipKind.MEMBER),
    OWNERS: ("microsoft://service-principal/", MembershipKind.ESCALATE),
}
_UNTYPED = "microsoft://principal/"  # a user, a group or an application: only the list that has it would tell
_LISTED = "directory_id"  # the attribute of a principal that a list has


def of_strangers(named: Iterable[str], principals: Iterable[Principal]) -> Iterator[Membership]:
    """Who may act as those of the named that no list has; nothing where the lists are whole."""
    described = {one.id: one for one in principals}
    crowds = [(crowd, *_CROWDS[crowd]) for crowd in _CROWDS if crowd in described]
    if not crowds:
        return
    for name in sorted(set(named) - _CROWDS.keys()):
        one = described.get(name)
        if one is None or not (one.attribute(_LISTED) or one.status == "deleted"):
            for crowd, prefix, kind in crowds:
                if name.startswith((prefix, _UNTYPED)) and not name.endswith(("/owners", "/eligible")):
                    yield Membership(crowd, name, kind, because="may act as one that was not listed")
