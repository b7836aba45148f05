"""Patterns over `*` and `?` as automata: which texts they accept, alone and together. Exact, whatever the texts are made of.

A set of positions in a pattern is an integer, one bit a position, so that a step on a character is a few operations on integers.
Characters that no pattern names are all alike: one of them stands for the others.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

_UNNAMED = "\uf8ff"  # hardly in any pattern
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


@lru_cache(maxsize=262144)
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


def classes(include: str, others: Sequence[str], needed: Sequence[str] = ()) -> Iterator[tuple[str, frozenset[int]]]:
    """The texts that fit `include` and all of `needed`, sorted by which other patterns they fit: a shortest of each sort, those patterns' numbers.

    Texts of one sort are alike to everybody who knows them by these patterns only.
    """
    found: set[frozenset[int]] = set()
    count, all_needed = len(others), frozenset(range(len(others), len(others) + len(needed)))
    for text, fits in _walk(include, (*others, *needed), wanted=lambda states: all(states[count:])):
        if fits >= all_needed and fits not in found:
            found.add(fits)
            yield text, fits - all_needed


def sorts(includes: Iterable[str], excludes: Sequence[str], tests: Sequence[str]) -> Iterator[frozenset[str]]:
    """The sorts of texts that fit one of `includes` and none of `excludes`: of each, those of `tests` that it fits."""
    for include in includes:
        for _, found in classes(include, (*tests, *excludes)):
            if all(at < len(tests) for at in found):
                yield frozenset(tests[at] for at in found)


@lru_cache(maxsize=65536)
def covered(by: str, pattern: str) -> bool:
    """Whether everything that fits a pattern fits another too."""
    return accepts(by, _filled(pattern)) and shortest(pattern, (by,)) is None


@lru_cache(maxsize=262144)
def example(includes: tuple[str, ...], excludes: tuple[str, ...]) -> str | None:
    """A text that fits all of `includes` and none of `excludes`; None when there is none. A short guess mostly does, else it is searched."""
    guess = _guess(includes)
    if guess is not None and all(accepts(one, guess) for one in includes) and not any(accepts(one, guess) for one in excludes):
        return guess
    if any(covered(exclude, one) for exclude in excludes for one in includes):
        return None
    needed, count = len(includes) - 1, len(includes) - 1
    ends = tuple(automaton(pattern).endless for pattern in excludes)
    every = frozenset(range(needed))
    found = _walk(
        includes[0],
        (*includes[1:], *excludes),
        wanted=lambda states: all(states[:count]) and not any(map(int.__and__, ends, states[count:])),
    )
    return next((text for text, fits in found if fits == every), None)


def together(include: str, wanted: Sequence[str], excludes: Sequence[str]) -> str | None:
    """A text that fits `include`, none of `excludes`, and of `wanted` as many as come easily; None for none found.

    One pattern that goes on from what `include` begins with can come first, then any that take whatever came before, one without an end last.
    """
    start = _begun(include)
    rigid: list[str] = []
    loose: list[str] = []
    last: list[str] = []
    for pattern in wanted:
        tail, is_loose = _tail(pattern, start)
        (loose if is_loose and pattern.endswith("*") else last if is_loose else rigid).append(tail)
    tails = (*rigid[:1], *loose, *last[:1])
    text = _fitting(include, start + "".join(tails), excludes)
    if text is not None:
        return text
    kept = start
    for tail in tails:
        if _fitting(include, kept + tail, excludes) is not None:
            kept += tail
    return _fitting(include, kept, excludes)


def _fitting(include: str, text: str, excludes: Sequence[str]) -> str | None:
    """The text, with something after it where `include` wants that; None where it fits one of `excludes`."""
    whole = text if accepts(include, text) else text + _tail(include, _begun(include))[0]
    return None if any(accepts(one, whole) for one in excludes) or not accepts(include, whole) else whole


@lru_cache(maxsize=262144)
def _tail(pattern: str, begun: str) -> tuple[str, bool]:
    """What a text that begins so lacks to fit a pattern, and whether anything may come between."""
    head, *rest = plain(pattern).split("*")
    if rest and "?" not in pattern and begun.startswith(head):  # every piece where it first comes leaves most for the others
        at = len(head)
        while len(rest) > 1 and (found := begun.find(rest[0], at)) >= 0:
            at = found + len(rest.pop(0))
        return "".join(rest), True
    one = automaton(pattern)
    state = _after(pattern, begun)
    waiting = state & one.stars
    if state & one.endless:
        return "", True
    return _filled(one.tokens[(waiting or state).bit_length() - 1 :]), bool(waiting)


def _filled(pattern: str) -> str:
    """A shortest text that fits a pattern."""
    return pattern.replace("*", "").replace("?", _FREE_CHOICE[0])


def _begun(pattern: str) -> str:
    """What everything that fits a pattern begins with."""
    return re.split(r"[*?]", pattern, maxsplit=1)[0]


def _guess(includes: tuple[str, ...]) -> str | None:
    """What the patterns ask for one after the other, each from where it stands after the text so far."""
    text = _begun(includes[0])
    for pattern in (*includes[1:], includes[0]):
        state = _after(pattern, text)
        if not state:
            return None
        text += _filled(automaton(pattern).tokens[state.bit_length() - 1 :])
    return text


@lru_cache(maxsize=65536)
def shortest(include: str, excludes: tuple[str, ...]) -> str | None:
    """A shortest text that fits `include` and none of `excludes`; None when there is none."""
    if not excludes:
        return next((text for text, _ in _walk(include, (), wanted=lambda _: True)), None)
    ends = tuple(automaton(pattern).endless for pattern in excludes)
    hopeful = _walk(include, excludes, wanted=lambda states: not any(map(int.__and__, ends, states)))
    return next((text for text, fits in hopeful if not fits), None)


def goes_on(pattern: str, begun: str) -> bool:
    """Whether some longer text that begins so fits the pattern."""
    head, star, _ = plain(pattern).partition("*")
    common = min(len(head), len(begun))
    fits = head[:common] == begun[:common] or all(one in ("?", other) for one, other in zip(head, begun, strict=False))
    return fits and (bool(star) or len(head) > len(begun))


def whatever_follows(pattern: str, begun: str, *, something: bool) -> bool:
    """Whether every text that begins so fits the pattern, or every longer one when `something` must follow."""
    hardest = _UNNAMED if _UNNAMED not in pattern else _free((automaton(pattern),))  # a character that the pattern does not name
    return plain(pattern).endswith("*") and accepts(plain(pattern), begun + hardest * something)


@lru_cache(maxsize=65536)
def meet(a: str, b: str) -> bool:
    """Whether some text fits both."""
    if any(guess is not None and accepts(a, guess) and accepts(b, guess) for guess in (_guess((a, b)), _guess((b, a)))):
        return True
    return any(fits for _, fits in _walk(a, (b,), wanted=lambda states: bool(states[0])))


_States = tuple[int, ...]


def _walk(include: str, others: tuple[str, ...], wanted: Callable[[_States], bool]) -> Iterator[tuple[str, frozenset[int]]]:
    """Every sort of text that fits `include`, shortest first: breadth first over the states of all automata together.

    A sort may come more than once. `wanted` says of the other automata's states whether to go on.
    """
    automata = (automaton(include), *map(automaton, others))
    free = _free(automata)
    begun = _begun(include)
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


@lru_cache(maxsize=262144)
def _after(pattern: str, text: str) -> int:
    """The state of a pattern's automaton when it has read a text."""
    one = automaton(pattern)
    begun = _begun(one.tokens)
    if begun.startswith(text):
        begun = text
    elif not text.startswith(begun):
        return 0
    state = 1 << len(begun)
    state = _settled(one, state | (state & one.stars) << 1)
    for character in text[len(begun) :]:
        state = _settled(one, one.step(state, character))
        if not state or state & one.endless:
            return state
    return state


def _settled(one: Automaton, state: int) -> int:
    """A state that accepts whatever comes is as good as its last position alone."""
    return one.endless | one.accepting if state & one.endless else state


def _free(automata: Sequence[Automaton]) -> str:
    """A character that none of the patterns names."""
    named = {token for one in automata for token in one.tokens}
    spare = (chr(code) for code in range(0x100, 0x110000))
    return next(character for character in chain(_FREE_CHOICE, spare) if character not in named)
