"""A small shop for the tests of this room: its policy, and what a run of it saw."""

from datetime import UTC, date, datetime

from audit.check.world import World, see
from audit.gdpr.erasure.case import Case, case
from audit.gdpr.erasure.log import Log, Recorded, Request, Right
from audit.model.facts import Gap, Grant
from audit.model.head import Head
from audit.model.paper import Bullets, Checklist, Heading, Paper, Paragraph, Table
from audit.resolve import resolve
from audit.runs.memory import MemoryFacts
from policies.language import Policy
from policies.levels import Level
from policies.load import load_text
from tests.unit.audit.resolve.worlds import Listed, user

RECEIVED, TODAY = date(2026, 10, 31), date(2026, 11, 5)
READ = Level.FIND | Level.READ
CHANGE = READ | Level.CHANGE

SHOP = """
version: 1
house_rules: {profile: starter}
organisation:
  id: shop
  name: The Shop
  country: BE
  address: Street 1
  contact: {email: privacy@shop.example}
  supervisory_authority: GBA/APD
  domains: [shop.example]
purposes:
  orders: {label: {en: orders, nl: bestellingen, fr: commandes}, dpv: ServiceProvision}
  news: {label: {en: news}, dpv: DirectMarketing}
  running: {label: {en: running the shop}, dpv: EnforceSecurity}
  books: {label: {en: the books}, dpv: FulfilmentOfObligation}
roles:
  care: {label: {en: customer care}, purposes: [orders]}
  books: {label: {en: accounting}, purposes: [books]}
people:
  p01: {roles: [care], accounts: {aws: p01}}
  p02: {roles: [care, books], accounts: {aws: p02}}
  p03: {ends: 2026-09-30, roles: [care], accounts: {aws: p03}}
  p04: {language: fr, accounts: {aws: p04}}
services: {app: {owner: p01, purpose: orders, accounts: {aws: role/app}}}
categories:
  contact: {label: {en: contact details}}
  secret: {label: {en: password hash}, sensitive: credentials}
  health: {label: {en: health}, sensitive: art9}
processors:
  host: {name: the host, country: IE, hosting: true, assets: [db, invoices, list, paper, backups], transfers: [{to: US, safeguard: A45-3}]}
  mailer: {name: the mailer, country: NL, assets: [list]}
recipients:
  carrier: {name: the carrier, country: BE, for: orders}
assets:
  db:
    label: {en: the database, nl: de databank}
    owner: p01
    where: s3://db
    region: EU
    subjects: [customer]
    categories: [contact, secret]
    purposes: [orders, running]
    legal_basis: {orders: A6-1-b, running: A6-1-f}
    recipients: [carrier]
    retention: {keep: P3Y, from: last_order, then: anonymise}
    find_by: [email, customer_number]
    erase: {action: anonymise, how: shop admin, not_enough: blocking the account}
  invoices:
    label: {en: invoices, nl: facturen}
    owner: p02
    where: s3://invoices
    region: EU
    subjects: [customer]
    categories: [contact]
    purposes: [books]
    legal_basis: {books: A6-1-c}
    retention: {keep: P10Y, from: end_of_financial_year, then: delete, law: [be-vat, be-accounting]}
    find_by: [customer_number]
    erase: {action: keep, exception: A17-3-b, restrict: true}
  backups:
    label: {en: backups}
    owner: p01
    copy_of: db
    where: s3://backups
    retention: {keep: P35D, from: creation, then: delete}
    erase: {action: expires}
  list:
    label: {en: mailing list}
    owner: p01
    where: s3://list
    region: EU
    subjects: [customer, prospect]
    categories: [contact]
    purposes: [news]
    legal_basis: {news: A6-1-a}
    consent: {proof_fields: [email]}
    retention: {keep: P3Y, from: withdrawal, then: delete}
    find_by: [email]
    erase: {action: suppress}
  paper:
    label: {en: paper forms}
    owner: p01
    where: s3://paper
    region: EU
    subjects: [customer]
    categories: [contact]
    purposes: [orders]
    legal_basis: {orders: A6-1-b}
    retention: {keep: P1Y, from: creation, then: delete}
    find_by: [form_number]
    erase: {action: delete}
  staff:
    label: {en: personnel files}
    owner: p02
    where: s3://staff
    region: EU
    subjects: [employee]
    categories: [contact, health]
    purposes: [books]
    legal_basis: {books: A6-1-c}
    art9_basis: A9-2-b
    retention: {keep: P5Y, from: end_of_employment, then: delete, law: [be-social-documents]}
    find_by: [staff_number]
    erase: {action: keep, exception: A17-3-b}
allow:
  - {id: A1, who: role:care, may: change, which: [db, paper], for: orders, until: 2026-12-31}
  - {id: A2, who: service:app, may: change, which: db, for: orders}
  - {id: A3, who: role:books, may: read, which: invoices, part: 2026/, for: books}
  - {id: A4, who: role:care, may: manage, which: list, until: 2027-01-31}
  - {id: A5, who: "processor:mailer", may: read, which: list, for: news}
forbid:
  - {id: F1, who: role:care, may: change, which: paper}
require:
  - {id: R1, for_access_to: all, level: read, who: people, need: {signed: nda}}
  - {id: R2, for_access_to: all, level: read, who: people, need: {trained: basics, within: P1Y}}
documents:
  nda: {kind: staff-agreement, says: [keep it to yourself]}
  basics: {kind: training}
signed: {nda: {p01: 2026-02-01}}
trained: {basics: {p01: 2025-09-01, p02: 2026-09-01}}
"""


def shop(more: str = "", **changes: str) -> Policy:
    """The shop's policy; `changes` replace the lines of an asset that begin with a word (`db__erase="erase: {action: delete}"`)."""
    text = SHOP
    for name, line in changes.items():
        asset, word = name.split("__")
        start = text.index(f"\n  {asset}:\n", text.index("\nassets:"))
        at = text.index(f"\n    {word}:", start)
        text = f"{text[:at]}{chr(10) + '    ' + line if line else ''}{text[text.index(chr(10), at + 1) :]}"
    return load_text({"shop.yaml": text, **({"shop2.yaml": f"version: 1\n{more}"} if more else {})})


def grants(*pairs: tuple[str, str, Level], gaps: tuple[Gap, ...] = ()) -> Listed:
    """A provider that saw who has which levels where: (store, account, levels)."""
    stores = dict.fromkeys(store for store, _, _ in pairs)
    return Listed(
        tuple((f"s3://{store}", frozenset(Grant(user(who).id, levels) for at, who, levels in pairs if at == store)) for store in stores),
        gaps=gaps,
    )


def seen(policy: Policy, provider: Listed, on: date = TODAY) -> World:
    facts = MemoryFacts([user(f"p0{number}") for number in range(1, 6)])
    return see(policy, facts, resolve(policy, facts, (provider,), on), on, (provider,))


def head(on: date = TODAY) -> Head:
    return Head("2026-11-05T02-00-00Z", datetime(on.year, on.month, on.day, 2, tzinfo=UTC), on, "0" * 64, "1.0", "The Shop")


def request(right: Right = Right.ERASURE, subject: str = "customer", *known_by: str, received: date = RECEIVED) -> Request:
    return Request("20261031-0001", right, subject, received, known_by or ("email",))


def log(*steps: Recorded, asked: Request | None = None) -> Log:
    return Log(asked or request(), steps)


def done(step: str, on: date = TODAY, by: str = "p01", **more: object) -> Recorded:
    return Recorded(step, on, by, **more)  # type: ignore[arg-type]  # named fields of Recorded


def asked(policy: Policy, told: Log | None = None, world: World | None = None, today: date = TODAY, *, kept: bool = True) -> Case:
    return case(policy, told or log(), today, world, head() if world else None, kept=kept)


def texts(paper: Paper) -> str:
    """Everything that a paper says, a line for each text."""
    lines = [paper.title]
    for part in paper.parts:
        match part:
            case Heading() | Paragraph():
                lines.append(part.text)
            case Bullets():
                lines += part.items
            case Checklist():
                lines += [line for item in part.items for line in (f"[{'x' if item.done else ' '}] {item.text}", *item.details)]
            case Table():
                lines += [" | ".join(row) for row in (part.columns, *part.rows)]
    return "\n".join(lines)
