"""Turns of several words read as the one word that says the same: "stepped down", "lost their lives"."""

from collections.abc import Sequence
from functools import lru_cache

from app.nlp.lexicon.phrases import PHRASES
from app.nlp.words import Token, is_telling

_Turn = tuple[tuple[frozenset[str], ...], str]


def _read(line: str) -> _Turn:
    turn, _, meaning = line.partition(": ")
    return tuple(frozenset(word.split("/")) for word in turn.split()), meaning


_TURNS: dict[str, list[_Turn]] = {}
for _line in PHRASES.strip().split("\n"):
    _turn = _read(_line)
    for _first in sorted(_turn[0][0]):
        _TURNS.setdefault(_first, []).append(_turn)
for _turns in _TURNS.values():
    _turns.sort(key=lambda turn: -len(turn[0]))


@lru_cache(maxsize=64)
def merge_phrases(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a text, each known turn as one word that begins and ends where the turn does.

    >>> from app.nlp.words import tokenize
    >>> [t.lemma for t in merge_phrases(tokenize("The minister stepped down on Friday."))]
    ['the', 'minister', 'resign', 'on', 'friday']
    """
    if not any(token.lemma in _TURNS or token.lower in _TURNS for token in tokens):
        return tokens
    merged: list[Token] = []
    at = 0
    while at < len(tokens):
        turn = _find_turn(tokens, at)
        merged.append(_merged(tokens[at : at + len(turn[0])], turn[1]) if turn else tokens[at])
        at += len(turn[0]) if turn else 1
    return tuple(merged)


def _find_turn(tokens: Sequence[Token], at: int) -> _Turn | None:
    """Return the longest turn that begins at a word."""
    first = tokens[at]
    turns = _TURNS.get(first.lemma) or _TURNS.get(first.lower)
    return next((turn for turn in turns if _matches(turn[0], tokens, at)), None) if turns else None


def _matches(turn: Sequence[frozenset[str]], tokens: Sequence[Token], at: int) -> bool:
    words = tokens[at : at + len(turn)]
    return len(words) == len(turn) and all(
        word.lemma in wanted or word.lower in wanted for word, wanted in zip(words, turn, strict=True)
    )


def _merged(words: Sequence[Token], meaning: str) -> Token:
    text = " ".join(word.text for word in words)
    return Token(text, text.lower(), meaning, False, is_telling(meaning), words[0].start, words[-1].end)
