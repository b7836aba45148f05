"""What the notification to the authority holds (Art. 33(3)): the figures that are known, and blanks for what people have to say."""

from collections.abc import Iterator

from audit.gdpr.breach.body import Breach, Figures
from audit.model.paper import Heading, Paragraph, Part, Table, Tone
from policies.language import Policy
from policies.wording import Wording, msg

BLANK = "________"
_SENSITIVE = {
    "art9": msg("special category, Art. 9"),
    "art10": msg("criminal convictions, Art. 10"),
    "national-id": msg("national register number, Art. 87"),
    "credentials": msg("means to sign in"),
}
_MINORS = {"possible": msg("minors may be among them"), "yes": msg("minors are among them"), "no": msg("no minors")}


def notification(breach: Breach, policy: Policy, say: Wording) -> Iterator[Part]:
    """The table of Art. 33(3), to be completed, and what weighs on the risk."""
    known = breach.figures
    yield Heading(say("For the notification (Art. 33(3) GDPR)"))
    yield Paragraph(
        say(
            "By {controller}, to {authority}. The numbers are those of the whole of it; how many are affected is for whoever looks into "
            "the breach to say.",
            controller=known.controller or BLANK,
            authority=known.authority or BLANK,
        )
    )
    yield Table((say("Art. 33(3)"), say("what is asked"), say("answer")), tuple(_rows(known, policy, say)), "Art. 33(3)", frozenset({2}))
    if weighs := tuple(_weighs(known, say)):
        yield Paragraph(
            say("Weighs on the risk, also for telling the people themselves (Art. 34): {reasons}.", reasons=say.both(weighs)), Tone.WARNING
        )


def _rows(known: Figures, policy: Policy, say: Wording) -> Iterator[tuple[str, str, str]]:
    subjects = ", ".join(name.replace("-", " ") for name in known.subjects)
    minors = say(_MINORS[known.minors]) if known.minors else ""
    yield "a", say("nature of the breach"), BLANK
    yield "a", say("categories of data subjects"), "; ".join(filter(None, (subjects, minors))) or BLANK
    yield (
        "a",
        say("approximate number of data subjects"),
        say("{bucket} (all of it, by the inventory)", bucket=known.people) if known.people else BLANK,
    )
    yield "a", say("categories of personal data"), ", ".join(_categories(known, policy, say)) or BLANK
    yield "a", say("approximate number of personal data records"), BLANK
    yield "b", say("data protection officer or other contact point"), known.dpo or known.contact or BLANK
    yield "c", say("likely consequences"), BLANK
    yield "d", say("measures taken or proposed"), BLANK


def _categories(known: Figures, policy: Policy, say: Wording) -> Iterator[str]:
    labels = {category.id: category.label for category in policy.categories}
    for category in known.categories:
        called = say.label(labels.get(category.id, ()), category.id.replace("-", " "))
        yield f"{called} ({say(_SENSITIVE[category.sensitive])})" if category.sensitive else called
    for name in known.unexpected:
        yield say("perhaps {category}, unasked", category=say.label(labels.get(name, ()), name.replace("-", " ")))


def _weighs(known: Figures, say: Wording) -> Iterator[str]:
    for mark in dict.fromkeys(category.sensitive for category in known.categories if category.sensitive):
        yield say(_SENSITIVE[mark])
    if known.minors in ("possible", "yes"):
        yield say(_MINORS[known.minors])
    if known.pseudonymised:
        yield say("it is pseudonymised, which lowers it")
