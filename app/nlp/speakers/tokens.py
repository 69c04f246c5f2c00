"""An article as a stream of tagged words, in which who said what shows as patterns.

Each token has one letter for what it can be: N a capitalised word, n any other noun-like word, D determiner, P pronoun,
O pronoun as an object, # number, M time, p possessive, I preposition, T "that" or "whether", S subordinator, W relative,
C conjunction, X auxiliary, R adverb, V speech verb, G the same in -ing, K stance verb, H the same in -ing, E document verb,
v another verb, Q a whole quotation, "." the end of a sentence, Z the end of a paragraph, and , : ; - ( ) for themselves.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.nlp.lexicon import speakers as lexicon
from app.nlp.sentences import Sentence
from app.nlp.speakers.quotations import find_quotations

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|Prof|St|Rev|Jr|Sr|No)\.|\d[\d.,]*\d"
    r"|[’'ʼ]s\b|[^\W_]+(?:[-’'ʼ](?!s\b)[^\W_]+)*|\n\s*|--+|[,:;()\[\]–—―-]"
)
_PUNCTUATION = {",": ",", ":": ":", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "–": "-", "—": "-", "―": "-", "-": "-"}
_VOWELS = "aeiou"


def _forms(lemma: str, irregular: Sequence[str]) -> tuple[list[str], str]:
    """Return the finite forms of a verb and its -ing form."""
    doubled = lemma + lemma[-1] if lemma in {"admit", "permit", "refer", "plan", "slam", "ban", "dub", "nod", "quip", "yap"} else lemma
    if lemma.endswith("e"):
        past, ing = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past, ing = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, ing = doubled + "ed", doubled + "ing"
    third = (
        lemma[:-1] + "ies"
        if lemma.endswith("y") and lemma[-2] not in _VOWELS
        else lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x")) else "s")
    )
    return [lemma, third, *(irregular or [past])], ing


def _verbs(words: str, finite: str, ing: str) -> Iterable[tuple[str, str, str]]:
    for word in words.split():
        lemma, *irregular = word.split(":")
        forms, participle = _forms(lemma, irregular)
        yield from ((form, finite, lemma) for form in forms)
        yield participle, ing, lemma


def _lexicon() -> tuple[dict[str, str], dict[str, str]]:
    """Return the tag of every word that has a fixed one, and the lemma of every verb form."""
    tags: dict[str, str] = dict.fromkeys(lexicon.OTHER_VERBS, "v")
    lemmas: dict[str, str] = {}
    for words, finite, ing in (
        (lexicon.DOCUMENT_VERBS, "E", "n"),
        (lexicon.STANCE_VERBS, "K", "H"),
        (lexicon.SPEECH_VERBS, "V", "G"),
    ):
        for form, tag, lemma in _verbs(words, finite, ing):
            tags[form], lemmas[form] = tag, lemma
    for words_, tag in (
        (lexicon.TIME_NOUNS, "M"),
        (lexicon.ADVERBS, "R"),
        (lexicon.PREPOSITIONS, "I"),
        (lexicon.SUBORDINATORS, "S"),
        (lexicon.CONJUNCTIONS, "C"),
        (lexicon.RELATIVES, "W"),
        (lexicon.DETERMINERS, "D"),
        (lexicon.PRONOUNS, "P"),
        (lexicon.AUXILIARIES, "X"),
        ({"him", "them", "me", "us"}, "O"),
        ({"that", "whether"}, "T"),
    ):
        tags.update(dict.fromkeys(words_, tag))
    return tags, lemmas


TAGS, LEMMAS = _lexicon()


@dataclass
class Stream:
    """The tokens of an article. `words` are lower case; `tags` has one letter for each token; spans are code points.

    `first` and `last` hold, for each token, the first token of its sentence and the boundary that ends it.
    """

    text: str
    words: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: str = ""
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)

    def add(self, word: str, start: int, end: int) -> None:
        """Append a token."""
        self.words.append(word)
        self.starts.append(start)
        self.ends.append(end)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the code points from token `first` up to, not including, token `end`."""
        return self.starts[first], self.ends[end - 1]

    def at(self, position: int) -> int:
        """Return the first token that starts at a code point or after it."""
        return bisect_left(self.starts, position)


def read_stream(text: str, sentences: Sequence[Sentence]) -> Stream:
    """Read an article as a stream of tagged tokens, quotations folded into one token each."""
    stream = Stream(text)
    tags: list[str] = []
    ends = [s.end for s in sentences]
    next_end = 0
    position = 0
    fresh = True

    def close(up_to: int) -> None:
        nonlocal next_end, fresh
        passed = False
        while next_end < len(ends) and ends[next_end] <= up_to:
            next_end += 1
            passed = True
        if passed and not fresh:
            stream.add("", up_to, up_to)
            tags.append(".")
            fresh = True

    def plain(start: int, end: int) -> None:
        nonlocal fresh
        for match in _TOKEN.finditer(text, start, end):
            close(match.start())
            word = match.group()
            if word[0] == "\n":
                if tags and tags[-1] != "Z":
                    stream.add("", match.start(), match.start())
                    tags.append("Z")
                fresh = True
                continue
            stream.add(word.lower().replace("’", "'").replace("ʼ", "'"), match.start(), match.end())
            tags.append(_tag(word, stream.words[-1], fresh))
            fresh = False

    for start, end in find_quotations(text):
        plain(position, start)
        close(start)
        stream.add("", start, end)
        tags.append("Q")
        fresh = False
        position = end
        inner_end = text[end - 2 : end - 1]
        while next_end < len(ends) and ends[next_end] < end - 1:
            next_end += 1
        if next_end < len(ends) and ends[next_end] <= end and (inner_end == "," or text[end : end + 2].strip().islower()):
            next_end += 1
        close(end)
    plain(position, len(text))
    stream.add("", len(text), len(text))
    tags.append("Z")
    stream.tags = "".join(tags)
    _bound(stream)
    return stream


def _tag(word: str, lower: str, fresh: bool) -> str:
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if word.startswith("--"):
        return "-"
    if lower == "'s":
        return "p"
    if word[0].isdigit():
        return "#"
    known = TAGS.get(lower)
    if word[0].isupper() and (not fresh or known is None or known in "VKEGHvM") and lower not in {"i"}:
        return "M" if known == "M" else "N"
    if known is not None:
        return known
    if lower.endswith("ly") and len(lower) > 4:
        return "R"
    return "n"


def _bound(stream: Stream) -> None:
    """Note the bounds of the sentence that each token lies in."""
    count = len(stream.tags)
    stream.first, stream.last = [0] * count, [count - 1] * count
    start = 0
    for k, tag in enumerate(stream.tags):
        stream.first[k] = start
        if tag in ".Z":
            start = k + 1
    end = count - 1
    for k in range(count - 1, -1, -1):
        if stream.tags[k] in ".Z":
            end = k
        stream.last[k] = end
