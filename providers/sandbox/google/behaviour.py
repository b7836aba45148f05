"""Which behaviour answers which method."""

from collections.abc import Mapping

from providers.sandbox.google.calls import Behaviour, Behaviours
from providers.sandbox.google.documents import Method
from providers.sandbox.google.drive import DRIVE
from providers.sandbox.google.drive.labels import LABELS
from providers.sandbox.google.gcp.assets import ASSETS
from providers.sandbox.google.gcp.bigquery import BIGQUERY
from providers.sandbox.google.gcp.iam import IAM_V1
from providers.sandbox.google.gcp.manager import MANAGER
from providers.sandbox.google.gcp.org_policies import ORG_POLICIES
from providers.sandbox.google.gcp.policies import DENY
from providers.sandbox.google.gcp.resources import CATALOG, FIRESTORE, KMS, PUBSUB, SECRETS, SERVICES, SPANNER
from providers.sandbox.google.gcp.sql import SQL
from providers.sandbox.google.gcp.storage import STORAGE_V1
from providers.sandbox.google.workspace.calendar import CALENDAR
from providers.sandbox.google.workspace.directory import DIRECTORY
from providers.sandbox.google.workspace.gmail import GMAIL
from providers.sandbox.google.workspace.groups import IDENTITY, SETTINGS
from providers.sandbox.google.workspace.reports import REPORTS, TRANSFERS

BEHAVIOURS: Mapping[str, Behaviours] = {
    "admin.directory_v1": DIRECTORY,
    "admin.reports_v1": REPORTS,
    "admin.datatransfer_v1": TRANSFERS,
    "groupssettings.v1": SETTINGS,
    "cloudidentity.v1": IDENTITY,
    "drive.v3": DRIVE,
    "drivelabels.v2": LABELS,
    "gmail.v1": GMAIL,
    "calendar.v3": CALENDAR,
    "cloudresourcemanager.v3": MANAGER,
    "iam.v1": IAM_V1,
    "iam.v2": DENY,
    "cloudasset.v1": ASSETS,
    "orgpolicy.v2": ORG_POLICIES,
    "serviceusage.v1": SERVICES,
    "storage.v1": STORAGE_V1,
    "bigquery.v2": BIGQUERY,
    "sqladmin.v1": SQL,
    "sqladmin.v1beta4": SQL,
    "datacatalog.v1": CATALOG,
    "secretmanager.v1": SECRETS,
    "pubsub.v1": PUBSUB,
    "firestore.v1": FIRESTORE,
    "spanner.v1": SPANNER,
    "cloudkms.v1": KMS,
}


def behaviour(method: Method) -> Behaviour | None:
    """The behaviour of a method; None for a method that the sandbox does not serve."""
    return BEHAVIOURS.get(method.api, {}).get(method.name)
