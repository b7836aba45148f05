"""JSON-LD: the record of processing activities in the words of the W3C Data Privacy Vocabulary, for tools that exchange registers.

A word of the policy's own (`dpv:` of a category or purpose) is taken as it is written. What the vocabulary has no word for is its nearest class with
a label. Countries are those of its `loc` extension: ISO 3166-1, two letters.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from audit.errors import UsageError
from audit.gdpr.register.body import Activity, Controller, Kept, OnBehalf, Receiver, Register, Term, TransferTo
from audit.gdpr.register.dpv import terms
from audit.model.paper import Paper, Report

Json = str | list["Json"] | dict[str, "Json"]

CONTEXT: dict[str, Json] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "loc": "https://w3id.org/dpv/loc#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_US = "urn:toegang:organisation"
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_PLACE = re.compile(r"[A-Z]{2}|EEA")
_SENSITIVE = {"art9": "dpv:SpecialCategoryPersonalData", "art10": "dpv:SensitivePersonalData", "national-id": "dpv:SensitivePersonalData"}
_ROLES = {"processor": "dpv:DataProcessor", "sub-processor": "dpv:DataSubProcessor", "recipient": "dpv:Recipient"}
_SUBJECTS = {
    "customer": "dpv:Customer",
    "employee": "dpv:Employee",
    "job-applicant": "dpv:JobApplicant",
    "member": "dpv:Member",
    "patient": "dpv:Patient",
    "student": "dpv:Student",
    "user": "dpv:User",
    "visitor": "dpv:Visitor",
    "child": "dpv:Child",
}
_MEASURES = {
    "mfa": "dpv:MultiFactorAuthentication",
    "encryption-at-rest": "dpv:EncryptionAtRest",
    "encryption-in-transit": "dpv:EncryptionInTransfer",
    "private-network": "dpv:NetworkSecurityProtocols",
    "block-public-access": "dpv:AccessControlMethod",
    "no-link-sharing": "dpv:AccessControlMethod",
    "no-external-sharing": "dpv:AccessControlMethod",
    "access-logging": "dpv:ActivityMonitoring",
    "mailbox-auditing": "dpv:ActivityMonitoring",
    "pseudonymised": "dpv:Pseudonymisation",
}


@dataclass(frozen=True, slots=True)
class JsonLd:
    """The renderer: of the register alone."""

    name: str = "jsonld"
    extension: str = "jsonld"
    whole: bool = False

    def render(self, report: Report) -> str:
        """The whole register as one graph. Raises UsageError for anything else."""
        if not (isinstance(report, Paper) and isinstance(report.body, Register)):
            raise UsageError("jsonld shows the record of processing activities alone", "--format json shows this")
        told = report.body
        graph: list[Json] = [_controller(told.controller)]
        graph += [_activity(each, report.language) for each in told.activities]
        graph += [_on_behalf(each) for each in told.on_behalf_of]
        whole: Json = {
            "@context": CONTEXT,
            "@id": "urn:toegang:register",
            "dcterms:title": _text(report.title, report.language),
            "dcterms:date": {"@value": told.as_of.isoformat(), "@type": "xsd:date"},
            "@graph": graph,
        }
        return json.dumps(whole, ensure_ascii=True, allow_nan=False, sort_keys=True, indent=2) + "\n"

    def schemas(self) -> Mapping[str, str]:
        """None: the vocabulary says what the words mean."""
        return {}


def _controller(told: Controller) -> Json:
    return _node(
        "dpv:DataController",
        _US,
        {
            "dpv:hasName": told.name,
            "dpv:hasIdentifier": told.enterprise_number,
            "dpv:hasAddress": told.address,
            "dpv:hasCountry": _place(told.country),
            "dpv:hasContact": told.contact,
            "dpv:hasDataProtectionOfficer": told.dpo,
            "dpv:hasRepresentative": told.representative,
            "dpv:hasJointDataControllers": list(told.joint_controllers),
        },
    )


def _activity(told: Activity, language: str) -> Json:
    return _node(
        "dpv:PersonalDataProcess",
        _id("activity", told.id),
        {
            "rdfs:label": _text(told.name, language),
            "dpv:hasIdentifier": told.id,
            "dpv:hasDataController": {"@id": _US},
            "dpv:hasPurpose": _term(told.purpose, "dpv", "dpv:Purpose", "purpose", language) if told.purpose else "",
            "dpv:hasLegalBasis": [_basis(each) for each in told.legal_basis],
            "dpv:hasPersonalData": [
                _term(each, "pd", "dpv:PersonalData", "category", language) for each in (*told.categories, *told.unexpected)
            ],
            "dpv:hasDataSubject": [_labelled(_SUBJECTS.get(each, "dpv:DataSubject"), each) for each in told.subjects],
            "dpv:hasDataProcessor": [_receiver(each) for each in told.receivers if each.role != "recipient"],
            "dpv:hasRecipient": [_receiver(each) for each in told.receivers if each.role == "recipient"],
            "dpv:hasStorageCondition": [*_kept(told.retention), *_lies(told.region)],
            "dpv:hasTechnicalOrganisationalMeasure": [_measure(each) for each in told.measures],
        },
    )


def _on_behalf(told: OnBehalf) -> Json:
    controller = _node(
        "dpv:DataController",
        _id("controller", told.id),
        {
            "dpv:hasName": told.name,
            "dpv:hasContact": told.contact,
            "dpv:hasCountry": _place(told.country),
            "dpv:hasRepresentative": told.representative,
            "dpv:hasDataProtectionOfficer": told.dpo,
        },
    )
    return _node(
        "dpv:PersonalDataProcess",
        _id("on-behalf-of", told.id),
        {
            "rdfs:label": list(told.processing),
            "dpv:hasDataController": controller,
            "dpv:hasDataProcessor": [{"@id": _US}, *(_receiver(each) for each in told.receivers)],
            "dpv:hasProcess": [_transfer(each) for each in told.transfers],
            "dpv:hasTechnicalOrganisationalMeasure": [_measure(each) for each in told.measures],
        },
    )


def _receiver(told: Receiver) -> Json:
    return _node(
        _ROLES[told.role],
        _id("party", told.id),
        {
            "dpv:hasName": told.name,
            "dpv:hasCountry": _place(told.country),
            "dpv:hasProcess": [_transfer(each) for each in told.transfers],
        },
    )


def _transfer(told: TransferTo) -> Json:
    """A transfer is a process of its own: a third country and what it rests on."""
    return _node(
        "dpv:PersonalDataProcess",
        "",
        {"dpv:hasThirdCountry": _place(told.country), "dpv:hasLegalBasis": _basis(told.safeguard) if told.safeguard else ""},
    )


def _term(told: Term, prefix: str, otherwise: str, kind: str, language: str) -> Json:
    word = told.dpv.removeprefix(f"{prefix}:")
    kinds = [f"{prefix}:{word}"] if _WORD.fullmatch(word) else [otherwise]
    if told.sensitive in _SENSITIVE:
        kinds.append(_SENSITIVE[told.sensitive])
    node: dict[str, Json] = {"@type": list(kinds), "rdfs:label": _text(told.label, language)}
    return {"@id": _id(kind, told.id), **node} if told.id else node


def _basis(text: str) -> Json:
    """An article that the vocabulary knows; any other ground, say a law, by its words."""
    known = {each.term for each in terms() if each.vocabulary == "eu-gdpr"}
    return {"@id": f"eu-gdpr:{text}"} if text in known else _labelled("dpv:LegalBasis", text)


def _measure(text: str) -> Json:
    return _labelled(_MEASURES.get(text, "dpv:TechnicalOrganisationalMeasure"), text)


def _kept(told: Kept | None) -> list[Json]:
    if told is None:
        return []
    comment = "; ".join(filter(None, (told.counted_from and f"from {told.counted_from}", told.then and f"then {told.then}", told.basis)))
    duration: Json = {"@value": told.keep, "@type": "xsd:duration"}
    return [_node("dpv:StorageDuration", "", {"dpv:hasDuration": duration, "rdfs:comment": comment})]


def _lies(region: str) -> list[Json]:
    return [_node("dpv:StorageLocation", "", {"dpv:hasLocation": _place(region)})] if region else []


def _place(code: str) -> Json:
    return {"@id": f"loc:{code}"} if _PLACE.fullmatch(code) else code


def _labelled(kind: str, label: str) -> Json:
    return {"@type": kind, "rdfs:label": label}


def _text(text: str, language: str) -> Json:
    return {"@value": text, "@language": language}


def _id(kind: str, name: str) -> str:
    return f"urn:toegang:{kind}:{quote(name, safe='/')}"


def _node(kind: str, name: str, told: Mapping[str, Json]) -> Json:
    """A node without what is empty: in JSON-LD what is not said is left out."""
    head: dict[str, Json] = {"@type": kind, **({"@id": name} if name else {})}
    return head | {key: value for key, value in told.items() if value}


renderer = JsonLd()
