"""People, services, roles and other parties."""

from policies.language import Client, Directory, Emergency, Party, Person, Purpose, Role, RoleSpan, Service, Transfer
from policies.parsing.values import Entry
from policies.yaml_nodes import Map, Scalar, Seq


def person(entry: Entry) -> Person:
    """One of `people:`."""
    return Person(
        id=entry.id,
        at=entry.at,
        kind=entry.text("kind", "employee"),
        of=entry.text("of"),
        roles=tuple(_spans(entry)),
        starts=entry.date("starts"),
        ends=entry.date("ends"),
        status=entry.text("status"),
        email=entry.text("email"),
        language=entry.text("language"),
        aliases=entry.texts("aliases"),
        accounts=entry.accounts(),
    )


def directory(entry: Entry) -> Directory | None:
    """The directory that `roster:` names, if it names one."""
    return Directory(entry.text("directory"), entry.at, entry.labels("roles")) if entry.text("directory") else None


def service(entry: Entry) -> Service:
    """One of `services:`."""
    return Service(entry.id, entry.at, owner=entry.text("owner"), purpose=entry.text("purpose"), accounts=entry.accounts())


def emergency(entry: Entry) -> Emergency:
    """One of `emergency:`."""
    return Emergency(entry.id, entry.at, entry.text("sealed_with"), entry.date("last_tested"), entry.accounts())


def role(entry: Entry) -> Role:
    """One of `roles:`."""
    return Role(entry.id, entry.at, entry.labels("label"), entry.texts("purposes"), entry.flag("temporary"), entry.flag("privileged"))


def purpose(entry: Entry) -> Purpose:
    """One of `purposes:`."""
    return Purpose(entry.id, entry.at, entry.labels("label"), entry.text("dpv"), entry.text("fides"))


def party(entry: Entry) -> Party:
    """One of `processors:` or `recipients:`."""
    return Party(
        id=entry.id,
        at=entry.at,
        name=entry.text("name"),
        country=entry.text("country"),
        agreement=entry.text("agreement"),
        role=entry.text("role"),
        hosting=entry.flag("hosting"),
        transfers=_transfers(entry),
        subprocessors=entry.text("subprocessors"),
        people=entry.texts("people"),
        domains=entry.texts("domains"),
        accounts=entry.accounts(),
        assets=entry.texts("assets"),
        gets=entry.texts("gets"),
        purpose=entry.text("for"),
        under=entry.text("under"),
        written=entry.written(),
    )


def client(entry: Entry) -> Client:
    """One of `on_behalf_of:`."""
    return Client(
        id=entry.id,
        at=entry.at,
        name=entry.text("name"),
        contact=entry.text("contact"),
        country=entry.text("country"),
        representative=entry.text("representative"),
        dpo=entry.text("dpo"),
        processing=entry.texts("processing"),
        assets=entry.texts("assets"),
        transfers=_transfers(entry),
        measures=entry.texts("measures"),
        written=entry.written(),
    )


def _transfers(entry: Entry) -> tuple[Transfer, ...]:
    return tuple(Transfer(each.text("to"), each.text("safeguard"), each.text("note")) for each in entry.entries("transfers"))


def _spans(entry: Entry) -> list[RoleSpan]:
    found = entry.get("roles")
    spans = []
    for node in found if isinstance(found, Seq) else ():
        if isinstance(node, Scalar):
            spans.append(RoleSpan(str(node)))
        elif isinstance(node, Map):
            span = Entry("", node, node.place)
            spans.append(RoleSpan(span.text("role"), span.date("from"), span.date("until")))
    return spans
