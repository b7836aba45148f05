"""The columns of the register, in the order of the model of the Belgian authority, and what stands in each.

The model (Gegevensbeschermingsautoriteit / Autorité de protection des données, "Model voor een register van de verwerkingsactiviteiten",
first published 2017) shows the columns that Art. 30(1) asks for in red, and others that are of use: owner, ground, kind of data, technology, status.
"""

from collections.abc import Callable
from dataclasses import dataclass

from audit.gdpr.register.activities import TOOL
from audit.gdpr.register.body import Activity, Kept, OnBehalf, Receiver, TransferTo
from audit.gdpr.register.missing import INSIDE
from audit.gdpr.register.words import SENSITIVE, article, measure, region
from audit.gdpr.words import kept_with_basis, subject
from policies.language import Policy, Retention
from policies.periods import Period
from policies.wording import Wording, msg


@dataclass(frozen=True, slots=True)
class Clerk:
    """Says what stands in a cell, in one language."""

    policy: Policy
    say: Wording

    def list(self, texts: tuple[str, ...] | list[str]) -> str:
        """Several in one cell, each once."""
        return "; ".join(dict.fromkeys(filter(None, texts)))

    def purpose(self, line: Activity) -> str:
        """Why."""
        return line.purpose.label if line.purpose else ""

    def basis(self, line: Activity) -> str:
        """The grounds, Art. 6 first."""
        return self.list([article(self.say, each) for each in line.legal_basis])

    def categories(self, line: Activity) -> str:
        """What kinds of data; those that may turn up unasked are said to."""
        unasked = [self.say("{category} (may turn up unasked)", category=each.label) for each in line.unexpected]
        return self.list([*(each.label for each in line.categories), *unasked])

    def sensitive(self, line: Activity) -> str:
        """Which of them are of a stricter kind."""
        strict = [each for each in (*line.categories, *line.unexpected) if each.sensitive]
        return self.list([f"{each.label}: {self.say(SENSITIVE[each.sensitive])}" for each in strict])

    def subjects(self, line: Activity) -> str:
        """Whose data."""
        minors = {"yes": msg("minors among them"), "possible": msg("possibly minors among them")}.get(line.minors, "")
        return self.list([*(subject(self.say, each) for each in line.subjects), self.say(minors)])

    def retention(self, line: Activity) -> str:
        """How long."""
        return kept_with_basis(self.say, _retention(line.retention)) if line.retention else ""

    def recipients(self, line: Activity) -> str:
        """To whom: parties that decide for themselves and those that process for us."""
        if line.id == TOOL and "://" in self.policy.store:
            return self.say("the host of {store}", store=self.policy.store)
        return self.list([self.receiver(each) for each in line.receivers]) or self.none(line, "recipients")

    def receiver(self, party: Receiver) -> str:
        """A party with what it is."""
        what = {
            "recipient": msg("{name} (recipient)"),
            "processor": msg("{name} (processor)"),
            "sub-processor": msg("{name} (sub-processor)"),
        }
        return self.say(what[party.role], name=party.name)

    def agreements(self, line: Activity) -> str:
        """The processing agreements that stand behind it."""
        return self.list([f"{each.name}: {each.agreement}" for each in line.receivers if each.agreement])

    def none(self, line: Activity, field: str) -> str:
        """`none` where the policy says so, or where the tool itself speaks; nothing where it is silent."""
        asset = next((each for each in self.policy.assets if each.id == line.asset), None)
        return self.say("none") if asset is None or field in asset.written else ""

    def countries(self, transfers: tuple[TransferTo, ...]) -> str:
        """Where to."""
        return self.list([self.say.country(each.country) for each in transfers])

    def safeguards(self, transfers: tuple[TransferTo, ...]) -> str:
        """On which safeguard."""
        return self.list([f"{self.say.country(each.country)}: {article(self.say, each.safeguard) or '?'}" for each in transfers])

    def transfers(self, line: Activity) -> str:
        """The countries outside the EEA; `none` only where it is known where the data lie, who gets them and whether any of those sends them on."""
        if line.id == TOOL:
            return "" if "://" in self.policy.store else self.say("none")
        if said := self.countries(_transfers(line)):
            return said
        received = {each.id for each in line.receivers}
        silent = any("transfers" not in party.written for party in self.policy.processors if party.id in received)
        return self.say("none") if line.region and self.recipients(line) and not silent else ""

    def sent_nowhere(self, line: OnBehalf) -> str:
        """`none` where the policy says that nothing is sent outside the EEA on this controller's behalf."""
        return self.say("none") if any(each.id == line.id and "transfers" in each.written for each in self.policy.on_behalf_of) else ""

    def systems(self, line: Activity) -> str:
        """What it lies in, and where on earth."""
        copy = self.say("copy of {asset}", asset=line.copy_of) if line.copy_of else ""
        return self.list([region(self.say, line.region) if line.region else "", *line.systems, copy])

    def measures(self, measures: tuple[str, ...]) -> str:
        """How they are protected."""
        return self.list([measure(self.say, each) for each in measures])

    def inside(self, line: Activity) -> str:
        """The roles that may reach it."""
        labels = {role.id: role.label for role in self.policy.roles}
        return self.list([self.say.label(labels.get(role, ()), role) for role in line.inside])

    def status(self, line: Activity) -> str:
        """Who confirmed the line, and when."""
        if not line.confirmed_on:
            return ""
        return self.say("confirmed by {who} on {day}", who=line.confirmed_by, day=self.say.day(line.confirmed_on))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what stands in it, and whether Art. 30(1) asks for it."""

    name: str
    cell: Callable[[Clerk, Activity], str]
    required: bool = False


COLUMNS = (
    Column(msg("Processing"), lambda _, line: line.name),
    Column(msg("Owner"), lambda _, line: line.owner),
    Column(msg("Number"), lambda _, line: line.id),
    Column(msg("Purpose"), Clerk.purpose, required=True),
    Column(msg("Legal basis"), Clerk.basis),
    Column(msg("Categories of personal data"), Clerk.categories, required=True),
    Column(msg("Stricter kinds"), Clerk.sensitive),
    Column(msg("Categories of data subjects"), Clerk.subjects, required=True),
    Column(msg("Retention period"), Clerk.retention, required=True),
    Column(msg("Categories of recipients"), Clerk.recipients, required=True),
    Column(msg("Processing agreements"), Clerk.agreements),
    Column(msg("Who has access inside"), Clerk.inside),
    Column(msg("Third countries"), Clerk.transfers, required=True),
    Column(msg("Appropriate safeguards"), lambda clerk, line: clerk.safeguards(_transfers(line)) or clerk.transfers(line), required=True),
    Column(msg("Technology and place"), Clerk.systems),
    Column(msg("Security measures"), lambda clerk, line: clerk.measures(line.measures), required=True),
    Column(msg("Impact assessment"), lambda _, line: line.dpia),
    Column(msg("Start"), lambda clerk, line: clerk.say.day(line.started) if line.started else ""),
    Column(msg("End"), lambda clerk, line: clerk.say.day(line.ended) if line.ended else ""),
    Column(msg("Replaced by"), lambda _, line: line.replaced_by),
    Column(msg("Confirmed"), Clerk.status),
)


@dataclass(frozen=True, slots=True)
class MandateColumn:
    """A column of the processor's register."""

    name: str
    cell: Callable[[Clerk, OnBehalf], str]
    required: bool = True


MANDATE_COLUMNS = (
    MandateColumn(msg("Controller"), lambda _, line: line.name),
    MandateColumn(msg("Contact details"), lambda clerk, line: clerk.list([line.contact, clerk.say.country(line.country)])),
    MandateColumn(msg("Representative"), lambda _, line: line.representative),
    MandateColumn(msg("Data protection officer"), lambda _, line: line.dpo),
    MandateColumn(msg("Categories of processing"), lambda clerk, line: clerk.list(line.processing)),
    MandateColumn(msg("Data sets"), lambda clerk, line: clerk.list(line.assets), required=False),
    MandateColumn(msg("Sub-processors"), lambda clerk, line: clerk.list([each.name for each in line.receivers]), required=False),
    MandateColumn(msg("Third countries"), lambda clerk, line: clerk.countries(_of_mandate(line)) or clerk.sent_nowhere(line)),
    MandateColumn(msg("Appropriate safeguards"), lambda clerk, line: clerk.safeguards(_of_mandate(line)) or clerk.sent_nowhere(line)),
    MandateColumn(msg("Security measures"), lambda clerk, line: clerk.measures(line.measures)),
)


def _transfers(line: Activity) -> tuple[TransferTo, ...]:
    """Each country once, with its safeguard; where the data lie themselves counts too."""
    told = dict.fromkeys(each for party in line.receivers for each in party.transfers)
    lies = line.region and line.region not in INSIDE and all(each.country != line.region for each in told)
    return (*((TransferTo(line.region),) if lies else ()), *told)


def _of_mandate(line: OnBehalf) -> tuple[TransferTo, ...]:
    return tuple(dict.fromkeys((*line.transfers, *(each for party in line.receivers for each in party.transfers))))


def _retention(kept: Kept) -> Retention:
    return Retention(Period.parse(kept.keep), kept.counted_from, kept.then, kept.basis)
