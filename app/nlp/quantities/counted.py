"""What a number counts or measures: the noun phrase beside it and what happened to those it names."""

from dataclasses import dataclass

from app.nlp.lexicon.counted import (
    AUXILIARIES,
    EVENTS,
    HUMAN_EVENTS,
    IRREGULAR,
    NOT_PARTICIPLES,
    NOT_PLURAL,
    PARTICIPLES,
    PREPOSITIONS_OF_PLACE,
    SKIPPED,
    STOPS,
    TOLLS,
    UNCHANGED,
)
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.units import DIMENSIONS
from app.nlp.quantities.tokens import Tokens

_LONGEST_PHRASE = 6
_SAYING = 5
_VERBS = word_set(
    "rose fell grew climbed dropped was were is are reached stood hit jumped increased decreased declined rises"
    " falls has have had"
    " rising falling measuring measured totalled totaled averaged gained lost slipped cost costs will would can"
    " could be been at to by"
)


_MADE = word_set("forced told ordered made asked urged obliged compelled")
_LONGEST_SUBJECT = 12
_CLAUSE_SIGNS = frozenset('.!?;:,"“”—–')
_CLAUSE_WORDS = word_set("that which who where when after before while because but said and says than if")
_DEMONYMS = ("ans", "ese", "ish", "ians", "is", "ers", "crats")


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
        word in EVENTS or word in PARTICIPLES or (len(word) > 4 and word.endswith("ed") and word not in NOT_PARTICIPLES)
    )


def read_noun(tokens: Tokens, stop: int, language: str, *, one: bool) -> Noun | None:
    """Return the noun phrase that is counted, which begins at the token `stop`; `one` expects a singular."""
    start = stop + 1 if tokens.word(stop) == "-" and tokens.touches(stop) and tokens.touches(stop + 1) else stop
    if language != "en":
        return _read_foreign_noun(tokens, start, language)
    while tokens.word(start) in SKIPPED and start - stop < 3:
        start += 1
    head = _head_of_one(tokens, start) if one else _head_of_many(tokens, start)
    if head is None:
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


_ADJECTIVE_ENDINGS = ("их", "ых", "ой", "ий", "ый", "ая", "ое", "ие", "ые", "ных", "ского", "ські", "ська")


def _read_foreign_noun(tokens: Tokens, start: int, language: str) -> Noun | None:
    """Take the first noun: capitalised in German, after "de" in Spanish and French, past the adjectives in Russian
    and Ukrainian."""
    if tokens.word(start) in ("de", "d", "von"):
        start += 1 + (tokens.word(start + 1) in ("'", "’"))
    for place in range(start, min(start + 3, len(tokens.words))):
        word = tokens.words[place]
        if not word.isalpha():
            return None
        if language == "de" and not tokens.is_capital(place):
            continue
        if language in ("ru", "uk") and word.endswith(_ADJECTIVE_ENDINGS):
            continue
        return Noun(tokens.slice(start, place + 1), word, place + 1)
    return None


def fate_after(tokens: Tokens, stop: int) -> str:
    """Return what happened to those counted, told after the noun: "killed or wounded", "evacuated", "in shelters"."""
    place = stop
    while place - stop < _SAYING and (tokens.word(place) in AUXILIARIES or tokens.word(place).endswith("ly")):
        place += 1
    word = tokens.word(place)
    if (
        place > stop
        and word in PREPOSITIONS_OF_PLACE
        and tokens.word(place + 1).isalpha()
        and tokens.word(place + 1) not in STOPS
    ):
        return tokens.slice(place, place + 2)
    if not word or not is_participle(word):
        return ""
    end = place + 1
    joined = end + (tokens.word(end) == ",")
    if tokens.word(joined) in ("or", "and"):
        other = joined + 1
        while tokens.word(other) in AUXILIARIES and other - joined < 3:
            other += 1
        if is_participle(tokens.word(other)) and not tokens.is_number(other):
            end = other + 1
    return tokens.slice(place, end)


def fate_before(tokens: Tokens, first: int) -> str:
    """Return what happened to those counted, told by the verb before the number: "killing 13", "rescued 18
    families"."""
    for place in range(first - 1, max(-1, first - 4), -1):
        word = tokens.words[place]
        if word in EVENTS:
            fates = [EVENTS[word]]
            if tokens.word(place - 1) in ("or", "and") and tokens.word(place - 2) in EVENTS:
                fates.insert(0, EVENTS[tokens.word(place - 2)])
            return f" {tokens.word(place - 1)} ".join(fates)
        if not word.isalpha() or word not in (
            "another",
            "a",
            "the",
            "further",
            "with",
            "us",
            "all",
            "some",
            "of",
            "total",
            "up",
            "to",
        ):
            return ""
    return ""


def subject_before(tokens: Tokens, first: int) -> str:
    """Return the words before a number, back to the beginning of its clause, that name what it measures.

    In "the water levels in the valley rose to 3 meters" they are "water levels in the valley".
    """
    named: list[int] = []
    for place in range(first - 1, max(-1, first - _LONGEST_SUBJECT), -1):
        word = tokens.words[place]
        if (
            word in _CLAUSE_SIGNS
            or (named and word in _CLAUSE_WORDS)
            or "\n" in tokens.text[tokens.ends[place] : tokens.starts[place + 1]]
        ):
            break
        if word.isalpha() and len(word) > 1 and word not in STOPS and word not in _VERBS and not word.endswith("ly"):
            named.append(place)
    return tokens.slice(named[-1], named[0] + 1) if named else ""


def measured(tokens: Tokens, first: int, stop: int) -> str:
    """Return what a measure is of: "wide crater" for a "12-meter-wide crater", "of rain" for "30 mm of rain", or
    the subject before it."""
    place = stop
    while tokens.word(place) == "(" and place - stop < 12:
        place += 1
        while tokens.word(place) not in (")", "") and place - stop < 12:
            place += 1
        place += 1
    place += tokens.word(place) == "-"
    word = tokens.word(place)
    if word in ("of", "in") and tokens.word(place + 1).isalpha():
        end = place + 1
        while (
            end - place < 5
            and tokens.word(end).isalpha()
            and (tokens.word(end) not in STOPS or tokens.word(end) in ("the", "its", "their"))
        ):
            end += 1
        if end > place + 1:
            return tokens.slice(place + 1, end)
    if word in DIMENSIONS:
        end = place + 1
        while end - place < 3 and tokens.word(end).isalpha() and tokens.word(end) not in STOPS:
            end += 1
        if end > place + 1:
            return tokens.slice(place, end)
        return f"{subject_before(tokens, first)} {word}".strip()
    return subject_before(tokens, first)


def describe_count(tokens: Tokens, first: int, noun: Noun | None, stop: int) -> tuple[str, str]:
    """Return the unit and the description of a count, its fate included."""
    after, before = fate_after(tokens, noun.stop if noun else stop), fate_before(tokens, first)
    fate = (before or after) if after.partition(" ")[0] in PREPOSITIONS_OF_PLACE else (after or before)
    if noun is not None:
        return noun.singular, f"{noun.phrase} {fate}".strip()
    if fate and any(EVENTS.get(word) in HUMAN_EVENTS for word in fate.lower().split()):
        return "person", f"people {fate}"
    subject = subject_before(tokens, first)
    if not TOLLS.isdisjoint(subject.lower().split()):
        return "person", subject
    return "", subject
