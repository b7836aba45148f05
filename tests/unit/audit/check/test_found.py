"""Sentences on access: every kind of subject, set of levels, verdict and condition, in three languages."""

from collections.abc import Mapping

import pytest

from audit.check.access import Access, Entry
from audit.check.found import Fault, Hits, on_access
from audit.model.facts import AUTHENTICATED, PUBLIC, Verdict
from audit.model.finding import FindingKind
from audit.model.reach import Reach, Subject, SubjectKind
from policies.language import Severity
from policies.levels import EVERYTHING, Level
from policies.wording import wording

from .worlds import READ, asset

FAULT = Fault(kind=FindingKind.UNEXPLAINED, remedy="", severity=Severity.HIGH)
P20 = Subject(SubjectKind.PERSON, "p20")
OFFICE, ACTIVE = "from the office", "the role is active"


def reach(levels: Level = READ, verdict: Verdict = Verdict.YES, condition: str = "", **changes: object) -> Reach:
    told = {"part": "", "subject": P20, "principal": "g", **changes}
    return Reach("orders", told["part"], told["subject"], "a", told["principal"], levels, verdict, condition, "", "r", 1)  # type: ignore[arg-type]  # fields of Reach


def sentences(hits: Hits, *others: Reach) -> list[str]:
    subject = hits[0][0].subject
    reached = (*(hit for hit, _ in hits), *others)
    access = Access(asset(), subject, tuple(Entry(each, frozenset(), (), Level.NONE) for each in reached))
    return [on_access(access, hits, FAULT, "x", wording(language)).finding.sentence for language in ("en", "nl", "fr")]


def by(*reaches: Reach) -> Hits:
    return tuple((each, each.levels) for each in reaches)


WHO: Mapping[SubjectKind, tuple[str, str, str]] = {
    SubjectKind.PERSON: ("n can", "n kan orders", "n peut"),
    SubjectKind.SERVICE: ("service n can", "de dienst n kan orders", "le service n peut"),
    SubjectKind.EMERGENCY: ("emergency n can", "het noodaccount n kan orders", "le compte d'urgence n peut"),
    SubjectKind.PROCESSOR: ("processor n can", "de verwerker n kan orders", "le sous-traitant n peut"),
    SubjectKind.RECIPIENT: ("recipient n can", "de ontvanger n kan orders", "le destinataire n peut"),
    SubjectKind.PUBLIC: ("anyone can", "om het even wie kan orders", "n'importe qui peut"),
    SubjectKind.COMPANY: ("everyone in the organisation can", "iedereen in de organisatie kan orders", "toute l'organisation peut"),
    SubjectKind.OUTSIDE: (
        "n, of another organisation, can",
        "n, van een andere organisatie, kan orders",
        "n, d'une autre organisation, peut",
    ),
    SubjectKind.SHARED: ("the shared account n can", "het gedeelde account n kan orders", "le compte partagé n peut"),
    SubjectKind.ORPHAN: (
        "the account n, which joins to nobody, can",
        "het account n, dat aan niemand toebehoort, kan orders",
        "le compte n, qui n'est rattaché à personne, peut",
    ),
    SubjectKind.UNDECLARED: (
        "n, which the policy does not name, can",
        "n, dat het toegangsbeleid niet noemt, kan orders",
        "n, que la politique d'accès ne mentionne pas, peut",
    ),
}


@pytest.mark.parametrize("kind", [kind for kind in SubjectKind if kind is not SubjectKind.NOT_READ])  # a gap speaks in its place
def test_who(kind: SubjectKind):
    principal = PUBLIC if kind is SubjectKind.PUBLIC else "g"
    named = Subject(kind, "" if kind in (SubjectKind.PUBLIC, SubjectKind.COMPANY) else "n")
    en, nl, fr = WHO[kind]
    assert sentences(by(reach(subject=named, principal=principal))) == [
        f"{en} find and read orders: x",
        f"{nl} vinden en inzien: x",
        f"{fr} trouver et consulter orders : x",
    ]


def test_anyone_who_signs_in():
    assert sentences(by(reach(subject=Subject(SubjectKind.PUBLIC), principal=AUTHENTICATED))) == [
        "anyone who signs in to the provider can find and read orders: x",
        "wie zich bij de aanbieder aanmeldt, kan orders vinden en inzien: x",
        "quiconque se connecte chez le fournisseur peut trouver et consulter orders : x",
    ]


def test_what():
    assert sentences(by(reach(EVERYTHING))) == [
        "p20 can find, read, change, share and manage orders: x",
        "p20 kan orders vinden, inzien, wijzigen, delen en beheren: x",
        "p20 peut trouver, consulter, modifier, partager et administrer orders : x",
    ]


def test_how_surely():
    assert sentences(by(reach(verdict=Verdict.IF, condition=OFFICE))) == [
        "p20 can find and read orders, if from the office: x",
        "p20 kan orders vinden en inzien, als from the office: x",
        "p20 peut trouver et consulter orders, si from the office : x",
    ]
    assert sentences(by(reach(verdict=Verdict.UNKNOWN))) == [
        "p20 may be able to find and read orders: x",
        "p20 kan misschien orders vinden en inzien: x",
        "p20 pourrait trouver et consulter orders : x",
    ]


def test_what_is_less_sure_than_the_rest():
    less = (reach(Level.CHANGE, Verdict.IF, OFFICE), reach(Level.SHARE, Verdict.UNKNOWN, ACTIVE))
    assert sentences(by(reach(), *less)) == [
        "p20 can find and read orders, and change it if from the office, and perhaps share it if the role is active: x",
        "p20 kan orders vinden en inzien, en ook wijzigen, als from the office, en misschien ook delen, als the role is active: x",
        "p20 peut trouver et consulter orders, et aussi modifier, si from the office, et peut-être aussi partager, si the role is active : x",
    ]
    assert sentences(by(reach(), reach(Level.CHANGE, Verdict.IF), reach(Level.SHARE, Verdict.UNKNOWN))) == [
        "p20 can find and read orders, and change it, and perhaps share it: x",
        "p20 kan orders vinden en inzien, en ook wijzigen, en misschien ook delen: x",
        "p20 peut trouver et consulter orders, et aussi modifier, et peut-être aussi partager : x",
    ]


def test_of_which_parts():
    assert sentences(by(reach(part="labels/"), reach()), reach(part="invoices/")) == [
        "p20 can find and read orders (labels/ and the rest): x",
        "p20 kan orders (labels/ en de rest) vinden en inzien: x",
        "p20 peut trouver et consulter orders (labels/ et le reste) : x",
    ]
