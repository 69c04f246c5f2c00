"""Find the noun phrase that names a source, to the left or to the right of a cue."""

from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.speakers import (
    ADJUNCT_NOUNS,
    BROUGHT_TO_SPEAK,
    KEPT_BACK,
    PERSONAL_ENDINGS,
    POSTPOSED,
    SPEAKING_NOUNS,
)
from app.nlp.speakers.tokens import Stream

Phrase = tuple[int, int]
_LONGEST = 40  # Tokens beyond which nothing is one source.
_BINDING = word_set("of for from at in with to on against about behind near inside outside between under")
_CLAUSE_START = frozenset(".Z,;:-QST(C")


def phrase_before(stream: Stream, end: int) -> Phrase | None:
    """Return the noun phrase that ends right before token `end`, its appositions included."""
    tags = stream.tags
    last = end - 1
    first = stream.first[last] if last >= 0 else 0
    if last < first:
        return None
    if tags[last] in ",-" and last > first:
        return _with_apposition(stream, first, last)
    chunk = _before_participle(stream, first, chunk_before(stream, end))
    if chunk is None and stream.words[last] in KEPT_BACK:
        relative = tags.rfind("W", max(first, end - _LONGEST), last)
        return _before_relative(stream, first, relative) if relative > first else None
    if chunk and not can_speak(stream, chunk):
        relative = tags.rfind("W", max(first, end - _LONGEST), chunk[0])
        wider = _before_relative(stream, first, relative) if relative > first else None
        if wider:
            return wider[0], chunk[1] if tags[relative - 1] != "," else wider[1]
    return chunk


def _before_participle(stream: Stream, first: int, chunk: Phrase | None) -> Phrase | None:
    """Return "economists polled by the Post" for "the Post"; any other phrase as it is."""
    if chunk is None or chunk[0] - 2 <= first or stream.words[chunk[0] - 1] != "by":
        return chunk
    if stream.words[chunk[0] - 2] not in BROUGHT_TO_SPEAK:
        return chunk
    asked = chunk_before(stream, chunk[0] - 2)
    return (asked[0], chunk[1]) if asked else chunk


def _before_relative(stream: Stream, first: int, relative: int) -> Phrase | None:
    """Return who "who" is: "Smith, a farmer who lives nearby", "residents who fled"."""
    end = relative - (stream.tags[relative - 1] == ",")
    phrase = chunk_before(stream, end)
    if phrase and phrase[0] > first and stream.tags[phrase[0] - 1] == ",":
        named = chunk_before(stream, phrase[0] - 1)
        if named and can_speak(stream, named):
            return named[0], phrase[1]
    return phrase if phrase and can_speak(stream, phrase) else None


def can_speak(stream: Stream, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name, a pronoun, a person, a body or a text, rather than any other thing."""
    head = _head(stream, phrase)
    word = stream.words[head]
    return stream.tags[head] in "NPOD" or word in SPEAKING_NOUNS or word.endswith(("ists", "ist"))


def names_somebody(stream: Stream, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name or a whole description, rather than a determiner or another scrap of one."""
    head = _head(stream, phrase)
    word, tag = stream.words[head], stream.tags[head]
    if tag in "NP" or word in SPEAKING_NOUNS or word.endswith(PERSONAL_ENDINGS):
        return True
    if stream.text[stream.starts[head]].isupper() and tag == "n" and not word.endswith(("ly", "ed")):
        return True  # A name that begins its sentence and is also a common word, such as "Park".
    introduced = stream.tags[phrase[0]] == "D" or "p" in stream.tags[phrase[0] : head]
    plural = word.endswith("s") and not word.endswith(("ss", "ous"))
    if tag == "D":
        return head + 1 < phrase[1]  # "One of the sailors", "those close to him".
    return tag in "n#" and (plural or (introduced and head > phrase[0]))


def _head(stream: Stream, phrase: Phrase) -> int:
    """Return the token of the noun that a phrase is about."""
    head = phrase[0]
    while head < phrase[1] and stream.tags[head] not in "I,(WTGHC":
        if head > phrase[0] and stream.words[head] in POSTPOSED | BROUGHT_TO_SPEAK:
            break
        head += 1
    return max(head - 1, phrase[0])


def _with_apposition(stream: Stream, first: int, comma: int) -> Phrase | None:
    """Return "Smith, the mayor of Ede" before a comma: a phrase, a comma, and what explains it."""
    tags = stream.tags
    for opening in range(comma - 1, max(first, comma - _LONGEST), -1):
        if tags[opening] in ",-" and tags[opening + 1] in "DnN#WIGHVK" and opening + 1 < comma:
            core = chunk_before(stream, opening)
            if core is None:
                continue
            before = tags[core[0] - 1] if core[0] > first else "."
            begins = before in ".ZQST;:C" and tags[core[1] - 1] != "M"
            if begins or (before == "," and _is_adjunct(stream, first, core[0])):
                return core[0], comma
    return None


def _is_adjunct(stream: Stream, first: int, end: int) -> bool:
    """Tell whether a sentence opens with a circumstance ("On Sunday,") up to a token."""
    return end - first <= 12 and stream.tags[first] in "IRSMGHC" and "V" not in stream.tags[first:end]


def chunk_before(stream: Stream, end: int) -> Phrase | None:
    """Return the noun phrase without appositions that ends right before token `end`."""
    tags = stream.tags
    first = stream.first[end - 1] if end > 0 else 0
    stop = end
    while stop - 1 > first and (tags[stop - 1] == "M" or (tags[stop - 1] == "I" and tags[stop] == "M")):
        stop -= 1
    if stop > first and tags[stop - 1] == "P":
        return stop - 1, stop
    start, joined = stop, None
    while start > first and end - start <= _LONGEST:
        before = _step_back(stream, first, stop, start - 1)
        if before is None:
            break
        start = before
        if tags[start] == "C" and joined is None:
            joined = start + 1
        if tags[start] == "D" and not _goes_further(stream, first, start):
            break
    # What "and" joins is one source where nothing but a clause's start stands before it, otherwise two clauses.
    if joined is not None and start > first and tags[start - 1] not in _CLAUSE_START:
        start = joined
    return _trim(stream, start, stop)


def _step_back(stream: Stream, first: int, stop: int, j: int) -> int | None:
    """Return the first token of the unit that ends with token `j`, if it can be part of a noun phrase up to `stop`."""
    tag = stream.tags[j]
    if tag == ")":
        opening = stream.tags.rfind("(", max(first, j - 14), j)
        return opening if opening >= 0 else None
    if tag in "nN#pOMD":
        return j
    before = stream.tags[j - 1] if j > first else "."
    follows = {"I": "nN)#pQOD", "C": "nN)"}.get(tag, "Dp#" if tag in "VKGHE" else "")
    fits = before in follows and j < stop - 1 and (tag != "I" or stream.words[j] in _BINDING)
    return j if fits else None


def _goes_further(stream: Stream, first: int, determiner: int) -> bool:
    """Tell whether a phrase goes on before its determiner ("all the", "head of the", "the mayor and the")."""
    if determiner - 2 < first:
        return False
    before = stream.tags[determiner - 1]
    if before == "I":
        return stream.words[determiner - 1] in _BINDING and stream.tags[determiner - 2] in "nN)#D"
    return before == "D" or (before == "C" and stream.tags[determiner - 2] in "nN")


def _trim(stream: Stream, start: int, end: int) -> Phrase | None:
    """Drop what can't begin a noun phrase; return None where no noun is left."""
    tags = stream.tags
    while start < end and (
        tags[start] in "ICRMp)," or (tags[start] == "D" and tags[start + 1] == "M" and end - start > 2)
    ):
        start += 1
    phrase = tags[start:end]
    return (start, end) if any(tag in "nNPDO" for tag in phrase) else None


def phrase_after(stream: Stream, start: int, *, appositions: bool = True) -> Phrase | None:
    """Return the noun phrase that begins at token `start`, its appositions included."""
    tags = stream.tags
    end = min(stream.last[start], start + _LONGEST) if start < len(tags) else start
    if start >= end:
        return None
    if tags[start] == "P":
        return start, start + 1
    j = start
    while j < end:
        after = _step(stream, start, j, end)
        if after is None:
            break
        j = after
    if not any(tag in "nNDO" for tag in tags[start:j]):
        return None
    return (start, _apposition_end(stream, j, end)) if appositions else (start, j)


def _step(stream: Stream, start: int, j: int, end: int) -> int | None:
    """Return the token after the unit that begins with token `j`, if it can be part of a noun phrase from `start`."""
    tags = stream.tags
    tag = tags[j]
    following = tags[j + 1] if j + 1 < end else "."
    if tag == "D" and j > start and tags[j - 1] == "N":
        return None  # "Told Reuters the deal was dead".
    if tag in "nNDO#p" or stream.words[j] == "whose":
        return j + 1
    if j == start:
        return None
    if tag == "(":
        closing = tags.find(")", j, min(end, j + 14))
        return closing + 1 if closing >= 0 else None
    fits = (
        (tag == "I" and _binds(stream, j, end))
        or (tag == "C" and following in "nND" and not _is_clause(stream, j + 1, end))
        or (tag in "VKGHE" and tags[j - 1] == "D" and following in "nN")
    )
    return j + 1 if fits else None


def _binds(stream: Stream, j: int, end: int) -> bool:
    """Tell whether a preposition goes on with a source ("of the port") rather than tells when or where it spoke."""
    if j + 1 >= end or stream.tags[j + 1] not in "DnN#":
        return False
    word = stream.words[j]
    if word in {"of", "for", "from", "with", "to", "behind", "close", "inside", "between"}:
        return True
    after = stream.words[j + 1 : j + 4]
    return word in {"at", "in", "on"} and stream.tags[j + 1] in "DN" and not any(w in ADJUNCT_NOUNS for w in after)


def _is_clause(stream: Stream, start: int, end: int) -> bool:
    """Tell whether a finite verb follows soon, so that "and" joins clauses rather than names."""
    return any(tag in "XVKEv" for tag in stream.tags[start : min(end, start + 6)])


def _begins_anew(stream: Stream, comma: int, end: int) -> bool:
    """Tell whether the content, rather than an apposition, begins after a comma.

    So does a name with a verb ("according to sources, Norland sent ships"), and several after the name of one
    ("according to the Post, the sailors, who ...").
    """
    tags = stream.tags
    closing = next((j for j in range(comma + 1, min(end, comma + 25)) if tags[j] in ",.Z"), end)
    if tags[comma + 1] == "N":
        return "v" in tags[comma + 1 : closing]
    several = tags[comma + 1 : closing] == "Dn" and stream.words[closing - 1].endswith("s")
    return several and tags[comma - 1] == "N"


def _apposition_end(stream: Stream, comma: int, end: int) -> int:
    tags = stream.tags
    if comma >= end or tags[comma] != "," or comma + 1 >= end or tags[comma + 1] not in "DnNW#":
        return comma
    if tags[comma + 1] == "n" and stream.words[comma + 1].endswith("ing"):
        return comma
    if _begins_anew(stream, comma, end):
        return comma
    for j in range(comma + 1, min(end, comma + 25) + 1):
        if j == end or tags[j] in ",.Z-":
            return j if j == end or tags[j] in ",.Z" else comma
        if tags[j] in "QTSGHV" or (tags[j] == "X" and tags[comma + 1] != "W"):
            return comma
    return comma
