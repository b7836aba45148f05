"""Who is told: the lines of `notify:` as the people and rooms behind them, and the owners whom none reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policies.addresses import mail_address
from policies.language import About, By, Notify, Person, Policy, Send, To
from policies.wording import LANGUAGES


class Unreachable(StrEnum):
    """Why somebody can't be told."""

    LEFT = "left"
    NOT_STARTED = "not-started"
    NO_ADDRESS = "no-address"
    UNKNOWN = "unknown"  # not on the roster
    EMPTY = "empty"  # a role that nobody has


@dataclass(frozen=True, slots=True, order=True)
class Unreached:
    """Somebody whom the policy wants to be told, and who can't be."""

    who: str
    why: Unreachable


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody, or a room, that is told. `id` is a person, `security` or `role:…`; `owners` whose assets are theirs."""

    id: str
    line: Send
    language: str
    owners: frozenset[str] = frozenset()
    address: str = ""

    @property
    def target(self) -> str:
        """What stays the same from night to night: whom, by which way, about what."""
        place = self.line.url_from or self.line.url
        return " ".join(filter(None, (self.id, self.line.by, self.line.about, place)))

    def is_told_of(self, owner: str, told: frozenset[str]) -> bool:
        """Whether they are told of what is an owner's (empty: nobody's), where `told` are the owners who are told themselves."""
        match self.line.about:
            case About.OWN:
                return owner in self.owners
            case About.REST:
                return owner not in told
            case About.ALL:
                return True


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody who is told, in the order of the policy; `told` are the owners among them."""

    readers: tuple[Reader, ...]
    unreached: tuple[Unreached, ...]

    @property
    def told(self) -> frozenset[str]:
        """The owners who are told of their own assets."""
        return frozenset(owner for each in self.readers if each.line.about is About.OWN for owner in each.owners)


def audience(policy: Policy, notify: Notify, today: date) -> Audience:
    """Who is told on a day. Who has left, has not started or has no address is not."""
    found = [each for line in notify.send for each in _Line(policy, line, today).all()]
    readers = {each.target: each for each in found if isinstance(each, Reader)}
    told = Audience(tuple(readers.values()), ()).told
    unreached = {each for each in found if isinstance(each, Unreached) and each.who not in told}
    return Audience(tuple(readers.values()), tuple(sorted(unreached)))


@dataclass(frozen=True, slots=True)
class _Line:
    policy: Policy
    line: Send
    today: date

    def all(self) -> Iterator[Reader | Unreached]:
        """The readers behind the line."""
        match self.line.to:
            case To.OWNERS:
                for owner in sorted({asset.owner for asset in self.policy.assets if asset.owner}):
                    yield self.person(owner)
            case To.PERSON:
                yield self.person(self.line.name)
            case To.SECURITY:
                yield self.room(str(To.SECURITY), frozenset())
            case To.ROLE:
                yield from self.role()

    def role(self) -> Iterator[Reader | Unreached]:
        """Mail goes to each of a role; what is posted is posted once."""
        people = [each for each in self.policy.people if self.line.name in each.roles_on(self.today) and not self.hindrance(each)]
        if not people:
            yield Unreached(str(self.line), Unreachable.EMPTY)
        elif self.line.by is By.MAIL:
            yield from (self.person(each.id) for each in people)
        else:
            yield self.room(str(self.line), frozenset(each.id for each in people))

    def person(self, name: str) -> Reader | Unreached:
        """One person; None on the roster is told as well: somebody else has to know."""
        person = next((each for each in self.policy.people if each.id == name), None)
        if person is None:
            return Unreached(name, Unreachable.UNKNOWN)
        if why := self.hindrance(person):
            return Unreached(name, why)
        address = (self.line.address or mail_address(self.policy, person)) if self.line.by is By.MAIL else ""
        if self.line.by is By.MAIL and not address:
            return Unreached(name, Unreachable.NO_ADDRESS)
        language = self.line.language or person.language or self.usual()
        return Reader(name, self.line, language, frozenset({name}), address)

    def room(self, name: str, owners: frozenset[str]) -> Reader:
        """A room or a mailbox that is nobody's own."""
        contact = self.policy.organisation.contact_email if self.policy.organisation else ""
        address = (self.line.address or contact) if self.line.by is By.MAIL else ""
        return Reader(name, self.line, self.line.language or self.usual(), owners, address)

    def hindrance(self, person: Person) -> Unreachable | None:
        """Why a person is not told that day; None who is at work."""
        if person.has_left(self.today):
            return Unreachable.LEFT
        return Unreachable.NOT_STARTED if person.not_yet_started(self.today) else None

    def usual(self) -> str:
        """The organisation's first language that we have."""
        told = self.policy.organisation.report_languages if self.policy.organisation else ()
        return next((each for each in told if each in LANGUAGES), "en")
