"""Pure rules: what the evidence suggests about a claim, and what the reviews of it decide."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.vocabulary import Counting, Method, Stance, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules need to know of one excerpt.

    `source` is the outlet or, where that is unknown, the article. Excerpts that share a `family` (one owner) or a
    `text` (one is a copy of the other) are one source. `origin` is where the statement came from, None where nobody
    can tell. `conflict` says what a contradiction rests on ("200 against 3,000 casualties"), `speaker` who is credited
    with the statement itself. `moved` tells of a figure that has moved as the news broke: a caution, not a dispute.
    """

    stance: Stance
    source: str
    family: str | None = None
    text: str | None = None
    origin: str | None = None
    conflict: str | None = None
    speaker: str | None = None
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the machine proposes: the verdict, the one line that it rests on, and the reasons in sentences."""

    verdict: Verdict
    basis: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The story's verdict on a claim and how it came about."""

    verdict: Verdict
    method: Method


def suggest(
    evidence: Sequence[Evidence],
    *,
    counting: Counting = Counting.SOURCES,
    independent_origins: int = 0,
) -> Suggestion:
    """Propose a verdict on a claim from what is held against it; the claim's own excerpt is among the evidence.

    Copies of one text and sources of one family count once, and an unknown origin never counts as independent.

    >>> wire = [Evidence(Stance.STATES, name, origin="the port authority") for name in ("Post", "Echo", "Mail")]
    >>> suggest(wire, independent_origins=1).basis
    '3 sources, 1 origin: the port authority'
    >>> suggest(wire, independent_origins=1, counting=Counting.ORIGINS).verdict
    <Verdict.UNSUPPORTED: 'unsupported'>
    """
    bearing = [e for e in evidence if e.stance in {Stance.STATES, Stance.SUPPORTS}]
    against = [e for e in evidence if e.stance is Stance.CONTRADICTS]
    sources = count_sources(bearing)
    if against:
        verdict = Verdict.DISPUTED
    elif sources >= 2 and (counting is Counting.SOURCES or independent_origins >= 2):
        verdict = Verdict.CORROBORATED
    else:
        verdict = Verdict.UNSUPPORTED
    moved = next((e.moved for e in evidence if e.moved), None)
    reasons = [verdict.explanation, *_cautions(bearing, sources, independent_origins, has_moved=bool(moved))]
    basis = _disputed_basis(bearing, against) if against else _basis(bearing, sources, independent_origins)
    return Suggestion(verdict, f"{basis}; {moved}" if moved else basis, tuple(reasons))


def count_sources(evidence: Iterable[Evidence]) -> int:
    """Count the sources that bear a claim out: those that share an outlet, a family or a text are one."""
    groups: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for item in evidence:
        keys = {("source", item.source)}
        keys |= {("family", item.family)} if item.family else set()
        keys |= {("text", item.text)} if item.text else set()
        for group in [groups[key] for key in keys if key in groups]:
            keys |= group
        groups |= dict.fromkeys(keys, keys)
    return len({id(group) for group in groups.values()})


def list_origins(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the known origins, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(e.origin for e in evidence if e.origin))


def _disputed_basis(bearing: Sequence[Evidence], against: Sequence[Evidence]) -> str:
    """Return the line under a dispute: the figures that exclude each other, who differs, or how many on each side."""
    conflict = next((e.conflict for e in against if e.conflict), None)
    if conflict:
        return conflict
    by = {e.speaker for e in bearing}
    one = next((e.speaker for e in bearing if e.speaker), None)
    other = next((e.speaker for e in against if e.speaker and e.speaker not in by), None)
    if one and other:
        return f"{one} says so, {other} disputes it"
    return f"{_count(count_sources(bearing), 'source')} for, {_count(count_sources(against), 'source')} against"


def _basis(bearing: Sequence[Evidence], sources: int, independent: int) -> str:
    """Return the line under a verdict that nothing contradicts: its sources, and the origins that they go back to."""
    line = _count(sources, "source")
    if sources < 2:
        return line
    origins = list_origins(bearing)
    if not origins:
        return f"{line}, origin unknown"
    if len(origins) == 1:
        return f"{line}, 1 origin: {origins[0]}"
    line = f"{line}, {len(origins)} origins"
    return line if independent >= len(origins) else f"{line} ({independent} independent)"


def _cautions(bearing: Sequence[Evidence], sources: int, independent: int, *, has_moved: bool) -> list[str]:
    """Return what a reviewer should know before trusting the suggestion."""
    cautions = []
    origins = list_origins(bearing)
    if sources >= 2 and len(origins) == 1:
        cautions.append(f"{_count(sources, 'source')}, 1 origin: {origins[0]}.")
    if sources >= 2 and independent < 2:
        cautions.append("No two of the sources are known to be independent of each other.")
    if len(bearing) > sources:
        cautions.append("Copies of one text and outlets of one owner are counted once.")
    if has_moved:
        cautions.append("A figure may have been overtaken: see which report is the later one.")
    return cautions


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def decide(verdicts: Sequence[Verdict], wanted: int = 1) -> Decided | None:
    """Return what people's reviews of a claim decide; None while some are missing, or where they differ.

    There is one verdict a person. Only what all agree on is decided: neither a tie nor a majority is.

    >>> decide([Verdict.DISPUTED, Verdict.DISPUTED], wanted=2)
    Decided(verdict=<Verdict.DISPUTED: 'disputed'>, method=<Method.CONSENSUS: 'consensus'>)
    >>> decide([Verdict.DISPUTED, Verdict.CORROBORATED], wanted=2) is None
    True
    """
    if len(verdicts) < max(wanted, 1) or len(set(verdicts)) > 1:
        return None
    return Decided(verdicts[0], Method.REVIEW if len(verdicts) == 1 else Method.CONSENSUS)
