"""Location patterns: which resources a URI with `*` and `?` names, and the exact algebra on such patterns.

One wildcard language for every provider: `*` is any run of characters, `/` too (as in AWS resource patterns), `**` means the
same, `?` is one character. An asset is thus never understated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policies.patterns import accepts, covered, goes_on, meet, plain, shortest, whatever_follows


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """The resources whose URI matches `pattern` and none of `excluding` (the parts that another rule speaks of).

    With `tags` or a `label`, only resources that carry all of them.
    """

    system: str
    kind: str
    pattern: str
    excluding: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()
    label: str = ""


def matches(location: Location, uri: str) -> bool:
    """Whether the location's pattern names the URI and nothing excludes it. Tags and label are for who knows the resource."""
    return accepts(location.pattern, uri) and not any(accepts(pattern, uri) for pattern in location.excluding)


def witness(include: str, excludes: Sequence[str] = ()) -> str | None:
    """Some text that fits `include` and none of `excludes`, as short as can be; None when there is none."""
    fixed = _fixed(include)
    return shortest(plain(include), tuple(sorted({plain(other) for other in excludes if _may_meet(fixed, _fixed(other))})))


def is_empty_after(include: str, excludes: Sequence[str]) -> bool:
    """Whether `excludes` together take away everything that fits `include`."""
    return witness(include, excludes) is None


@lru_cache(maxsize=65536)
def covers(a: str, b: str) -> bool:
    """Whether everything that fits `b` fits `a`."""
    a, b = plain(a), plain(b)
    start, _ = _fixed(a)
    if start in (a, a[:-1]) and "?" not in a:  # the common cases: no wildcard, or a star at the end alone
        return b == a if start == a else _fixed(b)[0].startswith(start)
    begun = _fixed(b)[0]
    if b[len(begun) :] in ("*", "?*"):
        return whatever_follows(a, begun, something=b[len(begun) :] == "?*")
    return covered(a, b)


@lru_cache(maxsize=262144)
def meets(a: str, b: str) -> bool:
    """Whether something fits both."""
    a, b = plain(a), plain(b)
    if not _may_meet(_fixed(a), _fixed(b)):
        return False
    for one, other in ((a, b), (b, a)):
        begun = _fixed(one)[0]
        if one[len(begun) :] == "?*":
            return goes_on(other, begun)
    return covers(a, b) or covers(b, a) or meet(a, b)


@lru_cache(maxsize=65536)
def intersect(a: str, b: str) -> tuple[str, ...]:
    """Patterns that together name exactly what fits both; none when nothing does, several where stars overlap (`a*` and `*a`)."""
    a, b = plain(a), plain(b)
    if not _may_meet(_fixed(a), _fixed(b)):
        return ()
    if covers(a, b):
        return (b,)
    if covers(b, a):
        return (a,)
    return _without_covered(_both(a, b))


def narrow(pattern: str, part: str) -> str:
    """The part of what a pattern names that lies under `part`: `s3://shop/*` and `labels/` give `s3://shop/labels/*`.

    A part that ends with `/` is all that lies under it; any other is taken as it is written, wildcards too.
    Raises ValueError where nothing lies under the pattern: it must end with `*`.
    """
    base = plain(pattern)
    if not base.endswith("*"):
        raise ValueError(f"{pattern} has no parts: a part lies in a place that ends with /*")
    if not part.strip("/"):
        raise ValueError(f"the part {part!r} names nothing: write it as labels/ or labels/*.pdf")
    return base[:-1] + part.lstrip("/") + ("*" if part.endswith("/") else "")


@lru_cache(maxsize=65536)
def _fixed(pattern: str) -> tuple[str, str]:
    """What every text of a pattern begins and ends with."""
    pattern = plain(pattern)
    if not set("*?") & set(pattern):
        return pattern, pattern
    starts = min(pattern.find(wildcard) % (len(pattern) + 1) for wildcard in "*?")
    return pattern[:starts], pattern[max(pattern.rfind(wildcard) for wildcard in "*?") + 1 :]


def _may_meet(a: tuple[str, str], b: tuple[str, str]) -> bool:
    starts = a[0].startswith(b[0]) or b[0].startswith(a[0])
    return starts and (a[1].endswith(b[1]) or b[1].endswith(a[1]))


@lru_cache(maxsize=65536)
def _both(a: str, b: str) -> frozenset[str]:
    """Patterns for what fits both, by what the text begins with; some may be covered by others."""
    if not a or not b:
        return frozenset({""}) if set(a + b) <= {"*"} else frozenset()
    if a[0] == "*" and b[0] == "*":
        return frozenset(plain("*" + rest) for rest in (*_both(a[1:], b), *_both(a, b[1:])))
    if a[0] == "*" or b[0] == "*":
        star, other = (a, b) if a[0] == "*" else (b, a)
        return _both(star[1:], other) | frozenset(plain(other[0] + rest) for rest in _both(star, other[1:]))
    if a[0] != b[0] and "?" not in (a[0], b[0]):
        return frozenset()
    head = a[0] if b[0] == "?" else b[0]
    return frozenset(head + rest for rest in _both(a[1:], b[1:]))


def _without_covered(patterns: Iterable[str]) -> tuple[str, ...]:
    def kept(ordered: Sequence[str]) -> Iterator[str]:
        for at, pattern in enumerate(ordered):
            others = (*ordered[:at], *ordered[at + 1 :])
            if not any(covers(other, pattern) and (not covers(pattern, other) or other < pattern) for other in others):
                yield pattern

    return tuple(kept(sorted(set(patterns))))
