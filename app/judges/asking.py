"""A judge's second look at what words found: its judgements where it has them, and those of words where it has none."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.judges.interface import Judge, Judgement, Pair, Unjudged
from app.judges.lexical import Lexical
from app.nlp.claims import Statement
from app.vocabulary import Stance

# Told how many claims are judged and how many there are; its answer is whether to go on asking the judge.
GoOn = Callable[[int, int], bool]

_STOPPED = Unjudged("judging was stopped")
_LONGEST_CITED = 160


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A claim's home and all that is held against it, and by which judge.

    `unjudged` says why words alone had to judge what the judge was asked; empty where it could tell everything.
    """

    home: Statement
    held: tuple[tuple[Statement, Judgement], ...]
    judge: str = Lexical.name
    judge_version: str = Lexical.version
    unjudged: str = ""


def ask(judge: Judge, sheets: Sequence[Sheet], passages: Sequence[Statement], go_on: GoOn) -> list[Sheet]:
    """Return the sheets as the judge sees them; `passages` are all the story's statements."""
    if judge.name is Lexical.name:
        return list(sheets)  # They are as words see them already.
    found = judge.find([sheet.home for sheet in sheets], passages)
    asked = []
    goes_on = True
    for done, (sheet, more) in enumerate(zip(sheets, found, strict=True)):
        goes_on = goes_on and go_on(done, len(sheets))
        asked.append(_ask(judge, sheet, [passages[at] for at in more], goes_on=goes_on))
    return asked


def _ask(judge: Judge, sheet: Sheet, more: Sequence[Statement], *, goes_on: bool) -> Sheet:
    """Have one claim's pairs judged; two statements of one article are left to words."""
    pairs = [Pair(sheet.home, passage, by_words) for passage, by_words in sheet.held]
    known = {_span(passage) for passage, _ in sheet.held} | {_span(sheet.home)}
    pairs += [Pair(sheet.home, passage) for passage in more if _span(passage) not in known]
    asked = [pair for pair in pairs if pair.passage.article != sheet.home.article]
    answers = judge.judge(asked) if goes_on else [_STOPPED for _ in asked]
    told = {_span(pair.passage): answer for pair, answer in zip(asked, answers, strict=True)}
    unjudged = [a.because for a in answers if isinstance(a, Unjudged)]
    settled = [
        (pair.passage, judgement)
        for pair in pairs
        if (judgement := _settle(pair, told.get(_span(pair.passage), pair.by_words)))
    ]
    own = len(unjudged) < len(answers) or not answers
    return Sheet(
        home=sheet.home,
        held=tuple(sorted(settled, key=lambda held: held[1].stance is not Stance.STATES)),
        judge=judge.name if own else sheet.judge,
        judge_version=judge.version if own else sheet.judge_version,
        unjudged=next(iter(unjudged), ""),
    )


def _span(statement: Statement) -> tuple[str, int, int]:
    return (statement.article, statement.start, statement.end)


def _settle(pair: Pair, answer: Judgement | Unjudged | None) -> Judgement | None:
    """Return what is held of a pair: the judge's answer and what it rests on, or what words said, which says so."""
    by_words = pair.by_words
    if answer is by_words:
        return by_words
    if isinstance(answer, Unjudged):
        told = f"Judged by words alone: {answer.because}."
        return by_words and replace(by_words, reasons=(*by_words.reasons, told))
    if answer is None:
        return None
    restates = by_words is not None and by_words.stance is Stance.STATES and answer.stance is Stance.SUPPORTS
    stance = Stance.STATES if restates else answer.stance
    conflict = by_words.conflict if by_words and stance is Stance.CONTRADICTS else ""
    return replace(answer, stance=stance, conflict=conflict, reasons=tuple(_reasons(pair, answer, stance)))


def _reasons(pair: Pair, answer: Judgement, stance: Stance) -> Iterator[str]:
    """Yield why: the judge's reasons, the words of the passage that they rest on, and what words alone would say."""
    yield from answer.reasons
    start = pair.passage.start
    cited = dict.fromkeys(" ".join(pair.passage.text[a - start : b - start].split()) for a, b in answer.spans)
    if cited:
        yield f"It rests on {', '.join(f'“{_cut(words)}”' for words in cited)}."
    if pair.by_words and pair.by_words.stance is not stance:
        conflict = f", {pair.by_words.conflict}" if pair.by_words.conflict else ""
        yield f"By words alone: {pair.by_words.stance.label}{conflict}."


def _cut(words: str) -> str:
    return words.rstrip(".,;:") if len(words) <= _LONGEST_CITED else f"{words[:_LONGEST_CITED]}…"


def explain_unjudged(sheets: Sequence[Sheet]) -> str:
    """Say in one sentence how many claims words alone had to judge, and the most frequent reason; or nothing."""
    because = Counter(sheet.unjudged for sheet in sheets if sheet.unjudged)
    if not because:
        return ""
    (most, _), *others = because.most_common()
    further = " and for other reasons" if others else ""
    return f"Words alone judged {because.total():,} of {len(sheets):,} claims, at least in part: {most}{further}."
