"""How single things are said in a table: verdicts, subjects, parts."""

from dataclasses import replace

from audit.model.facts import Verdict
from audit.model.finding import Finding
from audit.model.reach import Reach, Subject
from audit.naming import short
from audit.saying import subject_in_short, verdict_word
from policies.wording import Wording


def certain(verdict: Verdict, say: Wording) -> str:
    """The verdict where it is not a plain yes."""
    return "" if verdict == Verdict.YES else f" ({verdict_word(verdict, say)})"


def about(finding: Finding, say: Wording) -> str:
    """Whom or what a finding is about: the subject, else what a gap darkens, else the account, store, waiver or document."""
    if finding.subject:
        return whom(finding.subject, say)
    return short(finding.gap.scope if finding.gap else finding.scope) or "-"


def whom(subject: Subject, say: Wording) -> str:
    """A subject, its id by its end."""
    return subject_in_short(replace(subject, id=short(subject.id)), say)


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
