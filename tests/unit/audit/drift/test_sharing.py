"""Two acls in words."""

from dataclasses import replace

import pytest

from audit.drift.fact import english
from audit.drift.sharing import sharing
from audit.model.facts import Acl, Grant
from policies.levels import Level
from policies.wording import wording

READ = Level.FIND | Level.READ
WRITE = READ | Level.CHANGE


def _acl(**levels: Level) -> Acl:
    return Acl("203fc64b", tuple(Grant(who, held, "acl") for who, held in levels.items()))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {"p": READ}, "drive://x is now shared with p (find, read)"),
        ({"p": READ}, {}, "drive://x is no longer shared with p"),
        ({"p": READ}, {"p": WRITE | Level.SHARE}, "p may now also change and share drive://x"),
        ({"p": WRITE}, {"p": READ}, "p may no longer change drive://x"),
        (
            {"p": READ, "q": READ, "s": Level.CHANGE},
            {"q": WRITE, "r": READ, "s": Level.SHARE},
            "drive://x is now shared with r (find, read); q may now also change it; s may now also share it; and 2 more",
        ),
        (
            {"a": READ},
            dict.fromkeys("hgfedcba", READ),
            "drive://x is now shared with b (find, read); it is now shared with c (find, read); it is now shared with d (find, read); and 4 more",
        ),
        ({"p": READ, "q": READ}, {}, "drive://x is no longer shared with p; it is no longer shared with q"),
    ],
)
def test_what_differs(old: dict[str, Level], new: dict[str, Level], said: str):
    assert english(sharing("drive://x", _acl(**old), _acl(**new))) == said


def test_grants_of_one_principal_count_together():
    both = Acl("", (Grant("p", Level.FIND, "a"), Grant("p", Level.READ, "b")))
    assert english(sharing("x", both, _acl(p=WRITE))) == "p may now also change x"


def test_other_terms_for_the_same_levels():
    held = _acl(p=READ)
    until = replace(held, grants=(replace(held.grants[0], condition="office hours"),))
    assert english(sharing("x", held, until)) == "x is shared with p under other terms"
    two, other = (Acl("", (*each.grants, Grant("p", READ, "by a link"))) for each in (held, until))
    assert english(sharing("x", two, other)) == "x is shared with p under other terms"


def test_in_another_language_the_same_is_told_first():
    fact = sharing("drive://x", _acl(p=READ, q=READ, s=Level.CHANGE), _acl(q=WRITE, r=READ, s=Level.SHARE))
    assert fact(wording("nl")) == (
        "drive://x is nu gedeeld met r (vinden, inzien); q kan het nu ook wijzigen; s kan het nu ook delen; en nog 2"
    )
    assert fact(wording("fr")) == (
        "drive://x est à présent partagé avec r (trouver, consulter) ; q peut à présent aussi modifier cet élément ; "
        "s peut à présent aussi partager cet élément ; et 2 autres"
    )


@pytest.mark.parametrize("other", [None, Acl("2f2aadee", ())])
def test_an_acl_that_nobody_knows_shows_no_hash(other: Acl | None):
    assert english(sharing("x", None, other)) == "x is shared in another way"
