"""A pack by hand: an owner with two assets, ways of every kind, and names that a spreadsheet could take for formulas."""

from datetime import date

from audit.gdpr.could import Could
from audit.gdpr.review.lines import Line, Pack
from audit.model.facts import Gap, Verdict
from audit.model.reach import Path, Step, StepKind, Subject, SubjectKind
from audit.model.reviewed import line_id, way_of
from policies.errors import Place
from policies.language import Allow, Asset, Policy, Who, WhoKind
from policies.levels import Level
from policies.load import load_text

RUN = "2026-11-20T02-00-00Z"
AT = Place("policy.yaml")
READ = Level.FIND | Level.READ
RULE = Allow("A1", (Who(WhoKind.ROLE, "finance"),), Level.READ, ("invoices",), AT, until=date(2027, 6, 30), why="the accounts")

POLICY: Policy = load_text(
    {
        "policy.yaml": """
version: 1
house_rules: {profile: starter, deciders: [management]}
people:
  p01: {roles: [management], email: p01@shop.example}
  p02: {roles: [finance]}
  p17: {roles: [finance], email: p17@shop.example, aliases: [owner@shop.example]}
  p18: {roles: [management], ends: 2026-11-21}
  x01: {of: printer, roles: [management]}
processors: {printer: {name: printer, people: [x01]}}
roles: {management: {purposes: []}, finance: {purposes: []}}
categories: {invoice: {label: invoices}}
assets:
  invoices: {label: invoices, owner: p17, where: "s3://invoices", categories: [invoice]}
  labels: {label: labels, owner: p17, where: "s3://labels", categories: [invoice]}
"""
    }
)


def path(grantee: str) -> Path:
    return (Step(StepKind.JOINED, "person:x", "s://user/x", "so"), Step(StepKind.GRANT, grantee, "s3://invoices", "a key"))


def line(subject: Subject, levels: Level = READ, asset: str = "invoices", grantee: str = "s://group/g", **changes: object) -> Line:
    told = {
        "parts": ("",),
        "could": (Could(Verdict.YES, levels),),
        "path": path(grantee),
        "rules": (RULE,),
        "uncovered": Level.NONE,
        "against": (),
        "last_used": "",
        "may_decide": ("p17", "p01"),
        **changes,
    }
    return Line(line_id(way_of(asset, subject, grantee), levels), asset, subject, levels=levels, grantee=grantee, **told)  # type: ignore[arg-type]  # named fields of Line


P02 = line(Subject(SubjectKind.PERSON, "p02"))
OWN = line(Subject(SubjectKind.PERSON, "p17"), may_decide=("p01",))
PRINTER = line(Subject(SubjectKind.PROCESSOR, "printer"), rules=(), uncovered=READ)
HOSTILE = line(Subject(SubjectKind.OUTSIDE, "=HYPERLINK(1)"), rules=(), uncovered=READ, against=(("F1", "W1"), ("F2", "")))
CONTROL = line(Subject(SubjectKind.PERSON, "p02"), Level.MANAGE, "labels", could=(Could(Verdict.IF, Level.MANAGE, ("activated",)),))

PACK = Pack(
    run=RUN,
    policy=POLICY.digest,
    owner="p17",
    assets=tuple(asset for asset in POLICY.assets if asset.owner == "p17"),
    lines=(P02, OWN, PRINTER, HOSTILE, CONTROL),
    gaps=(),
    activity=False,
    names=(),
)
GAP = Gap("s", "boxes", "s3://labels", "Open", "locked", "s:Open")
LABELS: Asset = POLICY.assets[1]
