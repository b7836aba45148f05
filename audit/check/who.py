"""Which words of a policy's `who:` hold for a subject that enters with one account."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from audit.model.facts import Principal
from audit.model.reach import Subject, SubjectKind
from policies.language import Party, Person, Policy, Proof, Who, WhoKind

ALL = Who(WhoKind.ALL)

EEA = frozenset(
    {
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS"),
        *("IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
    }
)  # Member States and the EEA Agreement's IS, LI, NO (as of 2026-01-01)

PERSONAL_MAIL = frozenset(
    {
        *("aol.com", "gmail.com", "gmx.com", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "live.com", "mail.com", "me.com"),
        *("msn.com", "outlook.com", "proton.me", "protonmail.com", "skynet.be", "telenet.be", "yahoo.com"),
    }
)  # providers of mailboxes for private persons: nobody's employer runs them


@dataclass(frozen=True, slots=True)
class Roster:
    """The people and parties of a policy by id, and the days on which each person signed or learned what."""

    people: Mapping[str, Person]
    processors: Mapping[str, Party]
    recipients: Mapping[str, Party]
    signed: Mapping[tuple[str, str], tuple[date, ...]]  # by document and person
    trained: Mapping[tuple[str, str], tuple[date, ...]]

    @classmethod
    def of(cls, policy: Policy) -> "Roster":
        """Indexes a policy once."""
        return cls(
            people={person.id: person for person in policy.people},
            processors={party.id: party for party in policy.processors},
            recipients={party.id: party for party in policy.recipients},
            signed=_days(policy.signed),
            trained=_days(policy.trained),
        )

    def person(self, subject: Subject | None) -> Person | None:
        """The person on the roster that a subject is, if it is one."""
        return self.people.get(subject.id) if subject is not None and subject.kind is SubjectKind.PERSON else None

    def processor(self, subject: Subject) -> Party | None:
        """The processor that a subject is or works for, if any."""
        person = self.person(subject)
        name = person.of if person else subject.id
        return self.processors.get(name) if person or subject.kind is SubjectKind.PROCESSOR else None


def words_of(roster: Roster, subject: Subject, account: Principal | None, on: date) -> frozenset[Who]:
    """Every `who:` that names this subject on that day; `role:*` and the like stand for the names they match."""
    words = {ALL, *_subject_words(roster, subject, on)}
    if account is not None and uses_personal_mail(account):
        words.add(Who(WhoKind.PERSONAL_MAIL_ACCOUNTS))
    named = [Who(word.kind, "*") for word in words if word.name]
    return frozenset(words.union(named))


def uses_personal_mail(account: Principal) -> bool:
    """Whether the account is somebody's private mailbox address."""
    return account.attribute("personal_mail") == "true" or account.email.rpartition("@")[2].lower() in PERSONAL_MAIL


def working_roles(person: Person, on: date) -> frozenset[str]:
    """The roles a person acts in that day: none before the first working day or after the last."""
    return frozenset() if person.has_left(on) or person.not_yet_started(on) else person.roles_on(on)


def _days(proofs: Iterable[Proof]) -> dict[tuple[str, str], tuple[date, ...]]:
    days: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    for proof in proofs:
        days[proof.document, proof.person].append(proof.on)
    return {key: tuple(found) for key, found in days.items()}


def _subject_words(roster: Roster, subject: Subject, on: date) -> Iterator[Who]:
    match subject.kind:
        case SubjectKind.PERSON:
            yield from _person_words(roster, subject.id, on)
        case SubjectKind.SERVICE:
            yield from (Who(WhoKind.SERVICE, subject.id), Who(WhoKind.SERVICES))
        case SubjectKind.EMERGENCY:
            yield Who(WhoKind.EMERGENCY, subject.id)
        case SubjectKind.PROCESSOR | SubjectKind.RECIPIENT:
            yield from _party_words(roster, subject.id)
        case SubjectKind.PUBLIC:
            yield from (Who(WhoKind.ANYONE), Who(WhoKind.OUTSIDE))
        case SubjectKind.COMPANY:
            yield Who(WhoKind.EVERYONE_IN_COMPANY)
        case SubjectKind.OUTSIDE:
            yield Who(WhoKind.OUTSIDE)
        case SubjectKind.SHARED:
            yield Who(WhoKind.SHARED_ACCOUNTS)
        case SubjectKind.ORPHAN | SubjectKind.UNDECLARED | SubjectKind.NOT_READ:
            return
        case _:
            assert_never(subject.kind)


def _person_words(roster: Roster, name: str, on: date) -> Iterator[Who]:
    yield from (Who(WhoKind.PERSON, name), Who(WhoKind.PEOPLE))
    person = roster.people.get(name)
    if person is None:
        return
    if person.has_left(on):
        yield Who(WhoKind.LEAVERS)
    if person.of:
        yield from _party_words(roster, person.of)
    yield from (Who(WhoKind.ROLE, role) for role in working_roles(person, on))


def _party_words(roster: Roster, name: str) -> Iterator[Who]:
    yield Who(WhoKind.OUTSIDE)
    if name in roster.processors:
        yield from _country_words(roster.processors[name], Who(WhoKind.PROCESSOR, name), Who(WhoKind.PROCESSORS))
    if name in roster.recipients:
        yield from _country_words(roster.recipients[name], Who(WhoKind.RECIPIENT, name), Who(WhoKind.RECIPIENTS))


def _country_words(party: Party, *words: Who) -> Iterator[Who]:
    yield from words
    if party.country and party.country.upper() not in EEA:
        yield Who(WhoKind.OUTSIDE_EEA)
