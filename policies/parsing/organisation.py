"""Who is accountable, the house rules, what is read."""

import json

from policies.language import HouseRules, Organisation, Profile, ProviderSettings, ToolAsProcessing
from policies.parsing.values import Entry
from policies.yaml_nodes import Map, Node, Scalar, Seq


def organisation(entry: Entry) -> Organisation:
    """`organisation:`."""
    contact = entry.inside("contact")
    return Organisation(
        id=entry.text("id"),
        name=entry.text("name"),
        at=entry.at,
        domains=entry.texts("domains"),
        country=entry.text("country"),
        address=entry.text("address"),
        enterprise_number=entry.text("enterprise_number"),
        contact_role=contact.text("role") if contact else "",
        contact_email=contact.text("email") if contact else "",
        dpo=entry.text("dpo") or None,
        dpo_reason=entry.text("dpo_reason"),
        representative=entry.text("representative") or None,
        joint_controllers=entry.texts("joint_controllers"),
        supervisory_authority=entry.text("supervisory_authority"),
        report_languages=entry.texts("report_languages") or ("en",),
    )


def house_rules(entry: Entry) -> HouseRules:
    """`house_rules:`; what is left out holds as it is built in."""
    usual = HouseRules()
    return HouseRules(
        profile=Profile(entry.text("profile", usual.profile)),
        max_allow_period=entry.period("max_allow_period") or usual.max_allow_period,
        max_allow_period_special=entry.period("max_allow_period_special") or usual.max_allow_period_special,
        max_waiver_period=entry.period("max_waiver_period") or usual.max_waiver_period,
        review_every=entry.period("review_every") or usual.review_every,
        removal_within=entry.period("removal_within") or usual.removal_within,
        leaver_block_within=entry.period("leaver_block_within") or usual.leaver_block_within,
        leaver_mailbox_within=entry.period("leaver_mailbox_within") or usual.leaver_mailbox_within,
        inactive_after=entry.period("inactive_after") or usual.inactive_after,
        notice_period_is_sensitive=entry.flag("notice_period_is_sensitive", otherwise=usual.notice_period_is_sensitive),
        small_audience_for_special=entry.number("small_audience_for_special", usual.small_audience_for_special),
        deciders=entry.texts("deciders") or usual.deciders,
        off=entry.pairs("off"),
        at=entry.at,
    )


def tool_as_processing(entry: Entry) -> ToolAsProcessing:
    """`tool_as_processing:`."""
    usual = ToolAsProcessing(entry.at)
    return ToolAsProcessing(
        at=entry.at,
        purpose=entry.text("purpose"),
        legal_basis=entry.texts("legal_basis"),
        reads=entry.texts("reads"),
        never_reads=entry.texts("never_reads"),
        activity_data=entry.text("activity_data", usual.activity_data),
        names_in_reports=entry.text("names_in_reports", usual.names_in_reports),
        keep_snapshots=entry.period("keep_snapshots") or usual.keep_snapshots,
        staff_informed_on=entry.date("staff_informed_on"),
        staff_informed_how=entry.text("staff_informed_how"),
    )


def provider(entry: Entry) -> ProviderSettings:
    """One of `providers:`. Its scalars stay text, so that an account number keeps its zeros; only what says nothing is null."""
    return ProviderSettings(entry.id, json.dumps(_json(entry.node), ensure_ascii=False, sort_keys=True), entry.at)


def _json(node: Node) -> object:
    match node:
        case Map():
            return {str(key): _json(value) for key, value in node.items()}
        case Seq():
            return [_json(item) for item in node]
        case Scalar():
            return None if node.nothing else str(node)
