"""What pronouns, short names and bare descriptions in an article mean, so that a statement can be read alone.

Better to leave a pronoun than to resolve it wrongly: where two people could be meant, nothing is replaced.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.nlp.lexicon import references as lexicon
from app.nlp.lexicon.speakers import UNNAMED_HEADS
from app.nlp.names import Name, Roster, read_roster
from app.nlp.sentences import Sentence
from app.nlp.speakers.people import Cast
from app.nlp.speakers.phrases import Phrase, phrase_after
from app.nlp.speakers.tokens import Stream, read_stream


@dataclass(frozen=True, slots=True)
class Reference:
    """A span of a text that points elsewhere, and the fuller phrase that it means.

    `start` and `end` are code points, end exclusive; `antecedent` is where the fuller phrase, or what it was read from,
    begins. `possessive` tells that the phrase needs its genitive here ("his").
    """

    start: int
    end: int
    meaning: str
    antecedent: int
    possessive: bool = False


@dataclass(frozen=True)
class References:
    """The references of one article, computed once."""

    text: str
    found: tuple[Reference, ...]

    def within(self, start: int, end: int) -> Iterator[Reference]:
        """Yield the references of a span, in order."""
        at = bisect_left(self.found, start, key=lambda r: r.start)
        while at < len(self.found) and self.found[at].end <= end:
            yield self.found[at]
            at += 1

    def wording(self, start: int, end: int) -> str:
        """Return a span worded so that it can be read alone, as a sentence.

        What it points to outside itself is named once, connectives in front and marks of a quotation that begins or
        ends elsewhere are dropped, and it ends with a full stop. Quotations are kept as said.
        """
        parts: list[str] = []
        position = start
        named: set[str] = set()
        span = self.text[start:end]
        for reference in self.within(start, end):
            if reference.antecedent >= start or reference.meaning in named or reference.meaning in span:
                continue
            named.add(reference.meaning)
            parts += [self.text[position : reference.start], _inflected(reference)]
            position = reference.end
        parts.append(self.text[position:end])
        return finish("".join(parts))


def _inflected(reference: Reference) -> str:
    if not reference.possessive:
        return reference.meaning
    return reference.meaning + ("’" if reference.meaning.endswith("s") else "’s")


_CONNECTIVE = re.compile(
    r"(?:(?:%s),\s+|(?:%s),?\s+)" % ("|".join(lexicon.CONNECTIVES), "|".join(lexicon.CONJUNCTIONS)),  # noqa: UP031 - braces would need doubling.
    re.IGNORECASE,
)
_EDGES = " \t\n\r\u00a0,;:–—―-`"


def finish(words: str) -> str:
    """Return words as one sentence: white space and quotation marks in order, a capital in front, a full stop behind.

    >>> finish("However, the bridge\\n had closed,”")
    'The bridge had closed.'
    """
    sentence = " ".join(words.split()).strip(_EDGES)
    sentence = _balanced(sentence).strip(_EDGES)
    while match := _CONNECTIVE.match(sentence):
        rest = sentence[match.end() :].lstrip(_EDGES)
        if len(rest) < _SHORTEST:
            break
        sentence = rest
    if not sentence:
        return ""
    sentence = sentence[0].upper() + sentence[1:]
    if sentence[-1] in ".!?…" or sentence[-2:] in {".”", '."', "?”", '?"', "!”", '!"', ".’", ".)"}:
        return sentence
    if sentence[-1] in '”"’' and sentence[-2:-1] == ",":
        return sentence[:-2] + sentence[-1] + "."
    return sentence + "."


_SHORTEST = 12  # Letters below which dropping a connective would leave no statement.


_MARK = re.compile(r"[“”«»\"]|''")
_PARTNERS = {"“": "”", "”": "“", "«": "»", "»": "«"}


def _balanced(sentence: str) -> str:
    """Give a quotation that begins or ends elsewhere its other mark, or drop the mark where all is quoted."""
    opened: re.Match[str] | None = None
    orphan: re.Match[str] | None = None
    for mark in _MARK.finditer(sentence):
        closes = mark.group() in "”»" or (
            mark.group() in {'"', "''"} and (opened or not _stands_free(sentence, mark.start()))
        )
        if not closes:
            opened = opened or mark
        elif opened:
            opened = None
        else:
            orphan = orphan or mark
    if opened:
        if opened.start() == 0:
            return sentence[opened.end() :]
        return sentence + _PARTNERS.get(opened.group(), opened.group())
    if orphan:
        if not sentence[orphan.end() :].strip(" .,;"):
            return sentence[: orphan.start()] + sentence[orphan.end() :]
        return _PARTNERS.get(orphan.group(), orphan.group()) + sentence
    return sentence


def _stands_free(sentence: str, at: int) -> bool:
    return at == 0 or sentence[at - 1] in " ([—–-"


def resolve_references(text: str, sentences: Sequence[Sentence]) -> References:
    """Find what the pronouns, short names and bare descriptions of an article mean, as far as the article tells."""
    stream = read_stream(text, sentences)
    roster = read_roster(text)
    resolver = _Resolver(stream, roster)
    return References(text, tuple(sorted(resolver.resolve(), key=lambda r: r.start)))


_RECENT = 12  # Mentions among which a reference's is looked for.


@dataclass(slots=True)
class _Mention:
    token: int
    name: str
    start: int  # The code point at which it stands.


class _Resolver:
    """Reads an article sentence by sentence and keeps in mind who and what it is about."""

    def __init__(self, stream: Stream, roster: Roster) -> None:
        self.stream = stream
        self.roster = roster
        self.cast = Cast(stream, roster)
        self.names = {stream.at(n.start): n for n in roster.names}
        self.topic: _Mention | None = None
        self.subject: tuple[str, int, bool] | None = None  # The subject of the last sentence: phrase, place, plural.
        self.verb_seen = False  # A finite verb stands before, in the sentence.
        self.previous = 0  # Where the last sentence begins.
        self.age = 0  # Sentences since the topic was mentioned.
        self.fuller: dict[str, deque[tuple[str, int]]] = {}

    def resolve(self) -> Iterator[Reference]:
        """Yield the references of the article, sentence by sentence."""
        first = 0
        while first < len(self.stream.tags):
            last = self.stream.last[first]
            if last > first:
                yield from self._in_sentence(first, last)
            first = last + 1

    def _in_sentence(self, first: int, last: int) -> Iterator[Reference]:
        mentions: list[_Mention] = []
        others = self.verb_seen = False
        for at in range(first, last):
            tag, word = self.stream.tags[at], self.stream.words[at]
            self.verb_seen = self.verb_seen or tag in "VXKEv"
            name = self.names.get(at)
            if name is not None:
                person = self.roster.person(name)
                if person:
                    mentions.append(_Mention(at, person, name.start))
                    if person != name.text:
                        titled = at > first and self.stream.words[at - 1].rstrip(".") in lexicon.DROPPED_TITLES
                        start = self.stream.starts[at - 1] if titled else name.start
                        yield Reference(start, name.end, person, self.roster.introduced(person))
            elif word in lexicon.SINGULAR_PRONOUNS:
                mention = self._person(at, mentions, others)
                if mention:
                    mentions.append(_Mention(at, mention.name, mention.start))
                    if self.stream.tags[at + 1] != "p":
                        yield self._reference(at, mention.name, mention.start, self._is_possessive(at))
            elif at == first and word in {"it", "its", "they", "their"}:
                reference = self._thing(at)
                if reference:
                    yield reference
            elif tag == "n" and word in lexicon.HUMAN_NOUNS and not self._is_role(at):
                others = True
            if tag in "Dn" and word in {"the", "these", "those", "both"}:
                reference = self._description(at, last)
                if reference:
                    yield reference
        self._remember(first, last, mentions, others)

    def _reference(self, at: int, meaning: str, antecedent: int, possessive: bool) -> Reference:
        return Reference(self.stream.starts[at], self.stream.ends[at], meaning, antecedent, possessive)

    def _is_possessive(self, at: int) -> bool:
        word = self.stream.words[at]
        return word in {"his", "its", "their"} or (word == "her" and self.stream.tags[at + 1] in "nN#VKEGH")

    def _is_role(self, at: int) -> bool:
        """Tell whether a noun stands right before a name ("spokesman Ada Obi") and so means no one else."""
        return any(k in self.names for k in (at + 1, at + 2)) or self.stream.tags[at + 1] == ","

    def _fits(self, word: str, name: str) -> bool:
        gender = self.cast.gender(name)
        return gender in {"", lexicon.SINGULAR_PRONOUNS[word]}

    def _person(self, at: int, mentions: list[_Mention], others: bool) -> _Mention | None:
        """Return who a pronoun means: the one person of the sentence so far, or the topic of the sentence before."""
        word = self.stream.words[at]
        fitting = [m for m in mentions[-_RECENT:] if self._fits(word, m.name)]
        people = {m.name for m in fitting}
        if others and (not fitting or len(people) > 1):
            return None
        if len(people) == 1:
            return fitting[-1]
        if len(people) > 1:
            return self._speaking(fitting, at)
        if mentions or self.verb_seen:
            return None
        return self.topic if self.topic and self._fits(word, self.topic.name) else None

    def _speaking(self, fitting: list[_Mention], at: int) -> _Mention | None:
        """Return the one who says what the pronoun is part of ("Obi told Smith that she ...")."""
        mention = fitting[-1]
        name = self.names.get(mention.token)
        after = self.stream.at(name.end) if name else mention.token + 1
        return mention if self.stream.tags[after : after + 1] in {"V", "X", "R"} and after < at else None

    def _thing(self, at: int) -> Reference | None:
        """Return what a sentence's first "it" or "they" means: the subject of the sentence before, if that is a plain one."""
        if self.subject is None:
            return None
        phrase, start, plural = self.subject
        word = self.stream.words[at]
        if plural != (word in {"they", "their"}):
            return None
        following = self.stream.words[at + 1 : at + 3]
        if word == "it" and (
            not following or following[0] not in lexicon.AFTER_IT or following[-1] in lexicon.IMPERSONAL
        ):
            return None
        return self._reference(at, phrase, start, word in {"its", "their"})

    def _description(self, at: int, last: int) -> Reference | None:
        """Return what a bare "the soldiers" or "the minister" means."""
        stream = self.stream
        noun = at + 1
        if noun >= last or stream.tags[noun] != "n" or stream.tags[noun + 1] in "nNI#pW(" or noun + 1 in self.names:
            return None
        word = stream.words[noun]
        start = stream.starts[at]
        if stream.words[at] == "the":
            holder = self.cast.holder(word, start)
            if holder:
                return Reference(start, stream.ends[noun], holder[0], holder[1])
        candidates = list(self.fuller.get(word, ()))
        if len({c.lower() for c, _ in candidates}) > 1:
            candidates = [c for c in candidates if c[1] >= self.previous]
        if len({c.lower() for c, _ in candidates}) != 1:
            return None
        modifiers, antecedent = candidates[-1]
        return Reference(start, stream.ends[noun], f"the {modifiers} {word}", antecedent)

    def _remember(self, first: int, last: int, mentions: list[_Mention], others: bool) -> None:
        """Note what the next sentence may point back to."""
        subject = self._subject(first, last)
        self._remember_subject(subject)
        self._remember_phrases(first, last)
        self.previous = self.stream.starts[first]
        people = {m.name for m in mentions}
        if mentions and subject and subject[0] <= mentions[0].token < subject[1]:
            # Of several people the one that the sentence is about is meant, but only right after it.
            self.topic, self.age = mentions[0], 0 if len(people) == 1 else lexicon.LONGEST_SILENCE
        elif len(people) == 1:
            self.topic, self.age = mentions[0], 0
        elif people or others or self.age >= lexicon.LONGEST_SILENCE:
            self.topic = None
        else:
            self.age += 1

    def _subject(self, first: int, last: int) -> Phrase | None:
        """Return the phrase that a sentence begins with, after a circumstance, if a verb follows it."""
        tags = self.stream.tags
        start = first
        if tags[first] in "IRSMA":
            comma = tags.find(",", first, min(last, first + 20))
            if comma < 0:
                return None
            start = comma + 1
        while start < last and tags[start] in "CR":
            start += 1
        if start >= last or tags[start] == "Q":
            return None
        return phrase_after(self.stream, start)

    def _remember_subject(self, subject: Phrase | None) -> None:
        self.subject = None
        if subject is None:
            return
        stream = self.stream
        start, end = subject
        tags = stream.tags[start:end]
        if end - start > lexicon.LONGEST_SUBJECT or stream.tags[end] not in "XVKEv" or "," in tags or "P" in tags:
            return
        text = " ".join(stream.text[stream.starts[start] : stream.ends[end - 1]].split())
        name = self.names.get(start) or self.names.get(start + 1)
        if name and name.end == stream.ends[end - 1] and not self.roster.person(name):
            article = "the " if stream.words[start] == "the" else ""
            self.subject = (article + name.text, stream.starts[start], False)
        elif (
            stream.words[end - 1] in UNNAMED_HEADS
            and stream.words[end - 1].endswith("s")
            and stream.tags[start] in "nN"
        ):
            first_word = stream.words[start] if stream.tags[start] == "n" else text.split()[0]
            self.subject = (first_word + text[len(first_word) :], stream.starts[start], True)

    def _opens_with_people(self, first: int, at: int) -> bool:
        """Tell whether a sentence begins "Danish sailors": its first capital hides that the first word is a name."""
        return at == first + 1 and self.stream.words[first].endswith(lexicon.PEOPLE_ENDINGS)

    def _remember_phrases(self, first: int, last: int) -> None:
        """Note the nouns that a sentence gives with a name before them ("North Korean soldiers")."""
        stream = self.stream
        for at in range(first + 1, last):
            if stream.tags[at] != "n" or not (stream.tags[at - 1] == "N" or self._opens_with_people(first, at)):
                continue
            if stream.tags[at + 1] in "nN" and not stream.words[at + 1].endswith(("ing", "ed")):
                continue
            start = at - 1
            while start > first and stream.tags[start - 1] == "N":
                start -= 1
            if stream.words[at] in lexicon.DESCRIBED_NOUNS:
                modifiers = stream.text[stream.starts[start] : stream.ends[at - 1]]
                self.fuller.setdefault(stream.words[at], deque(maxlen=_RECENT)).append(
                    (modifiers, stream.starts[start])
                )


__all__ = ["Name", "Reference", "References", "finish", "resolve_references"]
