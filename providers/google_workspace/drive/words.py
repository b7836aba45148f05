"""The words that Drive's facts use besides those of the whole adapter. Read by the crawl and by evaluate alike.

A corpus is what has a change log of its own: one user's My Drive (`google://user/an@x`, the items that the user owns, wherever they lie) or
one shared drive (`drive://ID`).
"""

SURFACE = "drive"
LABELS = "drive-labels"
EVENTS = "drive-events"

CURSOR = "drive-cursor"  # kind of the document, and of its attachment to a corpus: from where its changes are read next time

# Attributes of items; text throughout.
OWNER = "owner"  # on what lies in no shared drive: the owner's address
DRIVE = "drive"  # on what lies in a shared drive: its id
TRASHED = "trashed"  # true: in the bin, where it can still be opened
LIMITED = "limited"  # true on a folder that takes nothing over from the one above it
SHORTCUT = "shortcut"  # on a shortcut: what it leads to; who may open that is said there
NO_DOWNLOAD = "no_download"  # true: readers can't copy, print or download
IN_FULL = "read_in_full"  # true on a shared drive whose items are asked one by one, since they do not inherit as documented
MEMBERS_ONLY = "members_only"  # true on a shared drive whose items are shared with its members alone
FOLDERS_BY_MANAGERS = "folders_by_managers"  # true on a shared drive where managers alone share folders
ACCESS_LOGGING = "measure:access-logging"  # true on drives and folders when Google's log of Drive showed something

# Labels of items.
MY_DRIVE = "my-drive"  # on the root of a My Drive: its owner's address
LABEL = "label"  # the title of a label; the fields of one have their own pairs, `title.field`
LABEL_ID = "label-id"


def corpus_of(owner: str, drive: str) -> str:
    """The corpus that an item belongs to, by its attributes; empty when they do not say."""
    if drive:
        return f"drive://{drive}"
    return f"google://user/{owner}" if owner else ""
