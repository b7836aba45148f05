"""Hypothesis strategies for facts: small alphabets so that things meet, and the oddest characters so that nothing is lost."""

from datetime import date

from hypothesis import strategies as st

from audit.model.facts import (
    Acl,
    Attachment,
    Coverage,
    CoverageStatus,
    Fact,
    Gap,
    Grant,
    Membership,
    MembershipKind,
    Principal,
    PrincipalKind,
    Resource,
    Verdict,
    acl_id,
    document,
    pairs,
)
from policies.levels import Level

# Lone surrogates, NUL, escape sequences, formulas, the store's own escape characters: all that providers let people type, and more.
texts = st.text(st.characters(codec=None), max_size=8) | st.sampled_from(
    ("\ud800", "\U0010fffe00d800", "\x00", "\x1b[31m", '=1+"x"', "a\nb", "é")
)
ids = st.sampled_from(("aws://1/a", "aws://1/b", "aws://1/bé", "drive://1", "drive://2", "s3://x/_%$", "s3://x/y"))
attributes = st.dictionaries(texts, texts, max_size=3).map(pairs)
days = st.none() | st.dates()
levels = st.integers(0, 31).map(Level)
verdicts = st.sampled_from(Verdict)
grants = st.builds(Grant, ids | texts, levels, texts, texts, days, verdicts)


def acl(held: frozenset[Grant]) -> Acl:
    return Acl(acl_id(held), tuple(sorted(held, key=repr)))


acls = st.frozensets(grants, max_size=4).map(acl)
principals = st.builds(Principal, ids | texts, texts, st.sampled_from(PrincipalKind), texts, texts, texts, attributes)
memberships = st.builds(Membership, ids, ids, st.sampled_from(MembershipKind), texts, days, verdicts, texts, texts)
sizes = st.none() | st.integers(0, 2**63 - 1)
resources = st.builds(Resource, ids | texts, texts, texts, texts, ids, texts, attributes, attributes, sizes, texts)
documents = st.builds(document, texts, texts)
attachments = st.builds(Attachment, ids, texts, texts, texts)
gaps = st.builds(Gap, texts, texts, texts, texts, texts, texts)
coverage = st.builds(Coverage, texts, texts, texts, st.sampled_from(CoverageStatus))
facts: st.SearchStrategy[Fact] = st.one_of(principals, memberships, resources, acls, documents, attachments, gaps, coverage)


@st.composite
def dated_grants(draw: st.DrawFn) -> Grant:
    """Grants that often differ in one thing only."""
    about = st.sampled_from(("", "x"))
    until = st.sampled_from((None, date(2026, 1, 1)))
    return Grant(
        draw(st.sampled_from("pq")), draw(levels), draw(about), draw(about), draw(until), draw(st.sampled_from((Verdict.YES, Verdict.IF)))
    )
