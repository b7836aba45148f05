"""A request for a pattern of resources, the slow and obvious way: character by character, every sort of resource that policies tell apart.

To the patterns of the policies two resources are alike when the same patterns fit them. What a text may still become is known from the places
in all patterns where one can be after it; so a text is left aside when another has led to the very same places.
"""

from functools import lru_cache

from tests.reference.aws_simulator_patterns import Pattern, after, begun

UNNAMED = "☐"  # a character that stands in no pattern


@lru_cache(maxsize=1 << 12)
def one_of_each_sort(wanted: Pattern, told: tuple[Pattern, ...]) -> tuple[str, ...]:
    """Of the resources that fit `wanted`, at least one for each set of the patterns `told` that there are resources for."""
    patterns = (wanted, *told)
    named = {token for pattern in patterns for token in pattern if isinstance(token, str)}
    assert UNNAMED not in named
    first = tuple(map(begun, patterns))
    texts = {first: ""}  # by the places that they lead to
    queue = [first]
    for places in queue:
        for character in (*sorted(named | {":"}), UNNAMED):
            reached = tuple(after(pattern, at, character) for pattern, at in zip(patterns, places, strict=True))
            if reached[0] and reached not in texts:
                texts[reached] = texts[places] + character
                queue.append(reached)
    return tuple(text for places, text in texts.items() if len(wanted) in places[0])
