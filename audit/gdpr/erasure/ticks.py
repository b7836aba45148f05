"""A step of a request as a box to tick, with what the log says of it."""

from collections.abc import Iterator

from audit.gdpr import words
from audit.gdpr.erasure import phrases
from audit.gdpr.erasure.case import Case
from audit.model.paper import Tick
from policies.wording import Wording


def tick(case: Case, step: str, text: str, details: Iterator[str] | tuple[str, ...], say: Wording) -> Tick:
    """The step, ticked when it is done; else with blanks to fill in."""
    done = case.log.done(step)
    told = list(details)
    if done is None:
        counted = any(place.asset.id == step for place in case.places)
        told.append(say("Done on ____ by ____, number ____") if counted else say("Done on ____ by ____"))
    else:
        number = "" if done.count is None else say(", number {count}", count=done.count)
        told.append(say("Done on {day} by {who}{number}", day=say.day(done.on), who=done.by, number=number))
        if done.ground:
            told.append(say("Ground: {ground}", ground=words.ground(say, done.ground, phrases.GROUNDS[case.log.request.right])))
        if done.exception:
            told.append(say("Kept on {exception}", exception=words.ground(say, done.exception, phrases.EXCEPTIONS)))
    return Tick(f"{text} [{step}]", tuple(told), done is not None)
