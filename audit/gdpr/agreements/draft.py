"""A draft of an agreement: clauses filled in from the policy, blanks where it is silent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from audit.gdpr.agreements.words import DRAFT
from audit.gdpr.register.words import article
from audit.model.paper import Bullets, Heading, Paper, Paragraph, Part, Table, Tone
from policies.errors import Place
from policies.language import Organisation, Policy
from policies.wording import Wording

_NOBODY = Organisation("", "", at=Place(""))


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause: the article that asks for it (A28-3-b), its title, its sentences, and what is listed under them."""

    article: str
    title: str
    sentences: tuple[str, ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole draft for a script: with whom, the clauses, and what is still to be filled in."""

    with_whom: str
    clauses: tuple[Clause, ...]
    blanks: tuple[str, ...]


@dataclass(slots=True)
class Drafter:
    """Writes in one language, and keeps what is left blank while it writes."""

    policy: Policy
    on: date
    say: Wording
    blanks: list[str] = field(default_factory=list)

    def blank(self, what: str) -> str:
        """A place to fill in."""
        if what not in self.blanks:
            self.blanks.append(what)
        return f"[{what}]"

    def told(self, text: str, what: str) -> str:
        """What the policy says, or a blank."""
        return text or self.blank(what)

    def organisation(self) -> tuple[tuple[str, str], ...]:
        """The organisation as a party."""
        told = self.policy.organisation or _NOBODY
        country = self.say.country(told.country) if told.country else ""
        return (
            (self.say("Name"), self.told(told.name, self.say("name of the organisation"))),
            (self.say("Enterprise number"), self.told(told.enterprise_number, self.say("enterprise number of the organisation"))),
            (self.say("Address"), self.told(", ".join(filter(None, (told.address, country))), self.say("address of the organisation"))),
            (self.say("Represented by"), self.blank(self.say("who signs for the organisation"))),
            (self.say("Contact for data protection"), self.contact()),
        )

    def contact(self) -> str:
        """Where the organisation is reached about personal data."""
        told = self.policy.organisation
        return self.told(told.contact_email if told else "", self.say("contact of the organisation"))

    def paper(self, kind: str, title: str, with_whom: str, clauses: tuple[Clause, ...], above: tuple[Part, ...]) -> Paper:
        """The paper: the draft's warning, what stands above the clauses, the clauses, the signatures, what is still blank."""
        parts: list[Part] = [Paragraph(self.say(DRAFT), Tone.WARNING), *above]
        for number, clause in enumerate(clauses, start=1):
            parts += self._clause(number, clause)
        parts += [Heading(self.say("Signatures")), self._signatures(), *self._open()]
        return Paper(kind, title, tuple(parts), Draft(with_whom, clauses, tuple(self.blanks)), self.say.language)

    def _clause(self, number: int, clause: Clause) -> Iterator[Part]:
        cited = f" — {article(self.say, clause.article)}" if clause.article else ""
        yield Heading(f"{number}. {clause.title}{cited}")
        yield from map(Paragraph, clause.sentences)
        if clause.points:
            yield Bullets(clause.points)

    def _signatures(self) -> Table:
        empty = self.say("date, name, signature")
        return Table(
            (self.say("For the one party"), self.say("For the other party")), ((f"[{empty}]", f"[{empty}]"),), self.say("Signatures")
        )

    def _open(self) -> tuple[Part, ...]:
        if not self.blanks:
            return ()
        return (Heading(self.say("Still to be filled in")), Bullets(tuple(self.blanks)))
