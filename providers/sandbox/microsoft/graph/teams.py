"""Teams, their members, channels and whom channels are shared with.

Sources: "List members of a team", "List allMembers" of a channel, "List sharedWithChannelTeamInfo".
"""

from collections.abc import Sequence
from typing import Any

from providers.sandbox.google.objects import Object
from providers.sandbox.microsoft.answers import not_found
from providers.sandbox.microsoft.graph.calls import Call
from providers.sandbox.microsoft.graph.files import with_facet
from providers.sandbox.microsoft.graph.routes import Route


def _members(call: Call) -> Sequence[Object]:
    return _members_of(call, call.one(call.world.teams)["id"])


def _members_of(call: Call, team: str) -> Sequence[Object]:
    if team in call.world.team_members:
        return call.world.team_members[team]
    owners = call.world.owners.get(team, ())
    return tuple(_member(call, name, is_owner=name in owners) for name in dict.fromkeys((*call.world.members.get(team, ()), *owners)))


def _member(call: Call, name: str, *, is_owner: bool) -> Object:
    user = call.world.users.get(name, {})
    guest = ["guest"] if user.get("userType") == "Guest" else []
    return {
        "@odata.type": "#microsoft.graph.aadUserConversationMember",
        "id": name,
        "roles": ["owner"] if is_owner else guest,
        "displayName": user.get("displayName"),
        "userId": name,
        "email": user.get("mail"),
        "tenantId": call.world.tenant,
    }


def _channels(call: Call) -> Sequence[Object]:
    return call.world.channels.get(call.one(call.world.teams)["id"], [])


def _channel(call: Call) -> Object:
    found = next((each for each in _channels(call) if each["id"] == call.path["channel"]), None)
    if found is None:
        raise not_found("Failed to find the channel.", "NotFound")
    return found


def _key(call: Call) -> str:
    return f"{call.path['id']}/{_channel(call)['id']}"


def _channel_members(call: Call) -> Sequence[Object]:
    """Of a standard channel: the team's."""
    key = _key(call)
    return call.world.channel_members[key] if key in call.world.channel_members else _members(call)


def _allowed(call: Call) -> Sequence[Object]:
    """Who of a team that a channel is shared with may use it: everyone in it but guests ("List allowedMembers")."""
    shared = {each["id"] for each in call.world.shared_with.get(_key(call), ())}
    if call.path["team"] not in shared:
        raise not_found("The channel is not shared with this team.", "NotFound")
    return tuple(each for each in _members_of(call, call.path["team"]) if "guest" not in each.get("roles", ()))


def _folder(call: Call) -> Object:
    place = call.world.channel_folders.get(_key(call), "")
    drive, _, item = place.partition("/")
    if not place:
        raise not_found("The folder is not provisioned yet.", "NotFound")
    return with_facet(call.world, drive, call.world.items[drive][item])


def _route(template: str, kind: str, give: Any, **more: Any) -> Route:
    return Route(template, kind, give, **more)


_MEMBER_FILTERS = frozenset({"roles", "microsoft.graph.aadUserConversationMember"})

TEAMS: tuple[Route, ...] = (
    _route("teams", "team", lambda call: tuple(call.world.teams.values()), filters=frozenset({"id", "displayName"})),
    _route("teams/{id}", "team", lambda call: call.one(call.world.teams)),
    _route("teams/{id}/members", "conversationMember", _members, filters=_MEMBER_FILTERS),
    _route("teams/{id}/channels", "channel", _channels, filters=frozenset({"membershipType", "displayName", "id"})),
    _route("teams/{id}/allChannels", "channel", _channels, filters=frozenset({"membershipType", "displayName", "id"})),
    _route("teams/{id}/channels/{channel}/members", "conversationMember", _channel_members, filters=_MEMBER_FILTERS),
    _route("teams/{id}/channels/{channel}/allMembers", "conversationMember", _channel_members, filters=_MEMBER_FILTERS),
    _route(
        "teams/{id}/channels/{channel}/sharedWithTeams",
        "sharedWithChannelTeamInfo",
        lambda call: call.world.shared_with.get(_key(call), []),
    ),
    _route("teams/{id}/channels/{channel}/sharedWithTeams/{team}/allowedMembers", "conversationMember", _allowed),
    _route("teams/{id}/channels/{channel}/filesFolder", "driveItem", _folder),
)
