"""The lines of the register, from the inventory: one for each purpose that an asset serves, and the tool's own."""

from collections.abc import Iterator
from datetime import date

from audit.gdpr.register.body import Activity, Controller, Kept, OnBehalf, Term
from audit.gdpr.register.receivers import parties_of, receiver, transfers_of
from policies.language import Asset, Client, Organisation, Policy, Retention, ToolAsProcessing, Where, WhoKind
from policies.permits import in_force
from policies.wording import Wording

TOOL = "toegang"  # the line of what the tool itself does


def controller(organisation: Organisation | None) -> Controller:
    """The head of the register; empty where the policy names no organisation."""
    if organisation is None:
        return Controller()
    return Controller(
        name=organisation.name,
        enterprise_number=organisation.enterprise_number,
        address=organisation.address,
        country=organisation.country,
        contact=organisation.contact_email,
        dpo=organisation.dpo or "",
        dpo_reason=organisation.dpo_reason,
        representative=organisation.representative or "",
        joint_controllers=organisation.joint_controllers,
        supervisory_authority=organisation.supervisory_authority,
    )


def activities(policy: Policy, on: date, say: Wording) -> Iterator[Activity]:
    """Each asset with each of its purposes, in the order of the inventory; an asset without a purpose has a line too."""
    for asset in policy.assets:
        for purpose in asset.purposes or ("",):
            yield _activity(policy, asset, purpose, on, say)
    if policy.tool_as_processing:
        yield _tool(policy, policy.tool_as_processing, say)


def _activity(policy: Policy, asset: Asset, purpose: str, on: date, say: Wording) -> Activity:
    confirmed, status = asset.confirmed, asset.status
    return Activity(
        id=f"{asset.id}/{purpose}" if purpose else asset.id,
        name=say.label(asset.label, asset.id),
        place=str(asset.at),
        asset=asset.id,
        owner=asset.owner,
        purpose=_purpose(policy, purpose, say),
        legal_basis=tuple(filter(None, (dict(asset.legal_basis).get(purpose, ""), asset.art9_basis, asset.art10_basis))),
        subjects=asset.subjects,
        minors=asset.minors,
        categories=_categories(policy, asset.categories, say),
        unexpected=_categories(policy, asset.unexpected, say),
        inside=_roles(policy, asset, on),
        receivers=tuple(receiver(policy, party) for party in parties_of(policy, asset)),
        region=asset.region,
        retention=_kept(asset.retention),
        measures=_measures(asset),
        systems=tuple(dict.fromkeys(map(_system, asset.where))),
        copy_of=asset.copy_of,
        pseudonymised=asset.pseudonymised,
        dpia=asset.dpia,
        started=status.started if status else None,
        ended=status.ended if status else None,
        replaced_by=status.replaced_by if status else "",
        confirmed_by=confirmed.by if confirmed else "",
        confirmed_on=confirmed.date if confirmed else None,
    )


def _tool(policy: Policy, told: ToolAsProcessing, say: Wording) -> Activity:
    """What the tool reads of staff and keeps: it sends nothing anywhere, and its runs lie where the policy says."""
    owner = policy.organisation.contact_role if policy.organisation else ""
    return Activity(
        id=TOOL,
        name=say("checking who can reach personal data (Toegang)"),
        place=str(told.at),
        owner=owner,
        purpose=Term("", told.purpose) if told.purpose else None,
        legal_basis=told.legal_basis,
        subjects=("employee",),
        categories=tuple(Term("", read) for read in told.reads),
        retention=Kept(str(told.keep_snapshots), "creation", "delete"),
        measures=tuple(filter(None, (say("reads and changes nothing"), _naming(told, say)))),
        systems=(policy.store,),
    )


def _naming(told: ToolAsProcessing, say: Wording) -> str:
    return say("people go by numbers in reports") if told.names_in_reports == "pseudonym" else ""


def _purpose(policy: Policy, name: str, say: Wording) -> Term | None:
    found = next((each for each in policy.purposes if each.id == name), None)
    return Term(found.id, say.label(found.label, found.id.replace("-", " ")), found.dpv) if found else None


def _categories(policy: Policy, names: tuple[str, ...], say: Wording) -> tuple[Term, ...]:
    known = {each.id: each for each in policy.categories}
    found = (known[name] for name in names if name in known)
    return tuple(Term(each.id, say.label(each.label, each.id.replace("-", " ")), each.dpv, each.sensitive) for each in found)


def _roles(policy: Policy, asset: Asset, on: date) -> tuple[str, ...]:
    rules = (rule for rule in policy.allow if asset.id in rule.which and in_force(rule, on))
    named = {who.name for rule in rules for who in rule.who if who.kind is WhoKind.ROLE}
    return tuple(role.id for role in policy.roles if role.id in named)


def _measures(asset: Asset) -> tuple[str, ...]:
    logged = ("access-logging",) if asset.logging and asset.logging.access == "on" else ()
    masked = ("pseudonymised",) if asset.pseudonymised else ()
    return tuple(dict.fromkeys((*asset.measures, *logged, *masked)))


def _kept(told: Retention | None) -> Kept | None:
    return Kept(str(told.keep), told.counted_from, told.then, told.basis) if told else None


def _system(where: Where) -> str:
    return " ".join(filter(None, (where.system, where.kind)))


def on_behalf(policy: Policy, client: Client) -> OnBehalf:
    """What is done for one controller, with the processors that its data pass through."""
    assets = tuple(asset for asset in policy.assets if asset.id in client.assets)
    parties = dict.fromkeys(party for asset in assets for party in parties_of(policy, asset) if party in policy.processors)
    return OnBehalf(
        id=client.id,
        name=client.name or client.id,
        place=str(client.at),
        contact=client.contact,
        country=client.country,
        representative=client.representative,
        dpo=client.dpo,
        processing=client.processing,
        assets=tuple(asset.id for asset in assets),
        receivers=tuple(receiver(policy, party) for party in parties),
        transfers=transfers_of("", client.transfers),
        measures=tuple(dict.fromkeys((*client.measures, *(each for asset in assets for each in _measures(asset))))),
    )
