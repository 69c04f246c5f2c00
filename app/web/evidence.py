"""How evidence is drawn beside a claim: one card an excerpt, in the order in which a reviewer reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from app.nlp.marking import Segment, mark_words
from app.store import EvidenceRow
from app.vocabulary import Stance, Strength

_SHOWN_RELATED = 2
_READING_ORDER = {Stance.CONTRADICTS: 1, Stance.SUPPORTS: 2, Stance.STATES: 3, Stance.RELATED: 4}
_OWN_LANGUAGES = {"en", "und"}
_LONGEST_MARKED = 5000  # Code points: what is longer is no sentence, and is shown without marks.


@dataclass(frozen=True, slots=True)
class Card:
    """One excerpt as a page shows it.

    `words` joined are the excerpt, `before` and `after` its neighbours in the article; `copies` names the outlet whose
    text the article repeats.
    """

    id: str
    article_id: str
    outlet: str
    title: str | None
    url: str | None
    published_at: date | None
    language: str
    stance: Stance
    suggested_stance: Stance
    is_corrected: bool
    is_home: bool
    copies: str | None
    speaker: str | None
    strength: Strength
    before: str
    words: tuple[Segment, ...]
    after: str
    reasons: tuple[str, ...]

    @property
    def foreign_language(self) -> str:
        """Return the language of the words where it isn't the page's own, for those who have them read aloud."""
        return "" if self.language in _OWN_LANGUAGES else self.language


@dataclass(frozen=True, slots=True)
class Columns:
    """A claim's cards as the desk lays them out: those always shown, and the related ones behind "show more"."""

    shown: list[Card]
    more: list[Card]


@lru_cache(maxsize=4096)
def _mark(
    excerpt: str, claim: str, published: date | None, claim_published: date | None, language: str
) -> tuple[Segment, ...]:
    """Mark once what pages show again and again: texts never change."""
    if max(len(excerpt), len(claim)) > _LONGEST_MARKED:
        return (Segment(excerpt),)
    return tuple(mark_words(excerpt, claim, published=published, claim_published=claim_published, language=language))


def draw_cards(claim: str, rows: Sequence[EvidenceRow], own: Mapping[str, Stance] | None = None) -> list[Card]:
    """Return the cards of a claim's evidence: its home first, then what contradicts, bears out and is only related.

    `own` are the stances that nobody but the reader sees, by their excerpts.
    """
    own = own or {}
    home = rows[0].published_at if rows else None
    outlets = {row.article_id: row.source_name for row in rows}
    cards = (_draw(claim, home, row, outlets, row is rows[0]) for row in rows)
    return _in_reading_order(
        replace(card, stance=own[card.id], is_corrected=True) if card.id in own else card for card in cards
    )


def _draw(claim: str, home: date | None, row: EvidenceRow, outlets: Mapping[str, str], is_home: bool) -> Card:
    return Card(
        id=row.id,
        article_id=row.article_id,
        outlet=row.source_name,
        title=row.title,
        url=row.url,
        published_at=row.published_at,
        language=row.language,
        stance=row.stance,
        suggested_stance=row.suggested_stance,
        is_corrected=row.corrected_at is not None,
        is_home=is_home,
        copies=outlets.get(row.copy_of, "another article") if row.copy_of else None,
        speaker=row.speaker,
        strength=row.strength,
        before=row.before.strip(),
        words=_mark(row.text, claim, row.published_at, home, row.language),
        after=row.after.strip(),
        reasons=tuple(row.reasons),
    )


def draw_frozen(evidence: Mapping[str, Any]) -> list[Card]:
    """Return the cards of a decision from the evidence that was frozen with it, whatever became of the rows."""
    excerpts = evidence["excerpts"]
    home = _day(excerpts[0]) if excerpts else None
    return _in_reading_order(_thaw(evidence["claim"], home, row, row is excerpts[0]) for row in excerpts)


def _thaw(claim: str, home: date | None, row: Mapping[str, Any], is_home: bool) -> Card:
    stance, suggested_stance = Stance(row["stance"]), Stance(row["suggested_stance"])
    return Card(
        id=row["id"],
        article_id=row["article_id"],
        outlet=row["publisher"] or row["title"],
        title=row["title"],
        url=row["url"],
        published_at=_day(row),
        language=row["language"],
        stance=stance,
        suggested_stance=suggested_stance,
        is_corrected=stance is not suggested_stance,
        is_home=is_home,
        copies=None,  # What the story knew of copies is in the basis, which is frozen too.
        speaker=row["speaker"],
        strength=Strength(row["strength"]),
        before=row["before"].strip(),
        words=_mark(row["text"], claim, _day(row), home, row["language"]),
        after=row["after"].strip(),
        reasons=tuple(row["reasons"]),
    )


def _day(row: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(row["published_at"]) if row["published_at"] else None


def _in_reading_order(cards: Iterable[Card]) -> list[Card]:
    return sorted(cards, key=lambda card: (not card.is_home, _READING_ORDER[card.stance]))


def find_home(cards: Iterable[Card]) -> Card | None:
    """Return the card that the claim was taken from."""
    return next((card for card in cards if card.is_home), None)


def lay_out(cards: Sequence[Card]) -> Columns:
    """Keep two related excerpts in sight and put the rest behind "show more": they seldom decide anything."""
    related = [card for card in cards if card.stance is Stance.RELATED and not card.is_home]
    more = related[_SHOWN_RELATED:]
    return Columns([card for card in cards if card not in more], more)


def group_by_stance(cards: Iterable[Card]) -> list[tuple[Stance, list[Card]]]:
    """Return the cards in groups of one stance each, the stances in the order of their list."""
    ranked = sorted(cards, key=lambda card: list(Stance).index(card.stance))
    return [(stance, list(group)) for stance, group in groupby(ranked, key=lambda card: card.stance)]
