"""A small office whose register is whole, as text; each test changes what it is about."""

from datetime import date
from pathlib import Path

import policies
from policies.language import Policy
from policies.load import load_text

ON = date(2026, 11, 23)
WEBSHOP = Path(policies.__file__).parent / "examples" / "webshop"

ORGANISATION = (
    "{id: office, name: The Office, address: Street 1, country: BE, contact: {email: privacy@office.example}, dpo: null, dpo_reason: small}"
)
FILES = {
    "label": "{nl: dossiers, en: files}",
    "owner": "p01",
    "where": "s3://shop-orders",
    "region": "EU",
    "subjects": "[employee]",
    "categories": "[contact, sick]",
    "purposes": "[staff]",
    "legal_basis": "{staff: A6-1-c}",
    "art9_basis": "A9-2-b",
    "recipients": "[fund]",
    "retention": "{keep: P5Y, from: end_of_employment, then: delete, basis: law}",
    "measures": "[mfa]",
}
KEYS = {
    "organisation": ORGANISATION,
    "tool_as_processing": "{purpose: to show who has access, legal_basis: [A6-1-f], reads: [accounts]}",
    "people": "{p01: {roles: [boss]}, p02: {roles: [hr], accounts: {aws: p02}}, p03: {roles: [helper], accounts: {aws: p03}}}",
    "roles": "{boss: {purposes: [staff]}, hr: {label: {nl: personeelsdienst, en: HR}, purposes: [staff]}, helper: {purposes: [staff]}}",
    "purposes": "{staff: {label: {en: running the staff}, dpv: PersonnelManagement}}",
    "categories": "{contact: {dpv: Contact}, sick: {label: {en: sick notes}, dpv: MedicalHealth, sensitive: art9}, crime: {sensitive: art10}, belief: {sensitive: art9}}",
    "processors": "{host: {name: Host, country: IE, agreement: dpa, transfers: [{to: US, safeguard: A45-3}], assets: [files]}}",
    "recipients": "{fund: {name: Fund, country: BE, for: staff}}",
    "documents": "{dpa: {kind: processor-agreement, with: host, signed_on: 2026-01-01, art28_3: [a, b, c, d, e, f, g, h]}, vow: {kind: confidentiality}}",
    "allow": "[{id: A1, who: role:hr, may: change, which: files, for: staff, why: keeps the files}]",
}


def office(files: dict[str, str | None] | None = None, **changes: str | None) -> Policy:
    """The office with some keys written anew (None: left out), and the fields of its one asset `files` likewise."""
    fields = {**FILES, **(files or {})}
    asset = ", ".join(f"{key}: {value}" for key, value in fields.items() if value is not None)
    keys = {**KEYS, "assets": f"{{files: {{{asset}}}}}", **changes}
    lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
    return load_text({"policy.yaml": "\n".join(("version: 1", "house_rules: {profile: starter}", *lines)) + "\n"})
