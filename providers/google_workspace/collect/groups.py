"""Groups: the Directory API's list and members, Cloud Identity's marks, and Groups Settings of each."""

from collections.abc import Iterator
from typing import Any

from providers.google_api.reader import Answer, Reader
from providers.google_workspace.collect.directory import API

_MOST_GROUPS, _MOST_MEMBERS, _MOST_MARKS = 200, 200, 500  # what a page can hold


def groups(reader: Reader, customer: str) -> Iterator[Answer]:
    """Every group of the tenant."""
    fields = "groups(id,email,name,aliases,nonEditableAliases)"
    yield from reader.items(API, "groups.list", "groups", customer=customer, maxResults=_MOST_GROUPS, fields=fields)


def members(reader: Reader, group: str) -> Iterator[Answer]:
    """Who is in a group, as it was given: nested groups are closed later, where everything is known."""
    fields = "members(id,email,role,type,status)"
    yield from reader.items(API, "members.list", "members", groupKey=group, maxResults=_MOST_MEMBERS, fields=fields)


def marked(reader: Reader, customer: str) -> Iterator[Answer]:
    """Every group with Cloud Identity's labels: a dynamic group has one of its own."""
    if not customer:
        reader.gap("cloudidentity.v1:groups.list", "the tenant's customer id is not known, without which its groups can't be listed there")
        return
    fields = "groups(groupKey,labels)"
    asked: dict[str, Any] = {"parent": f"customers/{customer}", "view": "FULL", "pageSize": _MOST_MARKS, "fields": fields}
    yield from reader.items("cloudidentity.v1", "groups.list", "groups", **asked)


def settings(reader: Reader, address: str) -> Answer:
    """The settings of one group; nothing when they could not be read, and a gap when they do not say who may join."""
    fields = "whoCanJoin,whoCanViewMembership,whoCanViewGroup,whoCanModerateMembers,whoCanPostMessage,allowExternalMembers,isArchived"
    told = reader.ask("groupssettings.v1", "groups.get", groupUniqueId=address, fields=fields)
    if told is not None and not told.get("whoCanJoin"):
        reader.gap("groupssettings.v1:groups.get", "the answer does not say who may join")
    return told or {}
