"""What Google lets one project ask in a minute, after its quota pages.

A project may have been given more or less: then Google says so, and the pace follows. Where old and new projects have other quotas (Drive,
Gmail and Calendar since May 2026), the tighter one counts. Costs are in calls of the API's cheapest kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quota:
    """Calls a minute for the project, and for one user where he has a quota of his own; `cost` names methods, or their last word, that cost more."""

    per_minute: float
    page: str
    per_user_minute: float = 0
    cost: Mapping[str, float] = field(default_factory=dict)

    def units(self, method: str) -> float:
        """What one call of a method such as `files.list` costs."""
        return self.cost.get(method) or self.cost.get(method.rpartition(".")[2], 1)


USUAL = Quota(600, "Quotas of most Google Cloud APIs: read requests per minute")
UNHURRIED = Quota(6_000_000, "a sandbox has no quotas", 6_000_000)

QUOTAS: Mapping[str, Quota] = {
    "admin.directory_v1": Quota(2400, "Directory API: Limits and Quotas", 2400),
    "admin.reports_v1": Quota(2400, "Reports API: Limits and Quotas (250 filtered queries a minute)", 2400, {"activities.list": 9.6}),
    "calendar.v3": Quota(10_000, "Usage limits (Google Calendar API)", 600),
    # a million units, 325,000 for a user; a list costs 100. Older projects: 12,000 calls of any kind
    "drive.v3": Quota(12_000, "Usage limits (Google Drive API)", 3_900, {"list": 1.2}),
    "gmail.v1": Quota(1_200_000, "Usage limits (Gmail API)", 6_000),  # what is read of the settings costs one unit
    "groupssettings.v1": Quota(600, "Groups Settings API: API Usage Limits (100,000 a day)"),
    # four times as many searches as lists and batches
    "cloudasset.v1": Quota(400, "Quotas and limits (Cloud Asset Inventory)", cost={"list": 4, "batchGet": 4, "analyzeIamPolicy": 4}),
    "cloudresourcemanager.v3": Quota(600, "Quotas and usage limits (Resource Manager)", cost={"search": 2.5}),
    "iam.v1": Quota(6000, "Quotas and limits (IAM)"),
    "secretmanager.v1": Quota(600, "Secret Manager quotas and limits"),
}


def quota(api: str) -> Quota:
    """The quota of an API such as `drive.v3`."""
    return QUOTAS.get(api, USUAL)
