"""Who is said to have begun it, and who says that they did nothing wrong."""

import re
from collections.abc import Set

from app.nlp.lexicon.accusations import AGENT_BREAKS, BEGINNINGS, BEGUN, CHARGING, PLEAS, WRONGS
from app.nlp.words import Token, tokenize

_BEGINNINGS = {what: re.compile(turn) for what, turn in BEGINNINGS.items()}
_BEGUN = re.compile(BEGUN)
_BREAK = re.compile(AGENT_BREAKS)
_PLEAS = re.compile(PLEAS, re.IGNORECASE)
_LONGEST_AGENT = 4


def find_beginnings(text: str) -> dict[str, tuple[Token, ...]]:
    """Return who is said to have begun it: what was begun -> the words that name whoever did.

    >>> found = find_beginnings("He said that the guards had shot first.")
    >>> {what: [t.text for t in who] for what, who in found.items()}
    {'fired first': ['the', 'guards']}
    """
    if not _BEGUN.search(text):
        return {}
    found = ((what, turn.search(text)) for what, turn in _BEGINNINGS.items())
    return {what: _find_agent(text[: match.start()]) for what, match in found if match}


def _find_agent(before: str) -> tuple[Token, ...]:
    """Return the words of the phrase that ends a text: "the border guards" of "He said that the border guards"."""
    return tokenize(_BREAK.split(before)[-1])[-_LONGEST_AGENT:]


def find_plea(text: str) -> int | None:
    """Return where somebody is said to be innocent of whatever they are accused of, or None.

    >>> find_plea("Hale pleaded not guilty."), find_plea("Hale was found guilty.")
    (13, None)
    """
    plea = _PLEAS.search(text)
    return plea.start() if plea else None


def tells_a_wrong(lemmas: Set[str]) -> bool:
    """Tell whether words say that something was done which is a crime, not only that somebody is charged with it."""
    return bool(WRONGS & lemmas) and not CHARGING & lemmas
