"""How single things are said in a table: levels, subjects, parts."""

from audit.model.facts import Verdict
from audit.model.finding import Finding
from audit.model.reach import Reach, Subject
from audit.naming import short
from policies.levels import CONTENT, Level, highest, up_to, words


def levels(seen: Level) -> str:
    """The exact set in few words: a whole ladder is `up to change`, anything else is listed."""
    content = Level(seen & CONTENT)
    top = highest(content)
    ladder = f"up to {words(top)}" if top > Level.FIND and content == up_to(top) else words(content)
    latent = [words(Level.MANAGE)] if seen & Level.MANAGE else []
    return ", ".join(([ladder] if content else []) + latent) or words(Level.NONE)


def certain(verdict: Verdict) -> str:
    """The verdict where it is not a plain yes."""
    return "" if verdict == Verdict.YES else f" ({verdict})"


def about(finding: Finding) -> str:
    """Whom or what a finding is about: the subject, else what a gap darkens, else the account, store, waiver or document."""
    if finding.subject:
        return whom(finding.subject)
    return short(finding.gap.scope if finding.gap else finding.scope) or "-"


def whom(subject: Subject) -> str:
    """A subject, its id by its end."""
    return f"{subject.kind}:{short(subject.id)}" if subject.id else str(subject)


def articles(law: tuple[str, ...]) -> str:
    """The articles, in brackets; decisions to compare with (`cf. …`) are left to the formats that have room."""
    named = [each for each in law if not each.startswith("cf.")]
    return f" [{', '.join(named)}]" if named else ""


def place(asset: str, part: str) -> str:
    """An asset, with the part of it that is meant."""
    return f"{asset}/{part}" if part else asset or "-"


def grantee(reach: Reach) -> str:
    """The account somebody enters with and, where another principal is named by the grant, that one; each by its end."""
    names = (reach.account,) if reach.account == reach.principal else (reach.account, reach.principal)
    return " → ".join(map(short, names))
