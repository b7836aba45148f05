"""Who and what a word finds in one run: assets of the inventory; people, services and parties; the accounts that were read."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from audit.model.facts import PrincipalKind
from audit.model.reach import Subject, SubjectKind
from audit.pipeline import Held
from audit.pseudonyms import hides_names
from audit.questions import names_of
from audit.renaming import renamed
from audit.saying import subject_in_short
from policies.language import Policy
from policies.wording import Wording

SHORTEST = 2  # letters
MOST = 200
_ACCOUNTS = 3  # shown of one subject


@dataclass(frozen=True, slots=True)
class FoundAsset:
    """An asset, with how many subjects reach it."""

    asset: str
    label: str
    owner: str
    subjects: int
    link: str


@dataclass(frozen=True, slots=True)
class FoundSubject:
    """Somebody, with the accounts that the word is in, and how many assets they reach; `link` is empty where a report has nothing of them."""

    who: str
    accounts: tuple[str, ...]
    more: int
    assets: int
    link: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a word finds; `left_out` counts what there is beyond the most that a page shows, `gaps` what the run could not read."""

    assets: tuple[FoundAsset, ...] = ()
    subjects: tuple[FoundSubject, ...] = ()
    left_out: int = 0
    gaps: int = 0


def search(held: Held, word: str, say: Wording) -> Found:
    """What has the word in it, whatever the case. People go by their number where the policy's reports do. Raises RunError for a run that can't be read."""
    wanted = word.strip().casefold()
    reached: defaultdict[str, set[Subject]] = defaultdict(set)
    reaching: defaultdict[Subject, set[str]] = defaultdict(set)
    for reach in held.resolved.reaches:
        reached[reach.asset].add(reach.subject)
        reaching[reach.subject].add(reach.asset)
    policy = held.plan.policy
    assets = [
        FoundAsset(each.id, say.label(each.label, ""), each.owner, len(reached[each.id]), link_to("asset", each.id))
        for each in policy.assets
        if _has(wanted, each.id, *(text for _, text in each.label))
    ]
    subjects = [
        _subject(subject, names, reaching[subject], policy, say) for subject, names in sorted(_subjects(held, wanted, reaching).items())
    ]
    shown = tuple(assets[:MOST]), tuple(subjects[:MOST])
    found = Found(*shown, len(assets) + len(subjects) - sum(map(len, shown)), sum(1 for _ in held.run.gaps()))
    return renamed(found, names_of(found, held, hidden=hides_names(found, policy)))


def link_to(kind: str, name: str) -> str:
    """Where the page of a report shows an asset or a subject."""
    return f"#/{kind}/{quote(name, safe=':')}"


def _subject(subject: Subject, accounts: tuple[str, ...], assets: set[str], policy: Policy, say: Wording) -> FoundSubject:
    known = subject.kind is SubjectKind.PERSON and any(person.id == subject.id for person in policy.people)
    link = link_to("subject", str(subject)) if assets or known else ""
    return FoundSubject(subject_in_short(subject, say), accounts[:_ACCOUNTS], max(len(accounts) - _ACCOUNTS, 0), len(assets), link)


def _subjects(held: Held, wanted: str, reaching: defaultdict[Subject, set[str]]) -> dict[Subject, tuple[str, ...]]:
    """Everybody that the word is of, with the accounts that it is in. A group is not somebody, unless it reaches something by itself."""
    found: dict[Subject, tuple[str, ...]] = {subject: () for subject, words in _named(held.plan.policy) if _has(wanted, *words)}
    found |= {subject: () for subject in reaching if _has(wanted, str(subject))}
    for principal in held.run.principals():
        if _has(wanted, principal.id, principal.email, principal.name):
            subject = held.resolved.identities.subject(principal.id)
            if principal.kind is not PrincipalKind.GROUP or subject in reaching:
                found[subject] = (*found.get(subject, ()), principal.id)
    return found


def _named(policy: Policy) -> Iterator[tuple[Subject, tuple[str, ...]]]:
    """Everybody whom the policy names, with the words for them."""
    for person in policy.people:
        yield Subject(SubjectKind.PERSON, person.id), (person.id, person.email, *person.aliases, *(each.name for each in person.accounts))
    for kind, services in ((SubjectKind.SERVICE, policy.services), (SubjectKind.EMERGENCY, policy.emergency)):
        yield from ((Subject(kind, each.id), (each.id, *(account.name for account in each.accounts))) for each in services)
    for kind, parties in ((SubjectKind.PROCESSOR, policy.processors), (SubjectKind.RECIPIENT, policy.recipients)):
        yield from ((Subject(kind, each.id), (each.id, each.name, *(account.name for account in each.accounts))) for each in parties)


def _has(wanted: str, *words: str) -> bool:
    return any(wanted in word.casefold() for word in words)
