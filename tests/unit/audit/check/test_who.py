"""The policy's words for who somebody is."""

from dataclasses import replace
from datetime import date

import pytest

from audit.check.who import Roster, words_of
from audit.model.reach import Subject, SubjectKind
from policies.language import Party
from tests.unit.audit.resolve.worlds import AT, TODAY, user

from .worlds import developer, world

POLICY = world(
    developer(),
    developer("x01", of="us"),
    developer("p25", ends=date(2026, 8, 31)),
    developer("p30", starts=date(2027, 1, 1)),
    processors=(Party("us", AT, country="US"),),
    recipients=(Party("books", AT, country="BE"),),
)
ROSTER = Roster.of(POLICY)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (Subject(SubjectKind.PERSON, "p20"), "all people person:* person:p20 role:* role:developer"),
        (
            Subject(SubjectKind.PERSON, "x01"),
            "all outside outside-eea people person:* person:x01 processor:* processor:us processors role:* role:developer",
        ),
        (Subject(SubjectKind.PERSON, "p25"), "all leavers people person:* person:p25"),
        (Subject(SubjectKind.PERSON, "p30"), "all people person:* person:p30"),
        (Subject(SubjectKind.SERVICE, "etl"), "all service:* service:etl services"),
        (Subject(SubjectKind.RECIPIENT, "books"), "all outside recipient:* recipient:books recipients"),
        (Subject(SubjectKind.PUBLIC), "all anyone outside"),
        (Subject(SubjectKind.COMPANY), "all everyone-in-company"),
        (Subject(SubjectKind.OUTSIDE, "aws://9"), "all outside"),
        (Subject(SubjectKind.SHARED, "aws://1/iam/user/desk"), "all shared-accounts"),
        (Subject(SubjectKind.ORPHAN, "aws://1/iam/user/old"), "all"),
    ],
)
def test_words(subject: Subject, words: str):
    assert sorted(map(str, words_of(ROSTER, subject, None, TODAY))) == words.split()


@pytest.mark.parametrize(("address", "private"), [("x@gmail.com", True), ("x@shop.example", False), ("", False)])
def test_a_private_mailbox(address: str, private: bool):
    words = words_of(ROSTER, Subject(SubjectKind.PERSON, "p20"), replace(user("p20"), email=address), TODAY)
    assert ("personal-mail-accounts" in map(str, words)) is private
