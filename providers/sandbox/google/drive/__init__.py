"""Google Drive: files, shared drives, permissions, changes."""

from providers.sandbox.google.calls import Behaviours
from providers.sandbox.google.drive.changes import CHANGES
from providers.sandbox.google.drive.drives import DRIVES
from providers.sandbox.google.drive.files import FILES
from providers.sandbox.google.drive.permissions import PERMISSIONS

DRIVE: Behaviours = {**FILES, **DRIVES, **PERMISSIONS, **CHANGES}
