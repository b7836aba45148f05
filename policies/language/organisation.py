"""Who is accountable, the house rules, what is read."""

from dataclasses import dataclass, field
from datetime import date

from policies.errors import Place
from policies.language.basics import Profile
from policies.periods import Period


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who is accountable (Art. 30(1)(a))."""

    id: str
    name: str
    at: Place
    domains: tuple[str, ...] = ()
    country: str = ""
    address: str = ""
    enterprise_number: str = ""
    contact_role: str = ""
    contact_email: str = ""
    dpo: str | None = None
    dpo_reason: str = ""
    representative: str | None = None
    supervisory_authority: str = ""
    joint_controllers: tuple[str, ...] = ()
    report_languages: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The limits that every other file is read against. `off` holds (built-in check, reason)."""

    profile: Profile = Profile.ACCOUNTABLE
    max_allow_period: Period = Period(months=13)
    max_allow_period_special: Period = Period(months=6)
    max_waiver_period: Period = Period(days=90)
    review_every: Period = Period(months=3)
    removal_within: Period = Period(days=7)
    leaver_block_within: Period = Period()
    leaver_mailbox_within: Period = Period(months=1)
    inactive_after: Period = Period(days=45)
    notice_period_is_sensitive: bool = True
    small_audience_for_special: int = 3
    deciders: tuple[str, ...] = ("management",)  # the roles that may decide about any asset, beside its owner
    off: tuple[tuple[str, str], ...] = ()
    at: Place = field(default_factory=lambda: Place("(built in)"))


@dataclass(frozen=True, slots=True)
class ToolAsProcessing:
    """The tool's own line in the register: what it reads about staff, and never reads."""

    at: Place
    purpose: str = ""
    legal_basis: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    never_reads: tuple[str, ...] = ()
    activity_data: str = "none"
    names_in_reports: str = "pseudonym"
    keep_snapshots: Period = Period(months=13)
    staff_informed_on: date | None = None
    staff_informed_how: str = ""


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """One entry under `providers:`; `settings` is its JSON text, which the provider itself decodes and validates.

    Every scalar in it is text (`"4"`, `"true"`) or null, so that an account number keeps its zeros: decode it leniently.
    """

    name: str
    settings: str
    at: Place
