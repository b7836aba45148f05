"""The words that the facts of SharePoint, OneDrive and Teams use besides those of the whole adapter. Read by the crawl and by evaluate alike.

Ids
    site        `sharepoint://SITE`, the GUID of the site collection; a site below it `sharepoint://SITE/WEB`
    library     `sharepoint://DRIVE`
    item        `sharepoint://DRIVE/ITEM`
    team        `microsoft://team/GROUP`; channel `microsoft://channel/GROUP/CHANNEL`: what is said there, its files lie in a library

Principals
    site group       kind group; `microsoft://site-group/SITE/3`
    administrators   kind group; `microsoft://site-group/SITE/administrators`, those of the site collection
    group owners     kind group; `microsoft://group/GROUP/owners`, where a grant names the owners of a group alone
    claim            kind group; `microsoft://claim/LOGIN`, a login name of a form that is not known
"""

from urllib.parse import unquote

SURFACE = "files"  # a library and all that is in it; its scope is the library
SITES = "sites"
GROUPS = "site-groups"  # read through SharePoint's own interface, with a certificate alone
LISTS = "lists"  # lists that are no libraries
LABELS = "sensitivity-labels"  # Graph tells a file's label only in a call that may open the file and rewrite what is kept of it
UNREAD = (LISTS, LABELS)  # surfaces that nothing here reads
TEAMS = "teams"

EVERYTHING = "sharepoint://"  # the scope of what darkens all sites
CURSOR = "library-cursor"  # kind of the document, and of its attachment to a library: from where its changes are read next time

# Attributes; text throughout.
UNIQUE = "unique"  # true on an item that has permissions of its own
SHORTCUT = "shortcut"  # on a shortcut: what it leads to; who may open that is said there
PERSONAL = "personal"  # true on the site of a user's OneDrive
OWNER = "owner"  # on a library: the URI of the user or group whose it is
LIBRARY = "library"  # on a private or shared channel: the library where its files lie
ARCHIVED = "archived"  # true on a team or channel that is archived
MEMBERSHIP = "membership"  # on a channel: standard, private, shared
VISIBILITY = "visibility"  # on a team: public, private

# Labels
URL = "url"  # on sites, libraries and folders: the address in lower case, without a slash at its end
ONEDRIVE = "onedrive"  # on a user's OneDrive: the user's address


def address(url: str) -> str:
    """An address as the label has it."""
    return (unquote(url) if "%" in url else url).lower().rstrip("/")
