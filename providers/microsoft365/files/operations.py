"""Every call about sites, files and teams: the allow-list of the guard, with the permission that each takes.

Least permissions after the pages of the calls themselves (Microsoft Graph v1.0). Where a page says that permissions are told completely with
Sites.FullControl.All alone, that is what is named: pages "driveItem: delta" (section "Scanning permissions hierarchies") and "Best practices
for discovering files and detecting changes at scale".
"""

from audit.ports import Operation
from providers.microsoft365.files.words import GROUPS, SITES, SURFACE, TEAMS

_ALL = "Sites.FullControl.All"

GET_ALL_SITES = "sites/getAllSites"
SUBSITES = "sites/{site}/sites"
DRIVES = "sites/{site}/drives"
SITE_PERMISSIONS = "sites/{site}/permissions"
DELTA = "drives/{drive}/root/delta"
PERMISSIONS = "drives/{drive}/items/{item}/permissions"
ROOT_PERMISSIONS = "drives/{drive}/root/permissions"
TEAMS_LIST = "teams"
CHANNELS = "teams/{team}/channels"
CHANNEL_MEMBERS = "teams/{team}/channels/{channel}/allMembers"
CHANNEL_TEAMS = "teams/{team}/channels/{channel}/sharedWithTeams"
CHANNEL_FILES = "teams/{team}/channels/{channel}/filesFolder"

_SITE = "{managed}/{name}/"
SITE_USERS = "_api/web/siteusers"
SITE_GROUPS = "_api/web/sitegroups"
GROUP_USERS = "_api/web/sitegroups({group})/users"


def of_site(name: str, *, root: bool) -> str:
    """The operation of that name in a site: of the host's root site, or of one below `sites`, `teams` or `personal`."""
    return name if root else _SITE + name


def _calls(service: str, permission: str, surface: str, *rows: tuple[str, str]) -> tuple[Operation, ...]:
    return tuple(Operation(service, name, permission, surface, why) for name, why in rows)


_IN_SITE = (
    (SITE_USERS, "who administers a site collection"),
    (SITE_GROUPS, "which groups a site has"),
    (GROUP_USERS, "who is in one"),
)

OPERATIONS: tuple[Operation, ...] = (
    *_calls(
        "graph",
        "Sites.Read.All",
        SITES,
        (GET_ALL_SITES, "which sites there are, users' OneDrives too"),
        (SUBSITES, "which sites lie below one"),
    ),
    *_calls("graph", "Files.Read.All", SITES, (DRIVES, "which libraries a site has")),
    *_calls("graph", _ALL, SITES, (SITE_PERMISSIONS, "which applications a site lets in")),
    *_calls(
        "graph",
        _ALL,
        SURFACE,
        (DELTA, "files and folders, which have permissions of their own, and what has changed; never their content"),
        (PERMISSIONS, "who reaches one"),
        (ROOT_PERMISSIONS, "who reaches a library as a whole"),
    ),
    *_calls("graph", "Team.ReadBasic.All", TEAMS, (TEAMS_LIST, "which teams there are")),
    *_calls("graph", "Channel.ReadBasic.All", TEAMS, (CHANNELS, "which channels a team has; never what is said there")),
    *_calls(
        "graph",
        "ChannelMember.Read.All",
        TEAMS,
        (CHANNEL_MEMBERS, "who is in a private or shared channel"),
        (CHANNEL_TEAMS, "which teams a channel is shared with"),
    ),
    *_calls("graph", "Files.Read.All", TEAMS, (CHANNEL_FILES, "where the files of a channel lie")),
    *_calls("sharepoint", _ALL, GROUPS, *((of_site(name, root=root), why) for name, why in _IN_SITE for root in (True, False))),
)
