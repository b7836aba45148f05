"""A rule as the sentence it is. Words and order of a language stand in one catalogue, so that another language is another catalogue."""

from dataclasses import dataclass
from datetime import date

from policies.language import Allow, Forbid, Labels, Need, NeedKind, Policy, Require, RequireScope, Selector, Who, WhoKind
from policies.levels import Level


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language: what the words of a rule are called, and the form of each sentence."""

    language: str
    levels: dict[Level, str]
    who: dict[WhoKind, str]
    needs: dict[NeedKind, str]
    forms: dict[str, str]


ENGLISH = Catalogue(
    language="en",
    levels={Level.FIND: "find", Level.READ: "read", Level.CHANGE: "change", Level.SHARE: "share", Level.MANAGE: "manage"},
    who={
        WhoKind.ROLE: "the role {}",
        WhoKind.PERSON: "{}",
        WhoKind.SERVICE: "the service {}",
        WhoKind.PROCESSOR: "the processor {}",
        WhoKind.RECIPIENT: "the recipient {}",
        WhoKind.EMERGENCY: "the emergency account {}",
        WhoKind.ALL: "everybody",
        WhoKind.PEOPLE: "people on the roster",
        WhoKind.SERVICES: "services",
        WhoKind.PROCESSORS: "processors",
        WhoKind.RECIPIENTS: "recipients",
        WhoKind.ANYONE: "anyone",
        WhoKind.EVERYONE_IN_COMPANY: "everyone in the company",
        WhoKind.OUTSIDE: "outsiders",
        WhoKind.OUTSIDE_EEA: "parties outside the EEA",
        WhoKind.LEAVERS: "leavers",
        WhoKind.SHARED_ACCOUNTS: "shared accounts",
        WhoKind.PERSONAL_MAIL_ACCOUNTS: "personal mail accounts",
    },
    needs={
        NeedKind.MFA: "sign in with a second factor",
        NeedKind.SEPARATE_ADMIN_ACCOUNT: "use a separate account for administration",
        NeedKind.SIGNED: "have signed {document}",
        NeedKind.TRAINED: "have had the training {document}",
        NeedKind.AGREEMENT: "have an agreement in force",
        NeedKind.PEOPLE_AT_MOST: "be {at_most} people at most",
        NeedKind.ACCESS_LOGGING: "have access logging on",
        NeedKind.LOG_REVIEW: "have a recorded review of the log",
        NeedKind.CONFIRMED_WITHIN: "have an entry that was confirmed",
        NeedKind.DECLARED_MEASURES_IN_FORCE: "have the declared measures in force",
        NeedKind.RETENTION_RULE_IN_FORCE: "have a retention rule in force",
        NeedKind.NO_UNDECLARED_STORE: "have every store of personal data declared",
    },
    forms={
        "allow": "{who} may {may} {which}",
        "forbid": "forbidden for {who}: to {may} {which}",
        "require access": "{who} must {need} to {level} {which}",
        "require assets": "{which} must {need}",
        "require systems": "systems must {need}",
        "any of the kind": "any {}",
        "part": "the part {part} of {which}",
        "for": "for {}",
        "until": "until {}",
        "decided by": "decided by {}",
        "decided on": "on {}",
        "why": ": {}",
        "note": " ({})",
        "except": "except {}",
        "through": "through a {}",
        "in": "in {}",
        "latent": "nor to be able to give themselves that",
        "within": "within {}",
        "everything": "any personal data",
        "categories": "data with {}",
        "sensitive": "data of the kind {}",
        "subjects": "data about {}",
        "copies_of": "copies of {}",
        "and": "{} and {}",
        "or": "{} or {}",
    },
)


def sentence(rule: Allow | Forbid | Require, policy: Policy | None = None, words: Catalogue = ENGLISH) -> str:
    """The rule as one sentence, without its id: `The role warehouse may read the part labels/ of invoices, for …`.

    With the policy, roles, assets and purposes go by their labels in the language; without it, or without a label, by their ids.
    """
    writer = _Writer(policy or Policy("", ""), words)
    match rule:
        case Allow():
            said = writer.allow(rule)
        case Forbid():
            said = writer.forbid(rule)
        case Require():
            said = writer.require(rule)
    return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True)
class _Writer:
    policy: Policy
    words: Catalogue

    def allow(self, rule: Allow) -> str:
        which = self.list("and", [self.asset(asset) for asset in rule.which])
        if rule.part:
            which = self.form("part", part=rule.part, which=which)
        parts = [self.form("allow", who=self.whos("and", rule.who), may=self.words.levels[rule.may], which=which)]
        parts += self.optional(("for", self.purpose(rule.purpose)), ("until", _day(rule.until)))
        decided = self.optional(("decided by", rule.decided_by), ("decided on", _day(rule.decided_on)))
        parts += [" ".join(decided)] if decided else []
        return ", ".join(parts) + "".join(self.optional(("why", rule.why)))

    def forbid(self, rule: Forbid) -> str:
        who = " ".join([self.whos("and", rule.who), *self.optional(("except", self.whos("and", rule.unless)))])
        said = self.form("forbid", who=who, may=self.words.levels[rule.may], which=self.selector(rule.which))
        ways = self.optional(("through", rule.through.replace("-", " ")), ("in", self.list("or", list(rule.environments))))
        latent = [self.words.forms["latent"]] if rule.latent else []
        return ", ".join([" ".join([said, *ways]), *latent]) + "".join(self.optional(("note", rule.why)))

    def require(self, rule: Require) -> str:
        need, which = self.need(rule.need), self.selector(rule.which)
        match rule.scope:
            case RequireScope.ACCESS:
                who = self.whos("and", rule.who or (Who(WhoKind.ALL),))
                said = self.form("require access", level=self.words.levels[rule.level], which=which, who=who, need=need)
            case RequireScope.ASSETS:
                said = self.form("require assets", which=which, need=need)
            case RequireScope.SYSTEMS:
                said = self.form("require systems", need=need)
        return said + "".join(self.optional(("note", rule.note)))

    def need(self, need: Need) -> str:
        said = self.words.needs[need.kind].format(document=need.document, at_most=need.at_most)
        return " ".join([said, *self.optional(("within", str(need.within) if need.within else ""))])

    def whos(self, joined: str, who: tuple[Who, ...]) -> str:
        return self.list(joined, [self.who(each) for each in who])

    def who(self, who: Who) -> str:
        if who.name == "*":
            return self.words.forms["any of the kind"].format(who.kind)
        label = next((role.label for role in self.policy.roles if who.kind is WhoKind.ROLE and role.id == who.name), ())
        return self.words.who[who.kind].format(self.label(label, who.name))

    def asset(self, name: str) -> str:
        return self.label(next((asset.label for asset in self.policy.assets if asset.id == name), ()), name)

    def purpose(self, name: str) -> str:
        return self.label(next((purpose.label for purpose in self.policy.purposes if purpose.id == name), ()), name.replace("-", " "))

    def selector(self, selector: Selector) -> str:
        if selector.everything:
            return self.words.forms["everything"]
        parts = [self.list("or", [self.asset(asset) for asset in selector.assets])] if selector.assets else []
        for field in ("categories", "sensitive", "subjects", "copies_of"):
            values: tuple[str, ...] = getattr(selector, field)
            shown = [self.asset(value) for value in values] if field == "copies_of" else list(values)
            parts += self.optional((field, self.list("or", shown)))
        return self.list("and", parts)

    def label(self, label: Labels, otherwise: str) -> str:
        """The label in this language; its id where it has none, rather than another language."""
        return dict(label).get(self.words.language, otherwise)

    def form(self, name: str, **values: str) -> str:
        return self.words.forms[name].format(**values)

    def optional(self, *forms: tuple[str, str]) -> list[str]:
        return [self.words.forms[name].format(value) for name, value in forms if value]

    def list(self, joined: str, values: list[str]) -> str:
        if len(values) < 2:
            return "".join(values)
        return self.words.forms[joined].format(", ".join(values[:-1]), values[-1])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
