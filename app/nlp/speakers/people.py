"""Who a source is: pronouns, short names and roles read as the full name that the article gives."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.nlp.lexicon import names as name_lexicon
from app.nlp.lexicon import speakers as lexicon
from app.nlp.names import Name, Roster, is_full_name, name_key, read_roster
from app.nlp.sentences import Sentence
from app.nlp.speakers.phrases import Phrase
from app.nlp.speakers.tokens import Stream, read_stream

_RECENT = 40  # Sources and names among which a pronoun's is looked for.
_HOLDERS = 8  # Mentions of a role among which there must be only one name.
_REACH = 2500  # Code points after which a pronoun no longer means who was last named.
_UNCAPITALISED = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A source as the article gives it: a name, or a description where nobody is named."""

    name: str
    unnamed: bool
    is_person: bool
    gender: str = ""
    plural: bool = False


class Cast:
    """The sources of one article, in the order in which they are met."""

    def __init__(self, stream: Stream, roster: Roster) -> None:
        self.stream = stream
        self.roster = roster
        self._full = [n for n in roster.names if is_full_name(n.text) or roster.person(n) == n.text]
        self._uncapitalised = lexicon.COMMON_STARTS | set(_UNCAPITALISED.findall(stream.text))
        self._roles: dict[str, list[tuple[int, str]]] = {}
        self._genders: dict[str, str] = {}
        self._last: list[tuple[int, Person]] = []
        self._subjects = [n for n in roster.names if self._is_subject(n)]
        for name in self._full:
            self._introduce(name)

    def _is_subject(self, name: Name) -> bool:
        """Tell whether a sentence begins with a person's name, after a circumstance and titles at most."""
        stream = self.stream
        at = stream.at(name.start)
        if at >= len(stream.tags) or stream.starts[at] != name.start or self.roster.person(name) is None:
            return False
        opening = stream.tags[stream.first[at] : at].rpartition(",")
        after = stream.at(name.end)
        return not opening[2].strip("DnN") and opening[0][:1] in {"", *"IRSMA"} and stream.tags[after] not in "pINC"

    def _introduce(self, name: Name) -> None:
        """Note the roles and the gender that the words around a full name tell."""
        stream = self.stream
        at = stream.at(name.start)
        end = stream.at(name.end)
        first = at
        while first > max(stream.first[min(at, len(stream.tags) - 1)], at - 6) and stream.tags[first - 1] in "nNVK":
            first -= 1
        before = stream.words[first:at]
        after: list[str] = []
        if stream.tags[end : end + 1] == "," and stream.tags[end + 1 : end + 2] in {"D", "n"}:
            stop = next(
                (j for j in range(end + 1, end + 9) if stream.tags[j : j + 1] in {",", ".", "Z", "I", "W"}), end + 9
            )
            after = stream.words[end + 1 : stop]
        near = [w.rstrip(".") for w in [*before, *after]]
        for word in near:
            if word in lexicon.UNNAMED_HEADS or word in name_lexicon.TITLES:
                self._roles.setdefault(word, []).append((name.start, name.text))
        gender = _gender_of(near, name_key(name.text)[0])
        if gender:
            self._genders.setdefault(name.text, gender)

    def person(self, source: Phrase) -> Person:
        """Return who a source phrase means, and remember it for the pronouns to come."""
        start, end = source
        at = self.stream.starts[start]
        if end == start + 1 and self.stream.tags[start] == "P":
            return self._of_pronoun(self.stream.words[start], at)
        person = self._joined(source) or self._named(source) or self._by_role(source) or self._described(source)
        self._last.append((at, person))
        return person

    def _joined(self, source: Phrase) -> Person | None:
        """Return two people whom "and" joins as one source: "Coach Dan Field and captain Leo Marsh"."""
        stream = self.stream
        and_ = stream.tags.find("C", source[0] + 1, source[1] - 1)
        if and_ < 0 or stream.words[and_] != "and" or "," in stream.tags[source[0] : source[1]]:
            return None
        both = [self._named((source[0], and_)), self._named((and_ + 1, source[1]))]
        names = [one.name for one in both if one is not None and one.is_person]
        if len(names) != len(both) or names[0] == names[1]:
            return None
        return Person(" and ".join(names), unnamed=False, is_person=False, plural=True)

    def _of_pronoun(self, word: str, at: int) -> Person:
        wanted = {"he": "m", "she": "f"}.get(word)
        for position, person in reversed(self._last[-_RECENT:]):
            if at - position > _REACH:
                break
            if wanted and person.is_person and person.gender in {"", wanted}:
                return self._subject_since(position, at, wanted) or person
            if word == "it" and not person.is_person and not person.plural:
                return person
            if word == "they" and person.plural:
                return person
        if wanted:
            until = bisect_left(self._full, at, key=lambda n: n.start)
            for name in reversed(self._full[max(0, until - _RECENT) : until]):
                gender = self.gender(name.text)
                if at - name.start <= _REACH and gender in {"", wanted}:
                    return Person(name.text, unnamed=False, is_person=True, gender=gender)
        return Person(
            word, unnamed=True, is_person=word in {"he", "she", "i"}, gender=wanted or "", plural=word == "they"
        )

    def _subject_since(self, start: int, end: int, gender: str) -> Person | None:
        """Return who a sentence between a source and a pronoun is about, if the pronoun can mean them."""
        until = bisect_left(self._subjects, end, key=lambda n: n.start)
        for name in reversed(self._subjects[max(0, until - _RECENT) : until]):
            if name.start <= start:
                break
            person = self._full_form(name)
            if person.is_person and person.gender in {"", gender}:
                return person
        return None

    def _named(self, source: Phrase) -> Person | None:
        """Return the name at the head of a phrase, in its apposition, or behind the document that speaks."""
        stream = self.stream
        start, end = source
        names = self.roster.between(stream.starts[start], stream.ends[end - 1])
        if not names:
            return None
        head = _head(stream, source)
        head_end = stream.ends[head - 1]
        for name in names:
            if name.start < head_end <= name.end and stream.tags[head - 1] in "N#":
                return self._full_form(name)
        if stream.words[head - 1] in lexicon.DOCUMENT_NOUNS:
            behind = [n for n in names if self._speaks_through(n, head)]
            return self._full_form(behind[-1]) if behind else None
        is_body = stream.words[head - 1] in lexicon.BODIES
        for name in names:
            full = is_full_name(self.roster.canonical(name.text, name.start))
            if (full or is_body) and self._is_apposition(name, head, end):
                return self._full_form(name)
        return None

    def _speaks_through(self, name: Name, head: int) -> bool:
        """Tell whether a name is that of who issued a document: "Obi's letter", "a letter from Obi"."""
        at, after = self.stream.at(name.start), self.stream.at(name.end)
        following = self.stream.tags[after]
        return following == "p" if at < head else following not in "nN" and "," not in self.stream.tags[head:at]

    def _is_apposition(self, name: Name, head: int, end: int) -> bool:
        """Tell whether a name explains the role before it ("the mayor, Ada Obi," and "chief of the port Ada Obi")."""
        stream = self.stream
        after = stream.at(name.end)
        closes = after >= end or stream.tags[after] in ",("
        at = stream.at(name.start)
        return (
            closes
            and at > head
            and stream.tags[at - 1] in ",nN"
            and stream.words[head - 1] not in {"critics", "supporters"}
        )

    def _full_form(self, name: Name) -> Person:
        full = self.roster.canonical(name.text, name.start)
        if is_full_name(full) or self._is_surname(full) or self.roster.person(name) == full:
            return Person(full, unnamed=False, is_person=True, gender=self._genders.get(full, ""))
        for acronym, expansion in self.roster.acronyms.items():
            if acronym == name.text or expansion == full or (full in expansion and name.end > name.start + 8):
                return Person(f"{expansion} ({acronym})", unnamed=False, is_person=False)
        return Person(full, unnamed=False, is_person=False)

    def _is_surname(self, name: str) -> bool:
        """Tell whether a title or a given name marks a single word as a person's name somewhere."""
        return name_key(name)[:1] != () and name in self._genders

    def _by_role(self, source: Phrase) -> Person | None:
        """Return who "the minister" is, if a name came with that role before."""
        stream = self.stream
        head = _head(stream, source)
        noun = stream.words[head - 1]
        if stream.words[source[0]] not in {"the", "this", "that"} or head - source[0] > 3:
            return None
        holder = self.holder(noun, stream.starts[source[0]])
        if holder is None:
            return None
        return Person(holder[0], unnamed=False, is_person=True, gender=self.gender(holder[0]))

    def _described(self, source: Phrase) -> Person:
        stream = self.stream
        head = _head(stream, source)
        noun = stream.words[head - 1]
        plural = (noun.endswith("s") and not noun.endswith("ss")) or noun in {"people", "police", "media"}
        human = noun in lexicon.UNNAMED_HEADS
        gender = _gender_of([noun], "")
        return Person(
            self._description(source, plural=plural),
            unnamed=human,
            is_person=human and not plural,
            gender=gender,
            plural=plural,
        )

    def _description(self, source: Phrase, *, plural: bool) -> str:
        """Return a phrase without its apposition, as it reads inside a sentence.

        "The Port Authority" -> "Port Authority", "Its port office" -> "the port office", "The miners" -> "miners".
        """
        stream = self.stream
        start, end = source
        comma = stream.tags.find(",", start, end)
        head = _head(stream, source)
        first = start
        while first < head - 1 and stream.words[first] in lexicon.DEFINITE:
            first += 1
        text = " ".join(stream.text[stream.starts[first] : stream.ends[(comma if comma > first else end) - 1]].split())
        if stream.tags[first] == "N" and (
            first > stream.first[first] or stream.words[first] not in lexicon.COMMON_STARTS
        ):
            return text
        if stream.words[first] in lexicon.DETERMINERS or stream.words[first] in self._uncapitalised:
            text = text[0].lower() + text[1:]
        return f"the {text}" if first > start and not plural else text

    def gender(self, full_name: str) -> str:
        """Return "f" or "m" where the article, or the given name, tells, otherwise ""."""
        return self._genders.get(full_name, "")

    def holder(self, role: str, before: int) -> tuple[str, int] | None:
        """Return who was named last with a role before a code point, and where; None where two people hold it."""
        holders = self._roles.get(role, [])
        until = bisect_left(holders, (before, ""))
        held = holders[max(0, until - _HOLDERS) : until]
        return (held[-1][1], held[-1][0]) if len({name for _, name in held}) == 1 else None

    def outlet(self, phrase: Phrase) -> str | None:
        """Return the outlet that a phrase names ("told the Ede Post"), if it names one."""
        stream = self.stream
        names = self.roster.between(stream.starts[phrase[0]], stream.ends[phrase[1] - 1])
        for name in names:
            full = self.roster.canonical(name.text, name.start)
            if is_outlet(full) or is_outlet(name.text):
                return full
        return None


def read_cast(text: str, sentences: Sequence[Sentence]) -> Cast:
    """Read who an article names, and its words as a stream."""
    return Cast(read_stream(text, sentences), read_roster(text))


def is_outlet(name: str) -> bool:
    """Tell whether a name is that of a newspaper, an agency or a broadcaster.

    >>> is_outlet("Lagos Evening Post"), is_outlet("Reuters"), is_outlet("Ada Obi"), is_outlet("Congress")
    (True, True, False, False)
    """
    words = [w.lower().strip(".") for w in name.split()]
    return " ".join(words) in lexicon.OUTLETS or any(w in lexicon.OUTLET_WORDS for w in words)


def _gender_of(words: list[str], given: str) -> str:
    """Return "f" or "m" by titles, roles and given names, or "" where they don't tell."""
    if any(w in lexicon.FEMALE_NOUNS or w in name_lexicon.FEMALE_TITLES for w in words):
        return "f"
    if any(w in lexicon.MALE_NOUNS or w in name_lexicon.MALE_TITLES for w in words):
        return "m"
    if given in name_lexicon.FEMALE_GIVEN_NAMES:
        return "f"
    return "m" if given in name_lexicon.MALE_GIVEN_NAMES else ""


def _head(stream: Stream, source: Phrase) -> int:
    """Return the token after the head of a phrase: the last noun before "of", a comma or a relative clause."""
    start, end = source
    j = start
    after_noun = lexicon.POSTPOSED | lexicon.BROUGHT_TO_SPEAK
    while j < end and stream.tags[j] not in "I,WTGHC" and not (j > start and stream.words[j] in after_noun):
        if stream.tags[j] == "(":
            closing = stream.tags.find(")", j, end)
            if closing < 0 or stream.tags[closing + 1 : closing + 2] not in {"n", "N"} or closing + 1 >= end:
                break
            j = closing
        j += 1
    return j if j > start else end
