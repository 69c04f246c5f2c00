"""Find the cues of reported speech in a stream of tokens, and what each has for source and content."""

import re
from dataclasses import dataclass, field

from app.nlp.lexicon import speakers as lexicon
from app.nlp.lexicon.listing import word_set
from app.nlp.speakers.circumstances import skip_circumstance
from app.nlp.speakers.phrases import Phrase, can_speak, chunk_before, phrase_after, phrase_before
from app.nlp.speakers.tokens import LEMMAS, Stream

_MAY_CUE = re.compile("[VKEGHAv:-]")
_GROUP = 6  # Words before a verb that can belong to it ("has also repeatedly").
_GOES_ON = word_set(
    """
    on continued continues declined declines refused refuses tried tries had have has began begins used sought seemed
    seems appeared appears wanted failed
    """
)


@dataclass(slots=True)
class Cue:
    """A cue (tokens `start` to `end`), its source, and its content as spans of tokens."""

    start: int
    end: int
    lemma: str
    tag: str
    source: Phrase | None
    inverted: bool = False
    shared: bool = False  # The source is that of an earlier cue in the sentence ("..., adding that").
    addressee: Phrase | None = None
    content: list[Phrase] = field(default_factory=list)


def find_cues(stream: Stream) -> list[Cue]:
    """Return the cues of an article in order, with their sources; the content is still to be found."""
    cues: list[Cue] = []
    for match in _MAY_CUE.finditer(stream.tags):
        at, tag, cue = match.start(), match.group(), None
        if tag in "VKE":
            cue = _verb_cue(stream, at, cues)
        elif tag in "GH":
            cue = _participle_cue(stream, at, cues)
        elif tag == "A" and stream.words[at + 1] == "to":
            source = phrase_after(stream, at + 2)
            cue = Cue(at, at + 2, "according", "A", source) if source else None
        elif tag == "v" and stream.words[at] in lexicon.VOICING_VERBS:
            cue = _voicing_cue(stream, at)
        elif tag == "v" and stream.words[at] in {"put", "puts"}:
            cue = _putting_cue(stream, at)
        elif tag == ":":
            cue = _colon_cue(stream, at)
        elif tag == "-" and stream.tags[max(0, at - 3) : at].rstrip(".Z").endswith("Q"):
            cue = _signature_cue(stream, at)
        if cue:
            cues.append(cue)
    return cues


def _verb_cue(stream: Stream, at: int, cues: list[Cue]) -> Cue | None:
    tags, words = stream.tags, stream.words
    first = stream.first[at]
    start = at
    while start > first and at - start < _GROUP and tags[start - 1] in "XR":
        start -= 1
    if start > first and words[start - 1] == "to":
        if start - 2 < first or words[start - 2] not in _GOES_ON:
            return None
        start -= 2
        while start > first and tags[start - 1] in "XRv" and at - start < _GROUP:
            start -= 1
    lemma = LEMMAS[words[at]]
    if _says_nothing(stream, start, at):
        return None
    group = words[start:at]
    if any(w in lexicon.BE_FORMS for w in group):
        return _passive_cue(stream, start, at, lemma)
    if words[at] in lexicon.AMBIGUOUS_FORMS and not group and not _is_verb(stream, at):
        return None
    if start > first and ((tags[start - 1] in "Dp#I" and start == at) or words[start - 1] in lexicon.ARTICLES):
        return None
    return _with_subject(stream, start, at, lemma, cues)


def _says_nothing(stream: Stream, start: int, at: int) -> bool:
    """Tell whether a verb reports nothing here: "pointed at", "officials who asked not to be named said"."""
    words = stream.words
    lacks_particle = words[at] in lexicon.WITH_PARTICLE and words[at + 1] != lexicon.WITH_PARTICLE[words[at]][1]
    keeps_back = LEMMAS[words[at]] in lexicon.KEEPING_BACK and stream.tags[start - 1] == "W"
    return lacks_particle or (keeps_back and not lexicon.KEPT_BACK.isdisjoint(words[at + 1 : at + 6]))


def _is_verb(stream: Stream, at: int) -> bool:
    """Tell whether a form that can be a noun is a verb here, by the subject before it and what comes after it."""
    tags, word = stream.tags, stream.words[at]
    before, after = tags[at - 1] if at > stream.first[at] else ".", tags[at + 1]
    if word == "thought":
        return before in "PNnMC" and after != "X"
    if after in "XVp" or stream.words[at + 1] in {"of", "by", "from", "about", "over", "against"}:
        return False
    if after == "T" or before in "PWCQ":
        return before not in "CDI." or (before == "C" and after in "TQ")
    if before in ",)":
        return after in "QDPN" and word.endswith("s")
    return before in "nNM" and _agrees(stream.words[at - 1], before, word)


def _agrees(subject: str, tag: str, verb: str) -> bool:
    """Tell whether a noun and a verb agree in number ("officials claim", "the bank claims")."""
    plural_subject = subject.endswith("s") and not subject.endswith("ss")
    plural_verb = not verb.endswith("s")
    return plural_subject == plural_verb or (tag == "N" and not plural_verb)


def _passive_cue(stream: Stream, start: int, at: int, lemma: str) -> Cue | None:
    """Return the cue of "was quoted as saying"; other passives have no speaker for subject."""
    words = stream.words
    if lemma in {"quote", "cite"} and words[at + 1 : at + 2] == ["as"]:
        end = at + 3 if words[at + 2 : at + 3] == ["saying"] else at + 2
        source = phrase_before(stream, start)
        return Cue(start, end, "quote", "V", source) if source else None
    if words[at + 1 : at + 2] == ["by"] and stream.tags[at] == "V":
        source = phrase_after(stream, at + 2)
        return Cue(start, at + 2, lemma, "B", source) if source else None
    return None


def _citing_cue(stream: Stream, start: int, at: int) -> Cue | None:
    """Return the cue of "citing the ministry", "which cited officials": whoever is cited vouches for the rest."""
    source = phrase_after(stream, at + 1)
    return Cue(start, at + 1, "cite", "A", source, shared=True) if source else None


def _with_subject(stream: Stream, start: int, at: int, lemma: str, cues: list[Cue]) -> Cue | None:
    """Return the cue of a finite verb, with its subject for source, wherever that stands."""
    before = stream.tags[start - 1] if start > stream.first[at] else "."
    if before in ",.Q-)" and lemma in lexicon.INVERTIBLE and start == at:
        source = _inverted_source(stream, start, at + 1, before)
        if source:
            return Cue(start, at + 1, lemma, stream.tags[at], source, inverted=True)
    if before == "C":
        shared = _shared_source(stream, start - 1, cues)
        return Cue(start, at + 1, lemma, stream.tags[at], shared, shared=True) if shared else None
    if lemma == "cite" and before == "W":
        return _citing_cue(stream, start, at)
    source = _subject(stream, start, before)
    if source is None or not _reports(stream, at, lemma, source):
        return None
    cue = Cue(start, at + 1 + (stream.words[at] in lexicon.WITH_PARTICLE), lemma, stream.tags[at], source)
    if lemma in lexicon.ADDRESSING_VERBS:
        cue.addressee = phrase_after(stream, cue.end, appositions=False)
    return _quoting_cue(stream, cue) if lemma == "quote" and "as" in stream.words[cue.end : cue.end + 14] else cue


def _subject(stream: Stream, start: int, before: str) -> Phrase | None:
    """Return the subject before a verb, or the one that "who" stands for."""
    relative = before == "W" or (before == "T" and stream.tags[start - 2 : start - 1] in {"n", "N"})
    if relative:
        return chunk_before(stream, start - 1 - (stream.tags[start - 2 : start - 1] == ","))
    return phrase_before(stream, start)


def _reports(stream: Stream, at: int, lemma: str, source: Phrase) -> bool:
    """Tell whether a verb with this subject reports something, rather than does something else of the same name."""
    tag = stream.tags[at]
    if lemma in lexicon.CLAUSE_VERBS and not _has_clause(stream, at, source):
        return False
    if (tag == "K" or stream.words[at] in lexicon.AMBIGUOUS_FORMS) and not _judges(stream, source):
        return False
    return tag != "E" or stream.tags[at + 1] == "T" or _is_document(stream, source)


def _judges(stream: Stream, source: Phrase) -> bool:
    """Tell whether a source can judge or want, and isn't the "he" of "Obi said he wants to leave", where Obi speaks."""
    start, end = source
    if stream.tags[start] == "P" and end == start + 1 and start > stream.first[start]:
        return stream.tags[start - 1] not in "VT"
    return can_speak(stream, source)


def _inverted_source(stream: Stream, start: int, end: int, before: str) -> Phrase | None:
    """Return the source after a verb, unless one with its apposition stands before ("Smith, a farmer, said ...")."""
    tags = stream.tags
    quoted = before == "Q" or tags[max(0, start - 2) : start] in {"Q,", "Q-", "Q."}
    if not quoted and before not in ",-":
        return None
    if before == "," and not quoted:
        explained = phrase_before(stream, start)
        if explained and can_speak(stream, explained):
            return None
    source = phrase_after(stream, end)
    if source is None or (before == "," and not can_speak(stream, source)):
        return None
    return source if quoted or _ends_clause(stream, source[1]) else None


def _has_clause(stream: Stream, at: int, source: Phrase) -> bool:
    """Tell whether a verb that also means something else has a clause or a quotation for its content."""
    tags = stream.tags
    after = skip_circumstance(stream, at + 1)
    if tags[after] in "TQ:P" or (tags[after] == "," and tags[after + 1] == "Q"):
        return True
    before = source[0] - 1
    return tags[after] in ",.Z" and before >= stream.first[at] and tags[before] in ",Q"


def _quoting_cue(stream: Stream, cue: Cue) -> Cue:
    """Read "the Post quoted Smith as saying": Smith is the source, the Post passed it on."""
    as_ = stream.words.index("as", cue.end)
    source = phrase_after(stream, cue.end)
    if source is None:
        return cue
    end = as_ + 2 if stream.words[as_ + 1 : as_ + 2] == ["saying"] else as_ + 1
    return Cue(cue.start, end, "quote", "V", source, addressee=cue.source)


def _ends_clause(stream: Stream, at: int) -> bool:
    """Tell whether a clause may end here, so that "..., said X" is an inverted attribution."""
    return stream.tags[at] in ".Z,IMWR-;" or stream.words[at] in {"in", "on", "during", "as"}


def _is_document(stream: Stream, source: Phrase) -> bool:
    return any(w in lexicon.DOCUMENT_NOUNS for w in stream.words[source[0] : source[1]])


def _shared_source(stream: Stream, at: int, cues: list[Cue]) -> Phrase | None:
    """Return the source of the last cue in the sentence of token `at`, or the subject that the sentence begins with."""
    first = stream.first[at]
    if cues and cues[-1].start >= first and cues[-1].source:
        return cues[-1].source
    start = first
    while start < at and stream.tags[start] in "CRS":
        start += 1
    subject = phrase_after(stream, start)
    return subject if subject and subject[1] < at and stream.tags[start] != "Q" else None


def _voicing_cue(stream: Stream, at: int) -> Cue | None:
    """Return the cue of "raised doubts about", "expressed hope that"."""
    words = stream.words
    noun = next((j for j in range(at + 1, at + 4) if words[j : j + 1] and words[j] in lexicon.CONTENT_NOUNS), None)
    if noun is None:
        return None
    start = at
    while start > stream.first[at] and stream.tags[start - 1] in "XR" and at - start < _GROUP:
        start -= 1
    source = phrase_before(stream, start)
    end = noun + 1
    while words[end] in {"as", "to", "about", "over", "at"}:
        end += 1
    return Cue(start, end, "voice", "V", source) if source else None


def _putting_cue(stream: Stream, at: int) -> Cue | None:
    """Return the cue of "police put the number of protesters at 12,000" and of "as the referee put it"."""
    words = stream.words
    if words[at + 1] == "it":
        source = phrase_before(stream, at)
        as_ = source is not None and source[0] > stream.first[at] and words[source[0] - 1] == "as"
        return Cue(at, at + 2, "put", "V", source) if as_ else None
    figure = words[at + 1] in lexicon.DEFINITE and not lexicon.PUT_AT_A_FIGURE.isdisjoint(words[at + 2 : at + 4])
    source = phrase_before(stream, at) if figure and "at" in words[at + 3 : at + 16] else None
    return Cue(at, at + 1, "put", "V", source) if source else None


def _participle_cue(stream: Stream, at: int, cues: list[Cue]) -> Cue | None:
    """Return the cue of "adding that ...", "a letter warning that ...", "is saying"."""
    tags, words = stream.tags, stream.words
    first = stream.first[at]
    start = at
    while start > first and at - start < _GROUP and tags[start - 1] in "XR":
        start -= 1
    lemma = LEMMAS[words[at]]
    before = tags[start - 1] if start > first else "."
    tag = "V" if tags[at] == "G" else "K"
    if (lemma == "cite" or (lemma == "quote" and tags[at + 1] != "Q")) and before in ",-C.":
        return _citing_cue(stream, start, at)
    if any(w in lexicon.BE_FORMS for w in words[start:at]):
        source = phrase_before(stream, start)
        return Cue(start, at + 1, lemma, tag, source) if source else None
    if before in ",-;CQ" or words[at - 1] in {"in", "by", "without"}:
        shared = _shared_source(stream, start - 1, cues)
        return Cue(start, at + 1, lemma, tag, shared, shared=True) if shared else None
    if before in "nNp" and words[at] not in lexicon.AMBIGUOUS_FORMS:
        if tags[at + 1] not in "TQDPNnS#":
            return None
        source = _issuer(stream, chunk_before(stream, start))
        return Cue(start, at + 1, lemma, tag, source) if source else None
    return None


def _issuer(stream: Stream, document: Phrase | None) -> Phrase | None:
    """Return who "issued a statement", or the phrase itself where it is no text that somebody issued."""
    if document is None or stream.words[document[1] - 1] not in lexicon.DOCUMENT_NOUNS:
        return document
    verb = document[0] - 1
    issued = verb > stream.first[document[0]] and stream.words[verb] in lexicon.ISSUING_VERBS
    return (issued and phrase_before(stream, verb)) or document


def _colon_cue(stream: Stream, at: int) -> Cue | None:
    """Return the cue of "Smith: “...”" or of a headline "Smith: taxes will fall"."""
    first = stream.first[at]
    if at == first or at - first > 8 or stream.tags[at + 1] not in "QNnDP":
        return None
    phrase = stream.tags[first:at]
    if any(tag not in "nND(),pI" for tag in phrase) or "N" not in phrase:
        return None
    if stream.tags[at + 1] != "Q" and phrase.count("N") != len(phrase):
        return None
    return Cue(at, at + 1, ":", "V", (first, at))


def _signature_cue(stream: Stream, at: int) -> Cue | None:
    """Return the cue of a quotation signed "— Jane Smith"."""
    source = phrase_after(stream, at + 1)
    if source is None or stream.tags[source[0]] != "N" or stream.tags[source[1]] not in ".Z":
        return None
    return Cue(at, at + 1, "-", "V", source, inverted=True)
