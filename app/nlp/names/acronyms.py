"""Acronyms and what they stand for."""

import re

from app.nlp.lexicon.listing import word_set

_BRACKETED = re.compile(r"\(\s?([^\W\d_][^\W_]{1,9})\s?\)")
_SPELT_OUT = re.compile(r"\b([A-Z][A-Za-z]{1,9}) \(([A-Z][^()\n]{5,90})\)")
_LETTER_WORD = re.compile(r"[^\W_]+")
_SMALL = word_set("of for the and on in to de la du des et y di e a al &")
_REACH = 120  # Code points before a bracket in which the expansion is looked for.


def find_acronyms(text: str) -> dict[str, str]:
    """Return the acronyms that a text itself expands: {"NIS": "National Intelligence Service"}.

    >>> find_acronyms("The National Flood Agency (NFA) met UNICEF; the PEA (Port of Ede Authority) did not.")
    {'NFA': 'National Flood Agency', 'PEA': 'Port of Ede Authority'}
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        acronym = match.group(1)
        if sum(c.isupper() for c in acronym) >= 2 or (acronym[0].isupper() and len(acronym) > 3):
            expansion = _expansion_before(text[max(0, match.start() - _REACH) : match.start()], acronym)
            if expansion:
                found.setdefault(acronym, expansion)
    for match in _SPELT_OUT.finditer(text):
        acronym, expansion = match.groups()
        if acronym.isupper() and spells(acronym, expansion):
            found.setdefault(acronym, expansion)
    return found


def _expansion_before(before: str, acronym: str) -> str | None:
    """Return the words that end a text and whose initials, or whose capitals, an acronym is made of."""
    before = re.split(r"[\n.;:!?“”\"]", before.rstrip())[-1]
    words = list(_LETTER_WORD.finditer(before))
    for count in range(1, min(len(words), 2 * len(acronym) + 2) + 1):
        first = words[-count]
        expansion = before[first.start() :].strip(" ,–—-")
        if first.group().lower() not in _SMALL and first.group()[0].isupper() and spells(acronym, expansion):
            return expansion
    return None


def spells(acronym: str, expansion: str) -> bool:
    """Tell whether an acronym is made of the initials of an expansion, or begins its words ("Interpol").

    >>> spells("IAEA", "International Atomic Energy Agency"), spells("NIS", "Ministry of Interior")
    (True, False)
    """
    letters = acronym.replace(".", "").casefold()
    words = [w.casefold() for w in _LETTER_WORD.findall(expansion) if len(w) > 1 or w.isupper()]
    main = [w for w in words if w not in _SMALL]
    if len(main) < 2 or len(letters) < 2:
        return False
    if letters in {"".join(w[0] for w in main), "".join(w[0] for w in words)}:
        return True
    return len(letters) > 3 and _syllables(letters, main)


def _syllables(letters: str, words: list[str]) -> bool:
    """Tell whether letters are the beginnings of all the words, one after the other, a letter or more of each."""
    reachable = {0}
    for word in words:
        reachable = {
            at + size
            for at in reachable
            for size in range(1, 5)
            if letters[at : at + size] == word[:size] and at + size <= len(letters)
        }
    return len(letters) in reachable
