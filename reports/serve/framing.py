"""A report's own page with the bar on top of it. What the page lets in, its meta element says; served, a header says it."""

import re
from html import unescape

SLOT = "<!-- bar -->"  # where a page wants what is put on top of it

_META = re.compile(r'<meta\b[^>]*http-equiv="?Content-Security-Policy"?[^>]*\bcontent="([^"]*)"[^>]*>\s*', re.IGNORECASE)
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)


def framed(page: str, bar: str) -> tuple[str, str]:
    """The page with the bar, and the security policy that it is to be served with: its own, and the bar's style sheet and form."""
    said = _META.search(page)
    whole = _META.sub("", page, count=1)
    whole = whole.replace(SLOT, bar, 1) if SLOT in whole else _BODY.sub(lambda found: f"{found[0]}\n{bar}", whole, count=1)
    return whole, served(unescape(said[1]) if said else "")


def served(policy: str) -> str:
    """A page's own policy as that of an answer of this server."""
    directives: dict[str, list[str]] = {}
    for name, *sources in (each.split() for each in policy.split(";") if each.strip()):
        directives.setdefault(name.lower(), sources)
    usual = directives.setdefault("default-src", ["'none'"])
    styles = [each for each in directives.get("style-src", usual) if each not in ("'none'", "'self'")]
    own = {"style-src": [*styles, "'self'"], "form-action": ["'self'"], "base-uri": ["'none'"], "frame-ancestors": ["'none'"]}
    return "; ".join(" ".join((name, *sources)) for name, sources in (directives | own).items())
