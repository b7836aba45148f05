"""Patterns over `*` and `?` as automata: which texts they accept, alone and together. Exact, whatever the texts are made of.

A set of positions in a pattern is an integer, one bit a position, so that a step on a character is a few operations on integers.
Characters that no pattern names are all alike: one of them stands for the others.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_FREE_CHOICE = "x0abcdefghijklmnopqrstuvwyz123456789-_."  # what a witness is filled up with, the first that no pattern names


@dataclass(frozen=True, slots=True)
class Automaton:
    """A pattern's positions: bit i is set in a state when the first i tokens have been read."""

    tokens: str
    stars: int  # positions that any run of characters leaves as they are
    any_one: int  # positions that any one character moves on
    accepting: int
    endless: int  # from here on everything is accepted

    def start(self) -> int:
        """The state before the first character."""
        return 1 | (self.stars & 1) << 1

    def step(self, state: int, character: str) -> int:
        """The state after one character more; 0 when nothing can be accepted any more."""
        moved = (state & self.any_one) << 1
        rest = state & ~self.stars & ~self.any_one & ~self.accepting
        while rest:
            low = rest & -rest
            if self.tokens[low.bit_length() - 1] == character:
                moved |= low << 1
            rest ^= low
        moved |= state & self.stars
        return moved | (moved & self.stars) << 1

    def characters(self, state: int) -> Iterator[str]:
        """The characters that make a difference in a state."""
        rest = state & ~self.stars & ~self.any_one & ~self.accepting
        while rest:
            low = rest & -rest
            yield self.tokens[low.bit_length() - 1]
            rest ^= low


def plain(pattern: str) -> str:
    """The same pattern in its one form: `**` is `*`, and a `?` beside a `*` stands before it."""
    return re.sub(r"[*?]*\*[*?]*", lambda run: "?" * run[0].count("?") + "*", pattern)


@lru_cache(maxsize=65536)
def automaton(pattern: str) -> Automaton:
    """A pattern compiled."""
    tokens = plain(pattern)
    bits = {token: sum(1 << at for at, found in enumerate(tokens) if found == token) for token in "*?"}
    last = 1 << len(tokens)
    return Automaton(tokens, bits["*"], bits["?"], last, last >> 1 if tokens.endswith("*") else 0)


@lru_cache(maxsize=65536)
def _expression(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression for `fullmatch`, without backtracking between its stars: the leftmost fit of each piece will do."""
    first, *pieces = (re.escape(piece).replace(r"\?", ".") for piece in plain(pattern).split("*"))
    if not pieces:
        return re.compile(first, re.DOTALL)
    return re.compile(first + "".join(f"(?>.*?{piece})" for piece in pieces[:-1]) + ".*" + pieces[-1], re.DOTALL)


def accepts(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern."""
    if "?" not in pattern:
        start = pattern.find("*")
        if start < 0:
            return pattern == text
        if start == len(pattern) - 1:
            return text.startswith(pattern[:-1])
    return _expression(pattern).fullmatch(text) is not None


def classes(include: str, others: Sequence[str]) -> Iterator[tuple[str, frozenset[int]]]:
    """The texts that fit `include`, sorted by which of the other patterns they fit: a shortest text of each sort, and those patterns' numbers.

    Texts of one sort are alike to everybody who knows them by these patterns only.
    """
    found: set[frozenset[int]] = set()
    for text, fits in _walk(include, tuple(others), wanted=lambda _: True):
        if fits not in found:
            found.add(fits)
            yield text, fits


@lru_cache(maxsize=65536)
def shortest(include: str, excludes: tuple[str, ...]) -> str | None:
    """A shortest text that fits `include` and none of `excludes`; None when there is none."""
    if not excludes:
        return next((text for text, _ in _walk(include, (), wanted=lambda _: True)), None)
    ends = tuple(automaton(pattern).endless for pattern in excludes)
    hopeful = _walk(include, excludes, wanted=lambda states: not any(map(int.__and__, ends, states)))
    return next((text for text, fits in hopeful if not fits), None)


@lru_cache(maxsize=65536)
def meet(a: str, b: str) -> bool:
    """Whether some text fits both."""
    return any(fits for _, fits in _walk(a, (b,), wanted=lambda states: bool(states[0])))


_States = tuple[int, ...]


def _walk(include: str, others: tuple[str, ...], wanted: Callable[[_States], bool]) -> Iterator[tuple[str, frozenset[int]]]:
    """Every sort of text that fits `include`, shortest first: breadth first over the states of all automata together.

    A sort may come more than once. `wanted` says of the other automata's states whether to go on.
    """
    automata = (automaton(include), *map(automaton, others))
    free = _free(automata)
    begun = re.split(r"[*?]", include, maxsplit=1)[0]
    start = tuple(_after(pattern, begun) for pattern in (include, *others))
    queue, seen = deque([(begun, start)]), {start}
    while queue:
        text, states = queue.popleft()
        if states[0] & automata[0].accepting:
            pairs = zip(automata[1:], states[1:], strict=True)
            yield text, frozenset(at for at, (one, state) in enumerate(pairs) if state & one.accepting)
        named = {character for one, state in zip(automata, states, strict=True) for character in one.characters(state)}
        for character in (*sorted(named), free):
            after = tuple(_settled(one, one.step(state, character)) for one, state in zip(automata, states, strict=True))
            if after[0] and after not in seen and wanted(after[1:]):
                seen.add(after)
                queue.append((text + character, after))


@lru_cache(maxsize=65536)
def _after(pattern: str, text: str) -> int:
    """The state of a pattern's automaton when it has read a text."""
    one = automaton(pattern)
    state = _settled(one, one.start())
    for character in text:
        state = _settled(one, one.step(state, character))
    return state


def _settled(one: Automaton, state: int) -> int:
    """A state that accepts whatever comes is as good as its last position alone."""
    return one.endless | one.accepting if state & one.endless else state


def _free(automata: Sequence[Automaton]) -> str:
    """A character that none of the patterns names."""
    named = {token for one in automata for token in one.tokens}
    spare = (chr(code) for code in range(0x100, 0x110000))
    return next(character for character in chain(_FREE_CHOICE, spare) if character not in named)
