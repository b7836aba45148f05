"""Teams and their channels: what is said in one, who reaches it. Files lie in the libraries of sites.

A standard channel is open to the whole team; a private one to those who were let in; a shared one to these and to the teams it is shared with.
Sources: the pages "List teams", "List channels", "List allMembers", "List sharedWithChannelTeamInfo", "Get filesFolder" (Microsoft Graph v1.0)
and "Overview of teams and channels in Microsoft Teams".
"""

from collections.abc import Iterator

from audit.model.facts import Grant, Pairs, Resource, Verdict, pairs
from audit.ports import Sink
from policies.levels import CONTENT, Level
from providers.microsoft365.files import words
from providers.microsoft365.files.answers import Channel, ChannelMember, Item, SharedWith, Team
from providers.microsoft365.files.claims import addressed, owners
from providers.microsoft365.files.ledger import Ledger, People
from providers.microsoft365.files.operations import CHANNEL_FILES, CHANNEL_MEMBERS, CHANNEL_TEAMS, CHANNELS, TEAMS_LIST
from providers.microsoft365.files.sites import TENANT_ROLE
from providers.microsoft365.kinds import PROVIDER, ResourceKind
from providers.microsoft365.normalise.app_permissions import grants_of
from providers.microsoft365.normalise.opened import Opens
from providers.microsoft_api import names
from providers.microsoft_api.reader import Reader

_TALKS = Level.FIND | Level.READ | Level.CHANGE
_TEAM = "id,displayName,visibility,isArchived"
_CHANNEL = "id,displayName,membershipType,isArchived"


def listed(reader: Reader) -> tuple[Team, ...]:
    """All teams, sorted."""
    found = {team.id: team for team in reader.items("graph", TEAMS_LIST, kind=Team, select=_TEAM)}
    return tuple(found[number] for number in sorted(found))


def read(reader: Reader, team: Team, sink: Sink, people: People) -> None:
    """Writes a team and its channels."""
    ledger = Ledger(sink, people)
    others = grants_of(Opens.CHANNELS) | {Grant(role, Level.MANAGE, TENANT_ROLE) for role in people.directory.administrators.teams}
    everybody = {Grant(names.group(team.id).id, _TALKS, "team member"), Grant(owners(team.id.lower()), CONTENT, "team owner")} | others
    acl = ledger.acl(frozenset(everybody))
    said = {words.VISIBILITY: (team.visibility or "").lower(), words.ARCHIVED: "true" if team.is_archived else ""}
    sink.add(Resource(names.team(team.id), PROVIDER, ResourceKind.TEAM, team.display_name or team.id, "", acl, (), _said(said)))
    for channel in reader.items("graph", CHANNELS, kind=Channel, path={"team": team.id}, select=_CHANNEL):
        _channel(reader, team, channel, ledger, (acl, others))
    sink.add(*reader.gaps, reader.coverage())


def _channel(reader: Reader, team: Team, channel: Channel, ledger: Ledger, above: tuple[str, frozenset[Grant]]) -> None:
    uri, kind = names.channel(team.id, channel.id), (channel.membership_type or "").lower()
    acl, others = above
    said = {words.MEMBERSHIP: kind, words.ARCHIVED: "true" if channel.is_archived else ""}
    if kind != "standard":
        held = set(_members(reader, team, channel, uri, ledger.people)) | others
        if kind == "shared":
            held |= set(_shared(reader, team, channel, uri))
        elif kind != "private":
            doubt = f"whom a channel of the kind {channel.membership_type or 'not told'} is open to is not known"
            held.add(Grant(names.group(team.id).id, _TALKS, "team member", doubt, verdict=Verdict.UNKNOWN))
        acl, said[words.LIBRARY] = ledger.acl(frozenset(held)), _library(reader, team, channel, uri)
    name = channel.display_name or channel.id
    ledger.sink.add(Resource(uri, PROVIDER, ResourceKind.CHANNEL, name, names.team(team.id), acl, (), _said(said)))


def _members(reader: Reader, team: Team, channel: Channel, uri: str, people: People) -> Iterator[Grant]:
    path = {"team": team.id, "channel": channel.id}
    for member in reader.items("graph", CHANNEL_MEMBERS, kind=ChannelMember, about=uri, path=path):
        roles = {role.lower() for role in member.roles or ()}
        levels = CONTENT if "owner" in roles else _TALKS
        who, unknown = _who(member, people), sorted(roles - {"owner", "guest", "anonymous"})
        if not who:
            reader.gap(f"graph:{CHANNEL_MEMBERS}", "a member has neither an id nor an address", about=uri)
            continue
        yield Grant(who, levels, "channel owner" if levels == CONTENT else "channel member")
        if unknown:
            doubt = f"what the role {unknown[0]} in a channel allows is not known"
            yield Grant(who, CONTENT, "channel member", doubt, verdict=Verdict.UNKNOWN)


def _who(member: ChannelMember, people: People) -> str:
    """One of another tenant is known by address: its number says nothing here."""
    own = not member.tenant_id or member.tenant_id.lower() == people.directory.tenant.lower()
    if member.user_id and own:
        return names.user(member.user_id).id
    if member.email:
        return addressed(member.email, people.directory)
    return names.user(f"{member.user_id}@{member.tenant_id}").id if member.user_id else ""


def _shared(reader: Reader, team: Team, channel: Channel, uri: str) -> Iterator[Grant]:
    for other in reader.items("graph", CHANNEL_TEAMS, kind=SharedWith, about=uri, path={"team": team.id, "channel": channel.id}):
        host = other.is_host_team or other.id.lower() == team.id.lower()
        if not host:  # who of the host's members is in it was told among its members
            yield Grant(names.group(other.id).id, _TALKS, "channel shared with the team")


def _library(reader: Reader, team: Team, channel: Channel, uri: str) -> str:
    """The library where the files of a private or shared channel lie."""
    told = reader.ask("graph", CHANNEL_FILES, kind=Item, about=uri, none=("404",), path={"team": team.id, "channel": channel.id})
    drive = told.parent_reference.drive_id if isinstance(told, Item) and told.parent_reference is not None else ""
    return names.drive(drive) if drive else ""


def _said(said: dict[str, str]) -> Pairs:
    return pairs({key: value for key, value in said.items() if value})
