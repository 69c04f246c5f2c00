"""What somebody is, where it stands beside the name: "transport minister Ada Obi", "Ada Obi, the mayor of Lusk"."""

from collections.abc import Sequence, Set

from app.nlp.lexicon.names import TITLES
from app.nlp.lexicon.speakers import DETERMINERS, UNNAMED_HEADS
from app.nlp.words import Token

# How many words a role has, its article left out.
_LONGEST = 4
_ROLES = TITLES | UNNAMED_HEADS


def find_roles(text: str, tokens: Sequence[Token], names: Set[int]) -> set[int]:
    """Return where the words stand that only tell what the bearer of a name is; `names` is where those of names stand.

    They name somebody as much as the name does, and say nothing that happened.

    >>> from app.nlp.words import tokenize
    >>> text = "The transport minister, Ada Obi, was in Lusk."
    >>> tokens = tokenize(text)
    >>> found = find_roles(text, tokens, {t.start for t in tokens if t.text in {"Ada", "Obi", "Lusk"}})
    >>> [t.text for t in tokens if t.start in found]
    ['transport', 'minister']
    """
    found: set[int] = set()
    for at, token in enumerate(tokens):
        if token.start not in names or not at or tokens[at - 1].start in names:
            continue
        found |= _before(text, tokens, at, names)
    return found


def _before(text: str, tokens: Sequence[Token], at: int, names: Set[int]) -> set[int]:
    """Return the role in front of a name: up to its article, a break or another name."""
    if text[tokens[at - 1].end : tokens[at].start].strip() not in {"", ","} or not _is_role(tokens[at - 1]):
        return set()
    found = {tokens[at - 1].start}
    for n in range(at - 2, max(-1, at - 2 - _LONGEST), -1):
        token = tokens[n]
        beside = not text[token.end : tokens[n + 1].start].strip()
        if not beside or not token.is_content or token.lower in DETERMINERS or token.start in names:
            break
        found.add(token.start)
    return found


def _is_role(token: Token) -> bool:
    return token.lower in _ROLES or token.lemma in _ROLES
