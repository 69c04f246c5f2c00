"""Pass over when, where and how somebody spoke: "on Sunday", "in a statement", "at a news conference"."""

from app.nlp.lexicon.speakers import ADJUNCT_NOUNS
from app.nlp.speakers.tokens import Stream


def skip_circumstance(stream: Stream, at: int) -> int:
    """Return the first token after "on Sunday", "in a statement", "at a news conference" and the like."""
    tags, words = stream.tags, stream.words
    end = stream.last[at] if at < len(tags) else at
    while at < end:
        if tags[at] in "RM":
            at += 1
        elif tags[at] == "I" and words[at] in {
            "in",
            "on",
            "at",
            "during",
            "after",
            "to",
            "via",
            "by",
            "from",
            "earlier",
            "last",
            "of",
        }:
            after = _circumstance_end(stream, at, end)
            if after is None:
                break
            at = after
        elif words[at] in {"last", "this", "late", "early", "next"} and at + 1 < end and tags[at + 1] == "M":
            at += 2
        else:
            break
    return at


def _circumstance_end(stream: Stream, at: int, end: int) -> int | None:
    tags, words = stream.tags, stream.words
    is_circumstance = False
    j = at + 1
    while (
        j < min(end, at + 14)
        and (tags[j] in "DnN#pMOIGH(),-" or words[j] in ADJUNCT_NOUNS)
        and not (tags[j] == "," and j > at + 1 and tags[j + 1] not in "#N")
    ):
        if words[j] in ADJUNCT_NOUNS or tags[j] == "M" or (tags[j] == "#" and len(words[j]) == 4):
            is_circumstance = True
            if tags[j + 1] in "TQ:.Z,":
                return j + 1
        if tags[j] == "I" and j > at + 1 and not is_circumstance:
            break
        j += 1
    if tags[j] in "TQ:" and j > at + 1:
        return j
    if is_circumstance:
        j = at + 1
        while words[j] not in ADJUNCT_NOUNS and tags[j] != "M" and tags[j] != "#":
            j += 1
        return j + 1
    return None
