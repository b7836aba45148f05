"""Location patterns: which resources a URI with `*` and `?` names, and the exact algebra on such patterns.

One wildcard language for every provider: `*` is any run of characters, `/` too (as in AWS resource patterns), `**` means the
same, `?` is one character. An asset is thus never understated.
"""

from dataclasses import dataclass


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
