"""Whether two names can mean one person, body or place."""

import re
from functools import cache, lru_cache

from anyascii import anyascii

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.names import (
    ALIASES,
    FAMILY_FIRST,
    GENERIC_WORDS,
    PLACE_HEADS,
    PLACE_TAILS,
    SHORT_FORMS,
    SPELLINGS,
    TITLES,
)
from app.nlp.names.acronyms import spells
from app.nlp.words import word_key

_LETTERS = re.compile(r"[a-z0-9]+")
_DOTS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b|$|\s)")
_GENITIVE = re.compile(r"(?<=\w)'s\b")
_SMALL = word_set("the of for and de la le du des di da del der von van al el a")
_LONG = 5  # Letters from which one vowel may differ between two spellings.

# Different transliterations of one sound, longest first.
_SOUNDS = tuple(
    (spelling, sound)
    for sound, spellings in (
        ("ch", "tsch tch"),
        ("sch", "shch"),
        ("j", "dzh dj"),
        ("sh", "sch"),
        ("h", "kh"),
        ("g", "gh"),
        ("f", "ph"),
        ("k", "ck q"),
        ("u", "oo ou o"),
        ("i", "ee y e"),
        ("v", "w"),
        ("ks", "x"),
        ("c", "ts tz"),
    )
    for spelling in spellings.split()
)
# Endings that languages write in their own way: Zelenskyj, Zelenskiy; Gorbachev, Gorbatschow; Lviv, Lvov; Poutine.
_ENDINGS = (
    (re.compile(r"[iy]j\Z"), "i"),
    (re.compile(r"(?<=..)(?:i|e|o|ie|io|ii)[vw]\Z"), "ov"),
    (re.compile(r"(?<=ou.)ine\Z"), "in"),
)
_SOUTH_SLAVIC = re.compile("[čćšžČĆŠŽ]")
_DJ = str.maketrans({"Đ": "Dj", "đ": "dj"})
_ABJAD = re.compile("[\u0590-\u07bf\ufb1d-\ufdff\ufe70-\ufeff]")  # Scripts that leave most vowels out.
_VOWELS = re.compile("[aeiouyw]")
_FEWEST_CONSONANTS = 3
_HARD_C = re.compile(r"c(?!h)")
_DOUBLED = re.compile(r"(.)\1+")


def same_name(a: str, b: str) -> bool:
    """Tell whether two names can mean the same.

    Spellings, scripts, short forms and acronyms may differ: Zelensky, Zelenskyy, Зеленський; Tyva, Tuva; SBU, Security
    Service of Ukraine.

    >>> same_name("President Zelensky", "Володимир Зеленський")
    True
    >>> same_name("Iran", "Iraq"), same_name("Ann Smith", "Joe Smith")
    (False, False)
    """
    return a == b or _same(*sorted((a, b)))


@lru_cache(maxsize=100_000)
def _same(a: str, b: str) -> bool:
    left, right = name_key(a), name_key(b)
    if not left or not right:
        return False
    if bool(_ABJAD.search(a)) != bool(_ABJAD.search(b)):
        left, right = _skeleton(left), _skeleton(right)
        return left == right and sum(map(len, left)) >= _FEWEST_CONSONANTS
    if left == right or _aliases().get(left, a) == _aliases().get(right, b):
        return True
    if _is_acronym_of(a, b) or _is_acronym_of(b, a):
        return True
    short, long = sorted((left, right), key=len)
    if len(short) == 1:
        return _is_short_for(short[0], long)
    return _same_people(short, long) or _same_bodies(short, long)


def _skeleton(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the consonants of a name, by which Arabic and Hebrew letters meet Latin ones."""
    return tuple(_VOWELS.sub("", _sound(word)) for word in key)


@lru_cache(maxsize=100_000)
def name_key(name: str) -> tuple[str, ...]:
    """Return the words of a name in Latin letters and lower case, without titles, articles and possessives.

    >>> name_key("President Володимир Зеленський’s")
    ('volodimir', 'zelenskiy')
    """
    name = name.translate(_DJ) if _SOUTH_SLAVIC.search(name) else name
    latin = _GENITIVE.sub("", anyascii(name).lower()).replace("'", "")
    words = _LETTERS.findall(_DOTS.sub("", latin))
    words = [w for w in words if w != "the"]
    words = [w for w in words if w not in {"al", "el"}] or words
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return tuple(words)


@cache
def _aliases() -> dict[tuple[str, ...], str]:
    return {name_key(alias): group[0] for group in ALIASES for alias in group}


def _is_acronym_of(short: str, long: str) -> bool:
    bare = short.replace(".", "").strip()
    return bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 8 and spells(bare, anyascii(long))


def _is_short_for(word: str, name: tuple[str, ...]) -> bool:
    """Tell whether one word can stand for a name: its family name, or a place without "region" or "strip"."""
    if len(name) == 1:
        return same_word(word, name[0])
    if word in GENERIC_WORDS:
        return False
    if len(name) == 2 and name[1] in PLACE_TAILS:
        return same_word(word, name[0])
    if name[0] in PLACE_HEADS or any(w in {"of", "for"} for w in name):
        return False
    return same_word(word, name[-1]) or (name[0] in FAMILY_FIRST and same_word(word, name[0]))


def _same_people(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether two full names agree: the family name the same, the given names the same or one an initial."""
    if (
        not same_word(short[-1], long[-1])
        or short[-1] in GENERIC_WORDS
        or short[0] in PLACE_HEADS
        or long[0] in PLACE_HEADS
    ):
        return False
    return _same_given(short[0], long[0]) or (len(short) > 1 and _same_given(short[0], long[-len(short)]))


def _same_given(a: str, b: str) -> bool:
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return same_word(a, b) or SHORT_FORMS.get(a, a) == SHORT_FORMS.get(b, b)


def _same_bodies(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Tell whether two names of bodies or places hold the same words, perhaps one of them with where it is."""
    a = [w for w in short if w not in _SMALL]
    b = [w for w in long if w not in _SMALL]
    if len(a) < 2 or not all(any(_same_part(x, y) for y in b) for x in a):
        return False
    if len(a) == len(b):
        return True
    rest = [y for y in b if not any(_same_part(x, y) for x in a)]
    return any(x in GENERIC_WORDS for x in a) and not any(x in GENERIC_WORDS for x in rest) and len(rest) == 1


def _same_part(a: str, b: str) -> bool:
    """Tell whether two words inside the names of bodies mean the same, a country and its people included."""
    return same_word(a, b) or word_key(a) == word_key(b)


@lru_cache(maxsize=100_000)
def same_word(a: str, b: str) -> bool:
    """Tell whether two words in Latin letters can be two spellings of one name.

    The sounds must be the same but for one vowel inside a long word: consonants tell Iran from Iraq, and the
    ending tells Niger from Nigeria.

    >>> same_word("mohamed", "muhammad"), same_word("slovakia", "slovenia"), same_word("niger", "nigeria")
    (True, False, False)
    """
    if a == b:
        return True
    x, y = _sound(a), _sound(b)
    return x == y or _one_vowel_apart(*sorted((x, y), key=len), closer=min(len(a), len(b)) < _LONG, written=(a, b))


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    word = SPELLINGS.get(word, word)
    for ending, common in _ENDINGS:
        word = ending.sub(common, word)
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _HARD_C.sub("k", word))


def _one_vowel_apart(short: str, long: str, *, closer: bool, written: tuple[str, str]) -> bool:
    if len(short) == len(long):
        apart = [(p, q) for p, q in zip(short, long, strict=True) if p != q]
        if len(apart) != 1 or not set(apart[0]) <= set("aiu") or short[0] != long[0]:
            return False
        by_y = set(apart[0]) == {"i", "u"}  # Tyva and Tuva, but not Miller and Müller.
        return any("y" in w for w in written) if by_y else not closer
    if closer or len(long) != len(short) + 1:
        return False
    at = next((k for k, (p, q) in enumerate(zip(short, long, strict=False)) if p != q), len(short))
    return (
        0 < at < len(short)
        and long[at] in "aiu"
        and short[at:] == long[at + 1 :]
        and (short[at - 1] in "aiu" or short[at] in "aiu")
    )
