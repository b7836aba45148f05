"""Who receives an asset's data."""

import pytest

from audit.gdpr.register.body import TransferTo
from audit.gdpr.register.receivers import parties_of, receiver, transfers_of
from policies.language import Transfer
from tests.unit.audit.gdpr.register.offices import office

SUB = "{host: {name: Host, country: IE, assets: [files]}, sub: {role: sub-processor, under: host, country: US}}"


@pytest.mark.parametrize(
    ("files", "changes", "expected"),
    [
        ({}, {}, ["host", "fund"]),
        ({"recipients": None}, {}, ["host"]),
        ({"recipients": "[host]"}, {"processors": "{host: {name: Host}}"}, ["host"]),
        ({"recipients": None}, {"processors": "{host: {}}", "allow": "[{id: A1, who: processor:host, may: read, which: files}]"}, ["host"]),
        ({"recipients": "[]"}, {"processors": None, "documents": None}, []),
    ],
)
def test_the_parties_that_it_names_that_name_it_or_that_a_rule_lets_in(files, changes, expected):
    policy = office(files, **changes)
    assert [party.id for party in parties_of(policy, policy.assets[0])] == expected


def test_a_party_is_a_processor_a_sub_processor_or_a_recipient():
    policy = office(processors=SUB)
    told = {party.id: receiver(policy, party).role for party in (*policy.processors, *policy.recipients)}
    assert told == {"host": "processor", "sub": "sub-processor", "fund": "recipient"}


@pytest.mark.parametrize(
    ("country", "transfers", "expected"),
    [
        ("BE", (), ()),
        ("NO", (Transfer("IE", "A45-3"),), ()),
        ("US", (), (TransferTo("US"),)),
        ("US", (Transfer("US", "A45-3"),), (TransferTo("US", "A45-3"),)),
        ("BE", (Transfer("IN", ""),), (TransferTo("IN"),)),
        ("", (), ()),
    ],
)
def test_a_party_outside_the_eea_is_a_transfer_itself(country, transfers, expected):
    assert transfers_of(country, transfers) == expected
