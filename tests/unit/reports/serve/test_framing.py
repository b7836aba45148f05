"""A page with the bar, and the policy that it is served with."""

import pytest

from reports.html import renderer
from reports.serve.framing import framed, served
from tests.unit.reports.papers import paper

BAR = "<div>bar</div>"
OWN = "style-src {} 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"


def page(head: str = "", body: str = "<p>x</p>") -> str:
    return f"<!doctype html><html><head>{head}<title>t</title></head>\n<body class='x'>{body}</body></html>"


def test_the_bar_takes_its_slot():
    made, _ = framed(page(body="<!-- bar --><p>x</p>"), BAR)
    assert made == page(body=f"{BAR}<p>x</p>")


def test_without_a_slot_it_comes_first():
    made, _ = framed(page(), BAR)
    assert made == page(body=f"\n{BAR}<p>x</p>")


def test_a_text_that_looks_like_a_slot_is_only_a_text():
    made, _ = framed(page(body="<!-- bar --><p>&lt;!-- bar --&gt; \\1</p>"), r"\g<0>")
    assert made == page(body="\\g<0><p>&lt;!-- bar --&gt; \\1</p>")


def test_the_policy_of_the_page_moves_to_the_header():
    meta = '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-x=&#39;; script-src &#39;sha256-y=&#39;">'
    made, policy = framed(page(meta), BAR)
    assert "Content-Security-Policy" not in made
    assert policy == (
        "default-src 'none'; style-src 'sha256-x=' 'self'; script-src 'sha256-y='; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", f"default-src 'none'; {OWN.format('').replace('  ', ' ')}"),
        ("style-src 'none'", "style-src 'self'; default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"),
        ("default-src 'self' data:", f"default-src 'self' data:; {OWN.format('data:')}"),
        (
            "form-action *; base-uri *; frame-ancestors *",
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; default-src 'none'; style-src 'self'",
        ),
        ("default-src 'none'; default-src *", f"default-src 'none'; {OWN.format('').replace('  ', ' ')}"),  # the first counts
    ],
)
def test_what_a_page_says_never_widens_what_the_server_grants(said: str, told: str):
    assert served(said) == told


def test_a_paper_keeps_its_own_style():
    made = renderer.render(paper())
    whole, policy = framed(made, BAR)
    assert BAR in whole
    assert "<meta http-equiv" not in whole
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
