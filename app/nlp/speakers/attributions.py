"""Who said what in an article, with each speaker's full name as the article gives it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.nlp.lexicon import speakers as lexicon
from app.nlp.lexicon.listing import word_set
from app.nlp.sentences import Sentence
from app.nlp.speakers.contents import find_contents
from app.nlp.speakers.cues import Cue, find_cues
from app.nlp.speakers.people import Cast, is_outlet, read_cast
from app.nlp.speakers.phrases import Phrase, can_speak, names_somebody
from app.nlp.speakers.strength import find_strength
from app.nlp.speakers.tokens import Stream
from app.vocabulary import Strength

Span = tuple[int, int]
_NEGATIONS = word_set("not never n't didn't hasn't haven't hadn't doesn't don't won't cannot can't couldn't wouldn't")
_NEAR = 400  # Code points between two quotations of one speaker, at most.


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in an article. All spans are code points of the article's text, end exclusive.

    `speaker` is the full name that the article gives ("Volodymyr Zelensky" for "he"), a description where nobody is
    named ("Ukrainian military officials", "the port authority"); `unnamed` tells which. `via` is the outlet that passed
    it on ("Washington Post").
    `speech` is False where the source wants, plans, praises or attacks something rather than says that it is so, and
    where the article doesn't tell whom a pronoun means.
    """

    speaker: str
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    strength: Strength
    quoted: bool
    unnamed: bool = False
    via: str | None = None
    speech: bool = True


def find_attributions(text: str, sentences: Sequence[Sentence], cast: Cast | None = None) -> list[Attribution]:
    """Return who said what in an article, in order of the content's start; `cast` is what was read of it already."""
    cast = cast or read_cast(text, sentences)
    stream = cast.stream
    cues = find_cues(stream)
    find_contents(stream, cues)
    found: list[Attribution] = []
    for cue in cues:
        if cue.content and cue.source and names_somebody(stream, cue.source):
            found.append(_attribution(stream, cue, cue.source, cast))
    found = list(_chained(found))
    found += _standing_quotations(stream, found)
    return sorted(found, key=lambda a: (a.content[0], a.content[-1][1]))


def _attribution(stream: Stream, cue: Cue, source: Phrase, cast: Cast) -> Attribution:
    person = cast.person(source)
    content = tuple(stream.span(s, e) for s, e in cue.content)
    cue_span = stream.span(cue.start, cue.end)
    via = cast.outlet(cue.addressee) if cue.addressee else None
    return Attribution(
        person.name,
        content,
        stream.span(*source),
        cue_span,
        _strength(cue, stream, content),
        quoted=any("Q" in stream.tags[s:e] for s, e in cue.content),
        unnamed=person.unnamed,
        via=via,
        speech=_is_speech(stream, cue) and person.name not in lexicon.PRONOUNS,
    )


def _is_speech(stream: Stream, cue: Cue) -> bool:
    """Tell whether a source says that its content is so, rather than wants it, judges it or keeps silent on it."""
    if any(w in _NEGATIONS for w in stream.words[cue.start : cue.end]):
        return False
    if cue.tag != "K" or (cue.inverted and cue.lemma in lexicon.INVERTIBLE):
        return True
    return cue.lemma in lexicon.BELIEF_VERBS and cue.source is not None and can_speak(stream, cue.source)


def _strength(cue: Cue, stream: Stream, content: tuple[Span, ...]) -> Strength:
    if cue.lemma in lexicon.DENIAL_VERBS:
        return Strength.DENIED
    if cue.lemma in lexicon.ALLEGING_VERBS:
        return Strength.ALLEGED
    hedged = find_strength(" ".join(stream.text[s:e] for s, e in content))
    if hedged is not Strength.ASSERTED:
        return hedged
    if cue.lemma in lexicon.SUPPOSING_VERBS:
        return Strength.POSSIBLE
    return Strength.REPORTED if cue.lemma in lexicon.REPORTING_VERBS else Strength.ASSERTED


def _standing_quotations(stream: Stream, found: list[Attribution]) -> Iterator[Attribution]:
    """Yield the quotations that no cue claims: they go on with the speaker of the paragraph, or of the one before."""
    covered = sorted(span for a in found for span in a.content)
    farthest = list(accumulate((end for _, end in covered), max))
    passed_on = {a.via for a in found}
    by_cue = sorted(
        (a for a in found if a.quoted and a.cue and a.speech and a.speaker not in passed_on),
        key=lambda a: max(a.cue or (0, 0), a.content[-1]),
    )
    last = 0
    for match in re.finditer("Q", stream.tags):
        at = match.start()
        if not _stands_alone(stream, at):
            continue
        start, end = stream.starts[at], stream.ends[at]
        if _is_covered(covered, farthest, start, end):
            continue
        while last < len(by_cue) and by_cue[last].content[0][0] < start:
            last += 1
        before = by_cue[last - 1] if last else None
        if before and _is_near(stream, max(e for _, e in before.content), start):
            yield replace(
                before, content=((start, end),), source=None, cue=None, strength=find_strength(stream.text[start:end])
            )
            by_cue[last - 1] = replace(before, content=(*before.content, (start, end)))


def _stands_alone(stream: Stream, at: int) -> bool:
    return at == stream.first[at] and (stream.tags[at + 1] in ".Z" or stream.ends[at] - stream.starts[at] > 40)


def _is_covered(spans: list[Span], farthest: list[int], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of the sorted `spans`; `farthest` is the greatest end up to each of them."""
    before = bisect_left(spans, (end, 0))
    return before > 0 and farthest[before - 1] > start


def _is_near(stream: Stream, end: int, start: int) -> bool:
    """Tell whether at most one paragraph ends, and no more than a sentence stands, between two quotations."""
    if start - end > _NEAR:
        return False
    between = stream.tags[stream.at(end) : stream.at(start)]
    return between.count("Z") <= 1 and len(between) < 60


def _chained(found: list[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions, each with the outlet that another one names for the same words."""
    outer: Attribution | None = None
    for a in sorted(found, key=lambda a: (a.content[0][0], -a.content[-1][1])):
        inside = outer is not None and a.content[-1][1] <= outer.content[-1][1]
        if outer and inside and a.via is None and is_outlet(outer.speaker) and a.speaker != outer.speaker:
            yield replace(a, via=outer.speaker)
            continue
        if not inside:
            outer = a
        yield a
