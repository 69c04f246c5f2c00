"""An article as a stream of tagged words, in which who said what shows as patterns.

Each token has one letter for what it can be: N a capitalised word, n any other noun-like word, D determiner, P
pronoun, O pronoun as an object, # number, M time, p possessive, I preposition, T "that" or "whether", S subordinator,
W relative, C conjunction, X auxiliary, R adverb, V speech verb, G the same in -ing, K stance verb, H the same in -ing,
E document verb, v another verb, A "according", Q a whole quotation, "." the end of a sentence, Z the end of a
paragraph, and , : ; - ( ) for themselves.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from app.nlp.lexicon import speakers as lexicon
from app.nlp.names.find import is_common
from app.nlp.sentences import Sentence
from app.nlp.speakers.quotations import find_quotations

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Rep|Sen|Gov|Prof|St|Rev|Jr|Sr|No)\.|\d[\d.,]*\d(?![^\W_])"
    r"|[’'ʼ]s\b|[^\W_]+(?:[-’'ʼ](?!s\b)[^\W_]+)*|\n\s*|--+|[,:;()\[\]–—―-]"
)
_PUNCTUATION = {
    ",": ",",
    ":": ":",
    ";": ";",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "–": "-",
    "—": "-",
    "―": "-",
    "-": "-",
}
_FIXED = {**_PUNCTUATION, "--": "-", "---": "-", "'s": "p"}
_VOWELS = "aeiou"


def _forms(lemma: str, irregular: Sequence[str]) -> tuple[list[str], str]:
    """Return the finite forms of a verb and its -ing form."""
    doubled = (
        lemma + lemma[-1]
        if lemma in {"admit", "permit", "refer", "plan", "slam", "ban", "dub", "nod", "quip", "yap"}
        else lemma
    )
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
    for form, (lemma, _) in lexicon.WITH_PARTICLE.items():
        tags[form], lemmas[form] = "V", lemma
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
        ({"according"}, "A"),
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

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the code points from token `first` up to, not including, token `end`."""
        return self.starts[first], self.ends[end - 1]

    def at(self, position: int) -> int:
        """Return the first token that starts at a code point or after it."""
        return bisect_left(self.starts, position)


def read_stream(text: str, sentences: Sequence[Sentence]) -> Stream:
    """Read an article as a stream of tagged tokens, quotations folded into one token each."""
    reader = _Reader(text, [s.end for s in sentences])
    position = 0
    for start, end in find_quotations(text):
        reader.read_plain(position, start)
        reader.read_quotation(start, end)
        position = end
    reader.read_plain(position, len(text))
    return reader.finish()


# An unknown word in -ed is a verb between a subject and an object, and part of a noun phrase otherwise.
_PAST = re.compile(r"(?<=[nNP)])d(?=[DPO#])")
_PLAIN = re.compile("d")


# "Reports" is a noun in "reports said" and in "initial reports, including".
_NOUN_OR_VERB = re.compile(r"[VKE](?=[VXKE])|(?<=[nD#p])[VKE](?=,)")


def _noun_or_verb(word: str, match: re.Match[str]) -> str:
    return "n" if word in lexicon.AMBIGUOUS_FORMS else match.group()


class _Reader:
    """Reads a text from left to right into a stream, and marks where its sentences end."""

    def __init__(self, text: str, sentence_ends: list[int]) -> None:
        self.stream = Stream(text)
        self.tags: list[str] = []
        self.ends = [*sentence_ends, len(text) + 1]
        self.next = 0  # The index of the sentence end that comes next.
        self.fresh = True  # Nothing of the sentence has been read.

    def _add(self, word: str, tag: str, start: int, end: int) -> None:
        self.stream.words.append(word)
        self.stream.starts.append(start)
        self.stream.ends.append(end)
        self.tags.append(tag)

    def _close(self, position: int) -> None:
        """Mark the end of a sentence if one ends before or at a position."""
        end = position
        while self.ends[self.next] <= position:
            end = self.ends[self.next]
            self.next += 1
        if not self.fresh:
            end = max(end, self.stream.ends[-1])
            self._add("", ".", end, end)
            self.fresh = True

    def read_plain(self, start: int, end: int) -> None:
        """Read what stands between two quotations."""
        stream, tags = self.stream, self.tags
        sentence_end = self.ends[self.next]
        for match in _TOKEN.finditer(stream.text, start, end):
            at, after = match.span()
            if sentence_end <= at:
                self._close(at)
                sentence_end = self.ends[self.next]
            word = match.group()
            if word[0] == "\n":
                if tags and tags[-1] != "Z":
                    self._add("", "Z", at, at)
                self.fresh = True
                continue
            if self.fresh:
                lower = _lower(word)
                tag = _tag(word, lower, fresh=True)
                self.fresh = False
            else:
                lower, tag = _inside(word)
            stream.words.append(lower)
            stream.starts.append(at)
            stream.ends.append(after)
            tags.append(tag)
        if self.ends[self.next] <= end:
            self._close(end)

    def read_quotation(self, start: int, end: int) -> None:
        """Read a quotation as one token; a sentence ends with it unless it goes on after a comma or in lower case."""
        self._add("", "Q", start, end)
        self.fresh = False
        while self.ends[self.next] < end - 1:
            self.next += 1
        text = self.stream.text
        if self.ends[self.next] <= end and (text[end - 2 : end - 1] == "," or text[end : end + 2].strip().islower()):
            self.next += 1
        if self.ends[self.next] <= end:
            self._close(end)

    def finish(self) -> Stream:
        """Return the stream, closed by the end of a paragraph."""
        stream = self.stream
        self._add("", "Z", len(stream.text), len(stream.text))
        stream.tags = _PLAIN.sub("n", _PAST.sub("v", "".join(self.tags)))
        stream.tags = _NOUN_OR_VERB.sub(lambda m: _noun_or_verb(stream.words[m.start()], m), stream.tags)
        _bound(stream)
        return stream


@lru_cache(maxsize=100_000)
def _inside(word: str) -> tuple[str, str]:
    """Return the lower-case form and the tag of a word that doesn't begin a sentence."""
    lower = _lower(word)
    return lower, _tag(word, lower, fresh=False)


def _lower(word: str) -> str:
    return word.lower().replace("’", "'").replace("ʼ", "'")


def _tag(word: str, lower: str, *, fresh: bool) -> str:
    """Return the tag of a word; `fresh` tells that it begins a sentence, where a capital says nothing."""
    if word[0].isdigit():
        return "#"
    if word[0].isupper():
        return _tag_of_capital(word, lower, fresh)
    if lower in _FIXED:
        return _FIXED[lower]
    if "-" in word and word.partition("-")[2][:1].isupper():
        return "N"
    known = TAGS.get(lower)
    if known is None and len(lower) > 4:
        known = {"ly": "R", "ed": "d"}.get(lower[-2:])
    return known or "n"


def _tag_of_capital(word: str, lower: str, fresh: bool) -> str:
    known = TAGS.get(lower)
    if known == "M" or word == "May":
        return "M"
    if fresh and known is None:
        return "n" if is_common(lower) and not word.isupper() else "N"
    is_function_word = known is not None and known in "DISCT" and (word[1:].islower() or len(word) == 1)
    if known is not None and (is_function_word or lower == "i" or (fresh and known not in "VKEGHv")):
        return known
    return "N"


def _bound(stream: Stream) -> None:
    """Note the bounds of the sentence that each token lies in."""
    start = 0
    for match in re.finditer("[.Z]", stream.tags):
        end = match.start()
        stream.first += [start] * (end + 1 - start)
        stream.last += [end] * (end + 1 - start)
        start = end + 1
