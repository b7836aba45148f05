"""What the inventory says for Art. 33(3), and where the same data lies."""

from audit.gdpr.breach.body import Category
from audit.gdpr.breach.figures import copied_from, copies, figures
from policies.language import Asset, Policy
from policies.load import load_text

POLICY = load_text(
    {
        "policy.yaml": """
version: 1
house_rules: {profile: starter}
organisation: {id: shop, name: The Shop, contact: {role: management, email: privacy@shop.example}, supervisory_authority: GBA/APD}
people: {p01: {email: p01@shop.example}}
roles: {management: {purposes: []}}
categories: {note: {label: notes, sensitive: art9}, post: {label: post}}
assets:
  files: {label: files, owner: p01, where: "s3://files", categories: [post, note], subjects: [employee], volume: under-100, minors: possible}
  backup: {label: backup, copy_of: files, where: "s3://backup"}
  second: {label: second, copy_of: backup, where: "s3://second"}
  other: {label: other, owner: p01, where: "s3://other", categories: [post]}
"""
    }
)


def asset(name: str, policy: Policy = POLICY) -> Asset:
    return next(each for each in policy.assets if each.id == name)


def test_the_figures_are_those_of_the_inventory() -> None:
    found = figures(asset("files"), POLICY)
    assert (found.controller, found.authority, found.contact) == ("The Shop", "GBA/APD", "management, privacy@shop.example")
    assert (found.subjects, found.people, found.minors) == (("employee",), "under-100", "possible")
    assert found.categories == (Category("post", ""), Category("note", "art9"))


def test_what_is_not_said_stays_empty() -> None:
    found = figures(asset("other"), Policy("", ""))
    assert (found.controller, found.people, found.dpo, found.logging) == ("", "", "", "")


def test_copies_at_any_remove() -> None:
    assert copies(asset("files"), POLICY) == ("backup", "second")
    assert copied_from(asset("second"), POLICY) == ("backup", "files")
    assert copies(asset("other"), POLICY) == ()
