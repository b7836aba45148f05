"""The register in JSON-LD: valid, complete, in words of the vocabulary alone."""

import json
import re
from collections.abc import Iterator

import pytest

from audit.errors import UsageError
from audit.gdpr.register.dpv import terms
from audit.gdpr.register.paper import register_paper
from policies.language import Policy
from policies.load import load
from policies.wording import LANGUAGES, wording
from reports.jsonld import CONTEXT, renderer
from tests.unit.audit.gdpr.register.offices import ON, WEBSHOP, office
from tests.unit.reports.papers import paper
from tests.unit.reports.samples import check

LISTED = {str(each) for each in terms()}
COUNTRY = re.compile(r"loc:[A-Z]{2}")


def document(policy: Policy, language: str = "en") -> dict:
    return json.loads(renderer.render(register_paper(policy, ON, wording(language))))


def words(value: object) -> Iterator[str]:
    """Every word with a prefix of the context: keys, types and ids."""
    if isinstance(value, list):
        for each in value:
            yield from words(each)
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "@context":
                continue
            named = ([inner] if isinstance(inner, str) else inner) if key in ("@id", "@type") else []
            yield from (word for word in (key, *named) if word.partition(":")[0] in ("dpv", "pd", "loc", "eu-gdpr"))
            yield from words(inner)


EVERYTHING = office(
    {
        "subjects": "[customer, employee, job-applicant, member, patient, student, user, visitor, child, beekeeper]",
        "measures": "[mfa, encryption-at-rest, encryption-in-transit, private-network, block-public-access, no-link-sharing, mailbox-auditing, moat]",
        "legal_basis": "{staff: A6-1-e}",
        "categories": "[contact, sick, crime, number]",
        "art10_basis": "law of 1 January",
        "pseudonymised": "true",
        "logging": '{access: "on"}',
        "region": "EEA",
    },
    organisation="{id: office, name: The Office, country: BE, dpo: privacy office, representative: somebody, joint_controllers: [another]}",
    categories="{contact: , sick: {dpv: MedicalHealth, sensitive: art9}, crime: {sensitive: art10}, number: {dpv: OfficialID, sensitive: national-id}}",
    processors="{host: {name: Host, country: US, transfers: [{to: IN, safeguard: A46-2-c}], assets: [files]}, sub: {role: sub-processor, under: host, assets: [files]}}",
    on_behalf_of="{club: {name: Club, contact: x, country: BE, dpo: y, representative: z, processing: [mail], transfers: [{to: IN, safeguard: A49-1-a}]}}",
    documents=None,
)


@pytest.mark.parametrize("policy", [load(WEBSHOP), office(), EVERYTHING], ids=["webshop", "office", "everything"])
def test_every_word_is_in_the_list_of_the_vocabulary(policy: Policy):
    used = set(words(document(policy)))
    assert len(used) > 20
    assert {word for word in used - LISTED if not COUNTRY.fullmatch(word)} == set()


def test_an_activity_says_what_article_30_asks_for():
    told = document(office())
    (activity,) = [node for node in told["@graph"] if node["@id"] == "urn:toegang:activity:files/staff"]
    assert activity["@type"] == "dpv:PersonalDataProcess"
    assert activity["dpv:hasDataController"] == {"@id": "urn:toegang:organisation"}
    assert activity["dpv:hasPurpose"]["@type"] == ["dpv:PersonnelManagement"]
    assert activity["dpv:hasLegalBasis"] == [{"@id": "eu-gdpr:A6-1-c"}, {"@id": "eu-gdpr:A9-2-b"}]
    assert [each["@type"] for each in activity["dpv:hasPersonalData"]] == [
        ["pd:Contact"],
        ["pd:MedicalHealth", "dpv:SpecialCategoryPersonalData"],
    ]
    assert activity["dpv:hasDataSubject"][0]["@type"] == "dpv:Employee"
    assert activity["dpv:hasRecipient"][0]["dpv:hasName"] == "Fund"
    (transfer,) = activity["dpv:hasDataProcessor"][0]["dpv:hasProcess"]
    assert (transfer["dpv:hasThirdCountry"], transfer["dpv:hasLegalBasis"]) == ({"@id": "loc:US"}, {"@id": "eu-gdpr:A45-3"})
    kept, lies = activity["dpv:hasStorageCondition"]
    assert (kept["dpv:hasDuration"]["@value"], lies["dpv:hasLocation"]) == ("P5Y", {"@id": "loc:EU"})
    assert activity["dpv:hasTechnicalOrganisationalMeasure"][0]["@type"] == "dpv:MultiFactorAuthentication"


def test_what_is_not_known_is_left_out():
    silent = dict.fromkeys(("region", "subjects", "purposes", "legal_basis", "art9_basis", "recipients", "retention", "measures"))
    node = document(office(silent, processors=None, documents=None))["@graph"][1]
    assert set(node) == {"@id", "@type", "rdfs:label", "dpv:hasIdentifier", "dpv:hasDataController", "dpv:hasPersonalData"}


@pytest.mark.parametrize("word", ["no such word", "http://elsewhere.example/x", '"', ""])
def test_a_word_that_can_be_none_of_the_vocabulary_is_a_plain_category(word: str):
    policy = office({"categories": "[contact]"}, categories="{contact: {dpv: '" + word + "'}}" if word else "{contact: }")
    (kind,) = document(policy)["@graph"][1]["dpv:hasPersonalData"]
    assert kind["@type"] == ["dpv:PersonalData"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_say_their_language(language: str):
    told = document(load(WEBSHOP), language)
    assert told["dcterms:title"]["@language"] == language
    assert told["@context"] == CONTEXT


def test_the_controllers_that_one_processes_for_stand_in_it():
    (node,) = [each for each in document(EVERYTHING)["@graph"] if each["@id"] == "urn:toegang:on-behalf-of:club"]
    assert node["dpv:hasDataController"]["dpv:hasName"] == "Club"
    assert node["dpv:hasDataProcessor"][0] == {"@id": "urn:toegang:organisation"}


@pytest.mark.parametrize("report", [paper(), check()])
def test_any_other_report_is_refused(report):
    with pytest.raises(UsageError, match="record of processing activities alone"):
        renderer.render(report)
