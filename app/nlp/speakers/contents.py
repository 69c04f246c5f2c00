"""Find the content of each cue: the clause or quotation that it introduces, follows or interrupts."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from app.nlp.lexicon import speakers as lexicon
from app.nlp.speakers.circumstances import skip_circumstance
from app.nlp.speakers.cues import Cue
from app.nlp.speakers.phrases import Phrase
from app.nlp.speakers.tokens import Stream

_TURNS = frozenset({"while", "whereas", "but", "although", "though"})
_LONGEST = 300  # Tokens of a content, a quotation being one.


def find_contents(stream: Stream, cues: list[Cue]) -> None:
    """Give each cue its content: the clause or quotation that it introduces, follows or interrupts."""
    stops = sorted({stop for cue in cues for stop in _stops(stream, cue)})
    for at, cue in enumerate(cues):
        before = cues[at - 1] if at and cues[at - 1].start >= stream.first[cue.start] else None
        if cue.lemma == "cite" and before and before.content:
            cue.content, cue.addressee = before.content, before.source
            continue
        cue.content = [_shortened(stream, cue, s, e) for s, e in _content(stream, cue, stops) if s < e]
    for cue, after in pairwise(cues):
        if (
            cue.lemma == "cite"
            and after.content
            and after.source
            and stream.first[after.start] <= after.source[0] < cue.start
        ):
            cue.content, cue.addressee = after.content, after.source  # "The Post, citing the ministry, reported ..."


def _shortened(stream: Stream, cue: Cue, start: int, end: int) -> Phrase:
    """Return the part of a content that is near its cue; a sentence of a thousand words is no sentence.

    What somebody else calls it is no more of it: "they had taken the town, a claim the army rejected".
    """
    for at in range(start + 2, min(end, start + _LONGEST) - 2):
        called = stream.tags[at] == "," and stream.words[at + 1] in ("a", "an", "claims", "charges", "allegations")
        if called and not lexicon.CONTENT_NOUNS.isdisjoint(stream.words[at + 1 : at + 3]):
            end = at
            break
    if end - start <= _LONGEST:
        return start, end
    return (end - _LONGEST, end) if end <= cue.start else (start, start + _LONGEST)


def _stops(stream: Stream, cue: Cue) -> Iterator[int]:
    """Yield the tokens at which the content of an earlier cue in the sentence must end."""
    tags, first = stream.tags, stream.first[cue.start]
    if cue.shared or cue.tag == "A" or cue.lemma == "cite":
        start = cue.start
        while start > first and tags[start - 1] in ",C-":
            start -= 1
        yield start
    if cue.source and first < cue.source[0] and cue.source[0] < cue.start:
        start = cue.source[0]
        if (semicolon := tags.rfind(";", first, start)) >= 0:
            yield semicolon
        if tags[start - 2 : start - 1] == "," and stream.words[start - 1] in _TURNS:
            yield start - 2


def _content(stream: Stream, cue: Cue, stops: list[int]) -> Iterator[Phrase]:
    if cue.tag == "A":
        yield from _content_of_according(stream, cue)
        return
    if cue.lemma == ":" and cue.source and stream.text[slice(*stream.span(*cue.source))].isupper():
        yield cue.end, stream.tags.find("Z", cue.end)  # In a transcript all of the paragraph is the speaker's.
        return
    if cue.tag == "B":
        yield stream.first[cue.start], cue.start
        return
    left = min(cue.start, cue.source[0]) if cue.source and not cue.shared else cue.start
    right = cue.source[1] if cue.inverted and cue.source else cue.end
    if cue.addressee and cue.lemma != "quote":
        right = cue.addressee[1]
    before = _signed(stream, left) if cue.lemma == "-" else _left_content(stream, left)
    begin = skip_circumstance(stream, right)
    if cue.shared and stream.tags[begin : begin + 2] == ",Q":
        before = None  # In "it issued a statement, noting, “...”" the quotation alone is noted.
    yield from _arranged(stream, cue, before, begin, stops)


def _left_content(stream: Stream, left: int) -> Phrase | None:
    """Return what comes before a source or an inverted verb in the sentence, if it can be its content."""
    tags = stream.tags
    first = stream.first[left] if left < len(tags) else left
    if left - 2 > first and stream.words[left - 1] == "as" and tags[left - 2] == ",":
        left -= 1  # "The mayor has resigned, as the Post reported."
    if left == first:
        previous = left - 2
        is_quotation = left >= 2 and tags[left - 1] == "." and tags[previous] == "Q"
        return (stream.first[previous], previous + 1) if is_quotation and _asks(stream, previous) else None
    end = left
    if tags[end - 1] in ",-":
        end -= 1
    elif tags[end - 1] != "Q":
        return None
    return (first, end) if end > first else None


def _signed(stream: Stream, dash: int) -> Phrase:
    """Return the quotation before a signature, on the line above it or in its own."""
    end = dash
    while stream.tags[end - 1] in ".Z":
        end -= 1
    return end - 1, end


def _asks(stream: Stream, quotation: int) -> bool:
    """Tell whether a quotation ends in a way after which a sentence may go on ("Why?" he asked)."""
    return stream.text[stream.ends[quotation] - 2 : stream.ends[quotation] - 1] in "?!,"


def _arranged(stream: Stream, cue: Cue, before: Phrase | None, begin: int, stops: list[int]) -> Iterator[Phrase]:
    tags = stream.tags
    last = stream.last[begin] if begin < len(tags) else begin
    tag = tags[begin] if begin < len(tags) else "Z"
    if tag == ":":
        yield _after_colon(stream, begin, last)
        return
    if before and (tag in ".Z);I" or (tag in ",-" and not _goes_on(stream, begin, last)) or cue.inverted):
        yield before
        if (
            tag in ",-"
            and begin + 1 < last
            and (tags[begin + 1] == "Q" or (tags[before[1] - 1] != "Q" and _goes_on(stream, begin, last)))
        ):
            yield begin + 1, _stop(stops, begin + 1, last)
        return
    if before and tag in ",-":
        yield before
        yield begin + 1, _stop(stops, begin + 1, last)
        return
    if tag in ".Z":
        return
    if tag in ",-" and begin + 1 < last:
        begin += 1
    yield begin, _stop(stops, begin, last)


def _goes_on(stream: Stream, comma: int, last: int) -> bool:
    """Tell whether what follows a comma after "X said" is still what X said."""
    after = stream.tags[comma + 1] if comma + 1 < last else "."
    return after not in "GHW.ZCSIA" and not (after == "n" and stream.words[comma + 1].endswith("ing"))


def _after_colon(stream: Stream, colon: int, last: int) -> Phrase:
    """Return what a colon introduces: the rest of the sentence, or the next quotation or paragraph."""
    if colon + 1 < last:
        return colon + 1, last
    start = last
    while start < len(stream.tags) and stream.tags[start] in ".Z":
        start += 1
    if start >= len(stream.tags):
        return colon, colon
    if stream.tags[start] == "Q":
        return start, start + 1
    end = stream.tags.find("Z", start)
    return start, end


def _stop(stops: list[int], start: int, last: int) -> int:
    at = bisect_right(stops, start)
    return min(last, stops[at]) if at < len(stops) else last


def _content_of_according(stream: Stream, cue: Cue) -> Iterator[Phrase]:
    """Yield what "according to X" and "citing X" vouch for: the clause before, or, at a sentence's start, after."""
    tags = stream.tags
    first, last = stream.first[cue.start], stream.last[cue.start]
    after = cue.source[1] if cue.source else cue.end
    begin = cue.start
    while begin > first and tags[begin - 1] in "CR,-":
        begin -= 1
    if begin > first:
        yield first, begin
        if (
            cue.lemma == "according"
            and tags[after] == ","
            and tags[cue.start - 1] == ","
            and _goes_on(stream, after, last)
        ):
            yield after + 1, last
        return
    yield after + (tags[after] in ",-"), last
