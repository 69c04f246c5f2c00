"""Find what pronouns, short names and bare descriptions in an article mean.

Better to leave a pronoun than to resolve it wrongly: where two people could be meant, nothing is said.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.nlp.lexicon import references as lexicon
from app.nlp.names import Name
from app.nlp.references.wording import Reference, References
from app.nlp.sentences import Sentence
from app.nlp.speakers.people import Cast, read_cast
from app.nlp.speakers.phrases import Phrase, phrase_after


def resolve_references(text: str, sentences: Sequence[Sentence], cast: Cast | None = None) -> References:
    """Find what the pronouns, short names and bare descriptions of an article mean, as far as the article tells.

    `cast` is what was read of the article already.
    """
    resolver = _Resolver(cast or read_cast(text, sentences))
    return References(text, tuple(sorted(resolver.resolve(), key=lambda r: r.start)))


# The words that mean something said elsewhere, or somebody who isn't named: most of a text are others.
_POINTING = (
    lexicon.SINGULAR_PRONOUNS.keys() | lexicon.DEFINITE | lexicon.THING_PRONOUNS | lexicon.HUMAN_NOUNS | {"both"}
)
_RECENT = 12  # Mentions among which a reference's is looked for.


@dataclass(slots=True)
class _Mention:
    token: int
    name: str
    start: int  # The code point at which it stands.


@dataclass(slots=True)
class _Scene:
    """What one sentence, from token `first` to `last`, has said so far."""

    first: int
    last: int
    mentions: list[_Mention] = field(default_factory=list)
    others: bool = False  # Somebody is described rather than named.
    goes_on: bool = False  # It is about what the sentence before was about: "They ...", "Both men ...".
    verb_seen: bool = False


class _Resolver:
    """Reads an article sentence by sentence and keeps in mind who and what it is about."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.stream = cast.stream
        self.roster = cast.roster
        self.names = {self.stream.at(n.start): n for n in self.roster.names}
        self.name_ends = {self.stream.at(n.end) for n in self.roster.names}
        self.topic: _Mention | None = None
        self.subject: tuple[str, int, bool] | None = None  # The subject of the last sentence: phrase, place, plural.
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
        scene = _Scene(first, last)
        words, tags = self.stream.words, self.stream.tags
        for at in range(first, last):
            if at in self.names or words[at] in _POINTING:
                yield from self._at(at, scene)
            scene.verb_seen = scene.verb_seen or tags[at] in "VXKEv"
        self._remember(scene)

    def _at(self, at: int, scene: _Scene) -> Iterator[Reference]:
        """Yield what the token means, or note what it says."""
        word = self.stream.words[at]
        name = self.names.get(at)
        if name is not None:
            yield from self._short_name(at, name, scene)
        elif word in lexicon.SINGULAR_PRONOUNS:
            yield from self._pronoun(at, scene)
        elif at == scene.first and (end := self._end_of_two(at)):
            yield from self._two(at, end, scene)
        elif word in lexicon.DEFINITE:
            yield from self._description(at, scene.last)
        elif at == scene.first and word in lexicon.THING_PRONOUNS:
            yield from self._thing(at, scene)
        elif word in lexicon.HUMAN_NOUNS and not self._is_role(at):
            scene.others = True

    def _short_name(self, at: int, name: Name, scene: _Scene) -> Iterator[Reference]:
        person = self.roster.person(name)
        if person is None:
            return
        scene.mentions.append(_Mention(at, person, name.start))
        if person != name.text:
            titled = at > scene.first and self.stream.words[at - 1].rstrip(".") in lexicon.DROPPED_TITLES
            start = self.stream.starts[at - 1] if titled else name.start
            yield Reference(start, name.end, person, self.roster.introduced(person))

    def _pronoun(self, at: int, scene: _Scene) -> Iterator[Reference]:
        mention = self._person(at, scene)
        if mention is None:
            return
        scene.mentions.append(_Mention(at, mention.name, mention.start))
        if self.stream.tags[at + 1] != "p":
            yield self._reference(at, mention.name, mention.start, self._is_possessive(at))

    def _reference(self, at: int, meaning: str, antecedent: int, possessive: bool) -> Reference:
        return Reference(self.stream.starts[at], self.stream.ends[at], meaning, antecedent, possessive)

    def _is_possessive(self, at: int) -> bool:
        word = self.stream.words[at]
        return word in {"his", "its", "their"} or (word == "her" and self.stream.tags[at + 1] in "nN#VKEGH")

    def _is_role(self, at: int) -> bool:
        """Tell whether a noun belongs to a name ("spokesman Ada Obi", "Ada Obi, a farmer") and means no one else."""
        comma = self.stream.tags.rfind(",", max(0, at - 4), at)
        explains = comma > 0 and comma in self.name_ends
        return explains or any(k in self.names for k in (at + 1, at + 2)) or self.stream.tags[at + 1] == ","

    def _fits(self, word: str, name: str) -> bool:
        gender = self.cast.gender(name)
        return gender in {"", lexicon.SINGULAR_PRONOUNS[word]}

    def _person(self, at: int, scene: _Scene) -> _Mention | None:
        """Return who a pronoun means: the one person of the sentence so far, or the topic of the sentence before."""
        if scene.others:
            return None
        word = self.stream.words[at]
        fitting = [m for m in scene.mentions[-_RECENT:] if self._fits(word, m.name)]
        if fitting:
            return fitting[-1] if len({m.name for m in fitting}) == 1 else self._speaking(fitting, at)
        if scene.mentions or scene.verb_seen:
            return None
        return self.topic if self.topic and self._fits(word, self.topic.name) else None

    def _speaking(self, fitting: list[_Mention], at: int) -> _Mention | None:
        """Return the one who says what the pronoun is part of ("Obi told Smith that she ...")."""
        mention = fitting[-1]
        name = self.names.get(mention.token)
        after = self.stream.at(name.end) if name else mention.token + 1
        return mention if self.stream.tags[after : after + 1] in {"V", "X", "R"} and after < at else None

    def _end_of_two(self, at: int) -> int:
        """Return the token after "both", "both men", "the two", "the pair" in front of a verb, or 0."""
        words, tags = self.stream.words, self.stream.tags
        if words[at] == "both":
            end = at + 1 + (words[at + 1] in lexicon.TWO_PEOPLE)
        elif words[at] == "the" and words[at + 1] in lexicon.PAIRS:
            end = at + 2 + (words[at + 2] in lexicon.TWO_PEOPLE)
        else:
            return 0
        return end if tags[end] in "XVKEv" else 0

    def _two(self, at: int, end: int, scene: _Scene) -> Iterator[Reference]:
        """Yield what "both men" means: the two whom the sentence before was about."""
        if self.subject is None or not _are_two(self.subject[0]):
            return
        scene.goes_on = True
        yield Reference(self.stream.starts[at], self.stream.ends[end - 1], self.subject[0], self.subject[1])

    def _thing(self, at: int, scene: _Scene) -> Iterator[Reference]:
        """Yield what a sentence's first "it" or "they" means: the subject of the sentence before, if a plain one."""
        if self.subject is None:
            return
        phrase, start, plural = self.subject
        word = self.stream.words[at]
        following = self.stream.words[at + 1 : at + 3]
        impersonal = word == "it" and not _acts(following)
        if plural == (word in {"they", "their"}) and not impersonal:
            scene.goes_on = True
            yield self._reference(at, phrase, start, word in {"its", "their"})

    def _description(self, at: int, last: int) -> Iterator[Reference]:
        """Yield what a bare "the soldiers" or "the minister" means."""
        stream = self.stream
        noun = at + 1
        if noun >= last or stream.tags[noun] != "n" or stream.tags[noun + 1] in "nNI#pW(" or noun + 1 in self.names:
            return
        word, start, end = stream.words[noun], stream.starts[at], stream.ends[noun]
        holder = self.cast.holder(word, start) if stream.words[at] == "the" else None
        fuller = self._fuller(word)
        if holder:
            yield Reference(start, end, *holder)
        elif fuller:
            yield Reference(start, end, f"the {fuller[0]} {word}", fuller[1])

    def _fuller(self, noun: str) -> tuple[str, int] | None:
        """Return the words before a noun, and where, if the article or its last sentence has only one kind."""
        candidates = list(self.fuller.get(noun, ()))
        for kinds in (candidates, [c for c in candidates if c[1] >= self.previous]):
            if len({modifiers.lower() for modifiers, _ in kinds}) == 1:
                return kinds[-1]
        return None

    def _remember(self, scene: _Scene) -> None:
        """Note what the next sentence may point back to."""
        first, last, mentions = scene.first, scene.last, scene.mentions
        subject = self._subject(first, last)
        if not scene.goes_on:
            self.subject = self._two_people(first) or (self._repeatable(subject) if subject else None)
        self._remember_phrases(first, last)
        self.previous = self.stream.starts[first]
        people = {m.name for m in mentions}
        if mentions and subject and subject[0] <= mentions[0].token < subject[1]:
            # Of several people the one that the sentence is about is meant, but only right after it.
            self.topic, self.age = mentions[0], 0 if len(people) == 1 else lexicon.LONGEST_SILENCE
        elif len(people) == 1:
            self.topic, self.age = mentions[0], 0
        elif people or scene.others or self.age >= lexicon.LONGEST_SILENCE:
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

    def _repeatable(self, subject: Phrase) -> tuple[str, int, bool] | None:
        """Return a subject as the next sentence may repeat it, where it stands and whether it is plural.

        Only plain ones: a name of no person, a name with the noun that it describes, people of one kind, a thing.
        """
        stream = self.stream
        start, end = subject
        verb = stream.tags[end]
        bracket = stream.tags.find("(", start, end)
        end = bracket if bracket > 0 else end
        tags, last = stream.tags[start:end], stream.words[end - 1]
        if end - start > lexicon.LONGEST_SUBJECT or verb not in "XVKEv" or "," in tags or "P" in tags:
            return None
        at = start + (stream.words[start] == "the")
        text = " ".join(stream.text[stream.starts[at] : stream.ends[end - 1]].split())
        name = self.names.get(at)
        if name and name.end == stream.ends[end - 1]:
            whole = None if self.roster.person(name) else text
        else:
            described = stream.tags[at] == "N" and set(stream.tags[at : end - 1]) == {"N"} and tags[-1] == "n"
            bare = stream.words[start] in lexicon.ARTICLES and tags[1:] == "n" and last not in lexicon.HUMAN_NOUNS
            whole = text.split()[-1] if bare else text
            whole = whole if (described or bare) and last in lexicon.DESCRIBED_NOUNS else None
        plural = last in lexicon.PLURAL_PEOPLE
        counted = plural and (tags[0] == "#" or stream.words[start] in lexicon.SMALL_NUMBERS)
        if whole is None and plural and (tags[0] in "nN" or counted):
            whole = text[0].lower() + text[1:] if counted else text
        article = "the " if at > start or counted or (whole and not name and not plural) else ""
        return (article + whole, stream.starts[start], plural) if whole else None

    def _two_people(self, first: int) -> tuple[str, int, bool] | None:
        """Return two people whom a sentence is about, as the next one may repeat them: "Obi and Lund met"."""
        one = self.names.get(first)
        joint = self.stream.at(one.end) if one else first
        other = self.names.get(joint + 1) if self.stream.words[joint] == "and" else None
        if one is None or other is None or self.stream.tags[self.stream.at(other.end)] not in "XVKEv":
            return None
        both = [self.roster.person(one), self.roster.person(other)]
        return (" and ".join(filter(None, both)), one.start, True) if all(both) else None

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


def _are_two(subject: str) -> bool:
    """Tell whether a phrase names or counts two: "Ada Obi and Ivo Petrov", "the two Danish sailors"."""
    return " and " in subject or "two" in subject.lower().split()


def _acts(following: list[str]) -> bool:
    """Tell whether the words after an "it" say what a thing does, rather than that it rains or is clear that."""
    if following[-1] in lexicon.IMPERSONAL | lexicon.HAPPENINGS:
        return False
    return following[0] in lexicon.AFTER_IT or (following[0].endswith("ed") and following[0] not in lexicon.HAPPENINGS)
