"""The noun phrase that a number counts, and the singular of its head."""

from dataclasses import dataclass
from functools import lru_cache

import simplemma

from app.nlp.lexicon.counted import (
    BEFALLEN,
    EVENTS,
    FOREIGN_STOPS,
    HUMAN_EVENTS,
    IRREGULAR,
    NOT_PARTICIPLES,
    NOT_PLURAL,
    PARTICIPLES,
    SKIPPED,
    STOPS,
    UNCHANGED,
    WHOLES,
)
from app.nlp.quantities.tokens import Tokens

_LONGEST_PHRASE = 6
_LONGEST_LEAD = 4
_SHORTEST_WITH_ARTICLE = 4
_ARABIC_AND = "و"  # "And" is written as one word with the verb of the next clause.
_LEMMATISED = frozenset({"es", "fr", "de", "uk", "ru"})
_DEMONYMS = ("ans", "ese", "ish", "ians", "is", "ers", "crats")
_PLURAL_ENDINGS = {"es": ("s", "gente"), "fr": ("s", "x")}
_ADJECTIVE_ENDINGS = ("их", "ых", "ой", "ий", "ый", "ая", "ое", "ие", "ые", "ных", "ского", "ські", "ська")


@dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun phrase: its text, the singular of its head, and the tokens up to `stop`."""

    phrase: str
    singular: str
    stop: int


def singular(word: str) -> str:
    """Return the singular of an English noun.

    >>> [singular(word) for word in ("families", "soldiers", "people", "boxes", "buses", "glass", "children")]
    ['family', 'soldier', 'person', 'box', 'bus', 'glass', 'child']
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not is_plural(word) or word in UNCHANGED:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """Tell whether an English word looks like a plural noun."""
    if word in UNCHANGED:
        return True
    return (
        len(word) > 2
        and word[-1] == "s"
        and not word.endswith(("ss", "ous"))
        and word not in NOT_PLURAL
        and word not in STOPS
    )


def is_participle(word: str) -> bool:
    """Tell whether an English word may say what happened to someone."""
    return (
        (word in EVENTS and word[0] != _ARABIC_AND)
        or word in PARTICIPLES
        or (len(word) > 4 and word.endswith("ed") and word not in NOT_PARTICIPLES)
    )


def read_noun(tokens: Tokens, stop: int, language: str, *, one: bool) -> Noun | None:
    """Return the noun phrase that is counted, which begins at the token `stop`; `one` expects a singular."""
    start = stop + 1 if tokens.word(stop) == "-" and tokens.touches(stop) and tokens.touches(stop + 1) else stop
    if language != "en":
        return _read_foreign_noun(tokens, start, language, one=one)
    while start - stop < _LONGEST_LEAD and (
        tokens.word(start) in SKIPPED or (start > stop and tokens.is_number(start))
    ):
        start += 1
    head = _head_of_one(tokens, start) if one else _head_of_many(tokens, start)
    if head is None or (head == start and tokens.words[head] in BEFALLEN):
        return None
    end = head + 1
    if tokens.word(end) == "of" and tokens.word(end + 1).isalpha() and tokens.word(end + 1) not in STOPS:
        end += 2
        end += tokens.word(end).isalpha() and is_plural(tokens.word(end)) and not is_participle(tokens.word(end - 1))
    named = tokens.is_capital(head) and tokens.words[head].endswith(_DEMONYMS)
    return Noun(tokens.slice(start, end), "person" if named else singular(tokens.words[head]), end)


def _run(tokens: Tokens, start: int) -> int:
    """Return the end of the run of words from `start` that may be one noun phrase."""
    place = start
    while place - start < _LONGEST_PHRASE:
        word = tokens.word(place)
        if word == "-" and place > start and tokens.touches(place) and tokens.touches(place + 1):
            place += 1
            continue
        if (
            not word.isalpha()
            or word in STOPS
            or (place > start and "\n" in tokens.text[tokens.ends[place - 1] : tokens.starts[place]])
        ):
            break
        place += 1
    return place - 1 if place > start and tokens.word(place - 1) == "-" else place


def _head_of_many(tokens: Tokens, start: int) -> int | None:
    """Return the last of the first plurals in a row: "North Korean soldiers", "police officers"."""
    head = None
    for place in range(start, _run(tokens, start)):
        word = tokens.words[place]
        if is_plural(word) and not (head is not None and is_participle(word)):
            head = place
        elif head is not None:
            break
    return head


def _head_of_one(tokens: Tokens, start: int) -> int | None:
    """Return the last word of the run before a verb: "one North Korean soldier killed"."""
    if tokens.word(start) in STOPS:
        return None
    end = _run(tokens, start)
    for place in range(start + 1, end):
        if (
            is_participle(tokens.words[place])
            or (tokens.words[place].endswith("ly"))
            or (is_plural(tokens.words[place]))
        ):
            end = place
            break
    return end - 1 if end > start else None


def _past_whole(tokens: Tokens, start: int, language: str) -> int:
    """Return the place of the noun in "63 de los 120 escaños", "63 von 120 Sitzen", or `start`."""
    for words in WHOLES.get(language, ()):
        after = start + len(words)
        if tuple(tokens.words[start:after]) == words and tokens.is_number(after):
            return after + 1
    return start


def _read_foreign_noun(tokens: Tokens, start: int, language: str, *, one: bool) -> Noun | None:
    """Take the first noun: past "de" in Romance languages, by its capital in German, past adjectives in Slavic ones."""
    start = _past_whole(tokens, start, language)
    if tokens.word(start) in ("de", "d", "von"):
        start += 1 + (tokens.word(start + 1) in ("'", "’"))
    passed = None
    for place in range(start, min(start + 3, len(tokens.words))):
        word = tokens.words[place]
        if EVENTS.get(word) in HUMAN_EVENTS:
            return None  # "1.234 muertos" counts people, and tells what happened to them.
        if not word[0].isalpha() or word in FOREIGN_STOPS:
            return passed
        if language in _PLURAL_ENDINGS and not one and not word.endswith(_PLURAL_ENDINGS[language]):
            return None
        if language == "de" and not tokens.is_capital(place):
            continue
        noun = Noun(tokens.slice(start, place + 1), _lemma(_bare(tokens, place, language), language), place + 1)
        if language not in ("ru", "uk") or not word.endswith(_ADJECTIVE_ENDINGS):
            return noun
        passed = noun
    return passed


def _bare(tokens: Tokens, place: int, language: str) -> str:
    """Return a word as it is written, an Arabic one without vowel signs and article."""
    if language != "ar":
        return tokens.raw(place)
    word = tokens.words[place]
    return word[2:] if word.startswith("ال") and len(word) > _SHORTEST_WITH_ARTICLE else word


@lru_cache(maxsize=4096)
def _lemma(word: str, language: str) -> str:
    """Return the base form of a noun in lower case, the word itself in a language without a word list."""
    return str(simplemma.lemmatize(word, lang=language)).lower() if language in _LEMMATISED else word.lower()
