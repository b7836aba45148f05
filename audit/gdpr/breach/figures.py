"""What Art. 33(3) asks for, as far as the inventory and the policy say it."""

from audit.gdpr.breach.body import Category, Figures
from policies.copies import originals
from policies.language import Asset, Policy


def figures(asset: Asset, policy: Policy) -> Figures:
    """The figures for an asset; the rest of Art. 33(3) is left for people."""
    organisation = policy.organisation
    sensitive = {category.id: category.sensitive for category in policy.categories}
    return Figures(
        controller=organisation.name if organisation else "",
        authority=organisation.supervisory_authority if organisation else "",
        contact=", ".join(filter(None, (organisation.contact_role, organisation.contact_email))) if organisation else "",
        dpo=(organisation.dpo or "") if organisation else "",
        dpo_reason=organisation.dpo_reason if organisation else "",
        subjects=asset.subjects,
        minors=asset.minors,
        people=asset.volume,
        categories=tuple(Category(name, sensitive.get(name, "")) for name in asset.categories),
        unexpected=asset.unexpected,
        pseudonymised=asset.pseudonymised,
        logging=asset.logging.access if asset.logging else "",
    )


def copies(asset: Asset, policy: Policy) -> tuple[str, ...]:
    """The assets that are copies of this one, at any remove: whoever reached one of them reached the same data."""
    by_id = {each.id: each for each in policy.assets}
    return tuple(each.id for each in policy.assets if any(original.id == asset.id for original in originals(each, by_id)))


def copied_from(asset: Asset, policy: Policy) -> tuple[str, ...]:
    """The assets that this one is a copy of, nearest first."""
    return tuple(original.id for original in originals(asset, {each.id: each for each in policy.assets}))
