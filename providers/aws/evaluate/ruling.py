"""What a rule of a level comes to for many callers: some request that is allowed, and the use of the key that it asks for."""

from dataclasses import dataclass, field

from policies.locations import Location
from providers.aws import kinds
from providers.aws.evaluate.answers import NOBODY, Answers, both, either, said
from providers.aws.evaluate.authorize import Authorizer, Request
from providers.aws.evaluate.doors import through_doors
from providers.aws.evaluate.levels import Rule
from providers.aws.evaluate.objects import Known
from providers.aws.evaluate.requests import Asked, Question, requests
from providers.aws.evaluate.target import Target
from providers.aws.evaluate.targets import target
from providers.aws.evaluate.world import World
from providers.formula import TRUE, Atom


@dataclass(slots=True)
class Ruling:
    """The answers of some callers, kept while they are asked."""

    world: World
    authorizer: Authorizer
    _known: dict[tuple[str, str], Known] = field(default_factory=dict)
    _unlocked: dict[tuple[str, str, str], Answers] = field(default_factory=dict)

    def question(self, asked: Asked, rule: Rule, location: Location) -> Question:
        """Who has the levels of a rule on a resource inside a location."""
        return Question(self.authorizer, asked, rule, location, self._known)

    def by_rule(self, asked: Asked, rule: Rule, location: Location, who: int, *, for_everybody: bool = True) -> Answers:
        """Of some callers who may do what the rule asks. Without `for_everybody` what lets in everybody is left out."""
        who &= self.authorizer.may_ask(rule.action, asked.target, *(door.target for door in asked.doors))
        answers = [NOBODY]

        def left() -> int:
            return who & ~answers[0].yes

        for request, bits in requests(self.question(asked, rule, location), left) if who else ():
            answers[0] = either(answers[0], self._by_request(asked, rule, request, bits & left(), for_everybody=for_everybody))
        beyond = said(Atom(rule.beyond) if rule.beyond else TRUE, answers[0].may)
        return both(answers[0], beyond) if rule.beyond else answers[0]

    def unlocks(self, asked: Target, rule: Rule, who: int) -> Answers:
        """The use of the customer's key that a rule asks for (KMS Developer Guide, "Key policies in AWS KMS"; `kms:ViaService`)."""
        name = asked.resource.attribute(kinds.KMS_KEY) if asked.resource else ""
        if not rule.key or not name or "/alias/aws/" in name:
            return Answers(who)
        resource = self.world.resources.get(name)
        if resource is None:
            return said(Atom(f"the key {name}, which was not read, lets it", gap=True), who)
        if resource.attribute(kinds.KEY_MANAGER) == "AWS":  # whose policy lets in the whole account, by way of the service
            return Answers(who & self.authorizer.callers.accounts.get(resource.attribute(kinds.ACCOUNT), 0))
        via = f"{asked.arn.split(':')[2]}.{asked.region}.amazonaws.com"
        at = (name, rule.key, via)
        if at not in self._unlocked:
            key = target(self.world, resource)
            request = Request(rule.key, key.arn, {"kms:viaservice": (via,), "aws:viaawsservice": ("true",)})
            self._unlocked[at] = self.authorizer.decide(key, request, self.authorizer.may_ask(rule.key, key))
        return self._unlocked[at].only(who)

    def _by_request(self, asked: Asked, rule: Rule, request: Request, who: int, *, for_everybody: bool) -> Answers:
        if not who:
            return NOBODY
        may = self.authorizer.decide(asked.target, request, who, for_everybody=for_everybody)
        if asked.doors and for_everybody and who & ~may.yes:
            may = either(may, through_doors(self.authorizer, asked.doors, request, who & ~may.yes))
        return both(may, self.unlocks(asked.target, rule, may.may)) if may and rule.key else may
