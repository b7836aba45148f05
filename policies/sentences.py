"""A rule as the sentence it is, in each language: words and order stand in the message catalogues."""

from dataclasses import dataclass

from policies.language import Allow, Forbid, Need, NeedKind, Policy, Require, RequireScope, Selector, Waiver, Who, WhoKind
from policies.levels import Level
from policies.wording import Wording, msg, wording

LEVELS = {
    Level.FIND: msg("find"),
    Level.READ: msg("read"),
    Level.CHANGE: msg("change"),
    Level.SHARE: msg("share"),
    Level.MANAGE: msg("manage"),
}

_WHO = {
    WhoKind.ROLE: msg("the role {name}"),
    WhoKind.SERVICE: msg("the service {name}"),
    WhoKind.PROCESSOR: msg("the processor {name}"),
    WhoKind.RECIPIENT: msg("the recipient {name}"),
    WhoKind.EMERGENCY: msg("the emergency account {name}"),
    WhoKind.ALL: msg("everybody"),
    WhoKind.PEOPLE: msg("people on the roster"),
    WhoKind.SERVICES: msg("services"),
    WhoKind.PROCESSORS: msg("processors"),
    WhoKind.RECIPIENTS: msg("recipients"),
    WhoKind.ANYONE: msg("anyone"),
    WhoKind.EVERYONE_IN_COMPANY: msg("everyone in the company"),
    WhoKind.OUTSIDE: msg("outsiders"),
    WhoKind.OUTSIDE_EEA: msg("parties outside the EEA"),
    WhoKind.LEAVERS: msg("leavers"),
    WhoKind.SHARED_ACCOUNTS: msg("shared accounts"),
    WhoKind.PERSONAL_MAIL_ACCOUNTS: msg("personal mail accounts"),
}

_KINDS = {
    WhoKind.ROLE: msg("role"),
    WhoKind.PERSON: msg("person"),
    WhoKind.SERVICE: msg("service"),
    WhoKind.PROCESSOR: msg("processor"),
    WhoKind.RECIPIENT: msg("recipient"),
    WhoKind.EMERGENCY: msg("emergency account"),
}

_SEVERAL = frozenset(
    {
        *(WhoKind.PEOPLE, WhoKind.SERVICES, WhoKind.PROCESSORS, WhoKind.RECIPIENTS, WhoKind.OUTSIDE, WhoKind.OUTSIDE_EEA, WhoKind.LEAVERS),
        *(WhoKind.SHARED_ACCOUNTS, WhoKind.PERSONAL_MAIL_ACCOUNTS),
    }
)  # words that take the verb in the plural

PUBLIC_LINK = "public-link"  # what a prohibition may name as the way: a link that anyone can open

_NEEDS = {
    NeedKind.MFA: msg("sign in with a second factor"),
    NeedKind.SEPARATE_ADMIN_ACCOUNT: msg("use a separate account for administration"),
    NeedKind.SIGNED: msg("have signed {document}"),
    NeedKind.TRAINED: msg("have had the training {document}"),
    NeedKind.AGREEMENT: msg("have an agreement in force"),
    NeedKind.PEOPLE_AT_MOST: msg("be {at_most} people at most"),
    NeedKind.ACCESS_LOGGING: msg("have access logging on"),
    NeedKind.LOG_REVIEW: msg("have a recorded review of the log"),
    NeedKind.ACCESS_REVIEW: msg("have a recorded review of who has access"),
    NeedKind.CONFIRMED_WITHIN: msg("have an entry that was confirmed"),
    NeedKind.DECLARED_MEASURES_IN_FORCE: msg("have the declared measures in force"),
    NeedKind.RETENTION_RULE_IN_FORCE: msg("have a retention rule in force"),
    NeedKind.NO_UNDECLARED_STORE: msg("have every store of personal data declared"),
}


def sentence(rule: Allow | Forbid | Require, policy: Policy | None = None, say: Wording | None = None) -> str:
    """The rule as one sentence, without its id: `The role warehouse may read the part labels/ of invoices, for …`.

    With the policy, roles, assets and purposes go by their labels in the language; without it, or without a label, by their ids.
    """
    writer = _Writer(policy or Policy("", ""), say or wording("en"))
    match rule:
        case Allow():
            said = writer.allow(rule)
        case Forbid():
            said = writer.forbid(rule)
        case Require():
            said = writer.require(rule)
    numbers = tuple(who.name for who in rule.who if who.kind is WhoKind.PERSON)
    return said if said.startswith(numbers) else said[:1].upper() + said[1:]


def named(who: Who, policy: Policy, say: Wording) -> str:
    """Whom a rule names, as its sentence calls them."""
    return _Writer(policy, say).who(who)


def number(who: tuple[Who, ...]) -> int:
    """One or several: how the verb of a sentence on them is counted."""
    return 2 if len(who) > 1 or any(each.kind in _SEVERAL for each in who) else 1


def waiver_sentence(waiver: Waiver, say: Wording) -> str:
    """Why a waiver stands, what is done in its place, who decided it and until when."""
    parts = [waiver.why, say("in its place: {measure}", measure=waiver.instead) if waiver.instead else ""]
    if waiver.decided_by and waiver.decided_on:
        parts.append(say("decided by {who} on {day}", who=waiver.decided_by, day=waiver.decided_on))
    if waiver.until:
        parts.append(say("until {day}", day=waiver.until))
    return "; ".join(part for part in (*parts, waiver.ticket) if part)


@dataclass(frozen=True, slots=True)
class _Writer:
    policy: Policy
    say: Wording

    def allow(self, rule: Allow) -> str:
        say, which = self.say, self.say.both(map(self.asset, rule.which))
        if rule.part:
            which = say("the part {part} of {which}", part=rule.part, which=which)
        who, may = self.whos(rule.who), say(LEVELS[rule.may])
        parts = [say.many("{who} may {may} {which}", "{who} may {may} {which}", number(rule.who), who=who, may=may, which=which)]
        if rule.purpose:
            parts.append(say("for {purpose}", purpose=self.purpose(rule.purpose)))
        if rule.until:
            parts.append(say("until {day}", day=rule.until))
        if rule.decided_by and rule.decided_on:
            parts.append(say("decided by {who} on {day}", who=rule.decided_by, day=rule.decided_on))
        elif rule.decided_by:
            parts.append(say("decided by {who}", who=rule.decided_by))
        return ", ".join(parts) + (f": {rule.why}" if rule.why else "")

    def forbid(self, rule: Forbid) -> str:
        say, who = self.say, self.whos(rule.who)
        if rule.unless:
            who = say("{who} except {some}", who=who, some=self.whos(rule.unless))
        said = say("forbidden for {who}: to {may} {which}", who=who, may=say(LEVELS[rule.may]), which=self.selector(rule.which))
        if rule.through:
            way = say("public link") if rule.through == PUBLIC_LINK else rule.through.replace("-", " ")
            said = say("{said} through a {way}", said=said, way=way)
        if rule.environments:
            said = say("{said} in {environments}", said=said, environments=say.either(rule.environments))
        if rule.latent:
            said = say("{said}, nor to be able to give themselves that", said=said)
        return said + (f" ({rule.why})" if rule.why else "")

    def require(self, rule: Require) -> str:
        say, need, which = self.say, self.need(rule.need), self.selector(rule.which)
        match rule.scope:
            case RequireScope.ACCESS:
                whom = rule.who or (Who(WhoKind.ALL),)
                who, level = self.whos(whom), say(LEVELS[rule.level])
                said = say.many(
                    "{who} must {need} to {level} {which}",
                    "{who} must {need} to {level} {which}",
                    number(whom),
                    level=level,
                    which=which,
                    who=who,
                    need=need,
                )
            case RequireScope.ASSETS:
                said = say("{which} must {need}", which=which, need=need)
            case RequireScope.SYSTEMS:
                said = say("systems must {need}", need=need)
        return said + (f" ({rule.note})" if rule.note else "")

    def need(self, need: Need) -> str:
        said = self.say(_NEEDS[need.kind], document=need.document, at_most=need.at_most)
        return self.say("{need} within {period}", need=said, period=need.within) if need.within else said

    def whos(self, who: tuple[Who, ...]) -> str:
        return self.say.both(map(self.who, who))

    def who(self, who: Who) -> str:
        if who.name == "*":
            return self.say("any {kind}", kind=self.say(_KINDS.get(who.kind, who.kind)))
        if who.kind is WhoKind.PERSON:
            return who.name
        label = next((role.label for role in self.policy.roles if who.kind is WhoKind.ROLE and role.id == who.name), ())
        return self.say(_WHO[who.kind], name=self.say.label(label, who.name))

    def asset(self, name: str) -> str:
        return self.say.label(next((asset.label for asset in self.policy.assets if asset.id == name), ()), name)

    def purpose(self, name: str) -> str:
        labels = (purpose.label for purpose in self.policy.purposes if purpose.id == name)
        return self.say.label(next(labels, ()), name.replace("-", " "))

    def selector(self, selector: Selector) -> str:
        say = self.say
        if selector.everything:
            return say("any personal data")
        parts = [say.either(map(self.asset, selector.assets))] if selector.assets else []
        parts += [say("data with {some}", some=say.either(selector.categories))] if selector.categories else []
        parts += [say("data of the kind {some}", some=say.either(selector.sensitive))] if selector.sensitive else []
        parts += [say("data about {some}", some=say.either(selector.subjects))] if selector.subjects else []
        parts += [say("copies of {some}", some=say.either(map(self.asset, selector.copies_of)))] if selector.copies_of else []
        return say.both(parts)
