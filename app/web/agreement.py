"""How far a story's reviewers agree: raw, beyond chance, and pair by pair, each figure with what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response

from app import store
from app.agreement import Agreement, measure, measure_pairs
from app.vocabulary import Role
from app.web.deps import Reader, needs, render
from app.web.pages import counted

router = APIRouter()

# What the figures are good for, as their author has it (K. Krippendorff, Content Analysis, 2004, page 241).
_RELIABLE, _TENTATIVE = 0.8, 0.667


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two reviewers and how far they agree."""

    names: tuple[str, str]
    found: Agreement


@router.get("/stories/{slug}/agreement", dependencies=[needs(Role.VIEWER)])
def show_agreement(request: Request, slug: str, session: Reader) -> Response:
    """Show how far the story's reviewers agree."""
    story = store.get_story(session, slug)
    ratings = store.list_ratings(session, story.id)
    units, names = _group(ratings), {rating.person_id: rating.person_name for rating in ratings}
    overall = measure(units)
    pairs = [_name_pair(names[one], names[other], found) for (one, other), found in measure_pairs(units).items()]
    return render(
        request,
        "stories/agreement.html",
        story=story,
        section="",
        overall=overall,
        pairs=sorted(pairs, key=lambda row: row.names),
        meaning=explain(overall),
        percent=percent,
        figure=figure,
    )


def _name_pair(one: str, other: str, found: Agreement) -> PairRow:
    return PairRow((min(one, other), max(one, other)), found)


def _group(ratings: Iterable[store.Rating]) -> list[dict[str, str]]:
    """Return for each claim, and each round of reviews of it, who gave which verdict."""
    rounds = groupby(ratings, key=lambda rating: (rating.claim_id, rating.version))
    return [{rating.person_id: rating.verdict.value for rating in group} for _, group in rounds]


def percent(share: float | None, number: int) -> str:
    """Return a share as people write it, or that there is none.

    >>> percent(0.956, 40), percent(None, 0)
    ('96 %', 'undefined (n = 0)')
    """
    return f"undefined (n = {number})" if share is None else f"{share:.0%}".replace("%", " %")


def figure(value: float | None, number: int) -> str:
    """Return a coefficient with two decimals, or that there is none.

    >>> figure(0.7434, 11), figure(-0.001, 3), figure(None, 3)
    ('0.74', '0.00', 'undefined (n = 3)')
    """
    return f"undefined (n = {number})" if value is None else f"{value:.2f}".replace("-0.00", "0.00")


def explain(found: Agreement) -> list[str]:
    """Say in sentences what the figures of a story mean.

    >>> explain(Agreement(2, 1, 1, 1.0, None, None, None))[1]
    'Everybody always gave the same verdict, so that nothing can be told from chance: alpha is undefined (n = 1).'
    """
    if not found.units:
        return ["No claim has been reviewed by two people yet, so there is nothing to agree on."]
    met = f"{counted(found.raters, 'person', 'people')} met on {counted(found.units, 'claim')}"
    said = [f"{met}: {percent(found.raw, 0)} of {counted(found.pairs, 'pair')} of verdicts are alike."]
    if found.alpha is None:
        return [
            *said,
            "Everybody always gave the same verdict, so that nothing can be told from chance: "
            f"alpha is undefined (n = {found.units}).",
        ]
    return [*said, _weigh(found.alpha)]


def _weigh(alpha: float) -> str:
    said = f"Alpha is {figure(alpha, 0)}, where 0 is what chance alone would bring and 1 is perfect: "
    if alpha >= _RELIABLE:
        return said + "the verdicts can be relied on."
    if alpha >= _TENTATIVE:
        return said + "good enough for tentative conclusions."
    return said + "too little to rely on; reading the differing reviews together may help."
