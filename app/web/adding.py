"""Adding what the machine overlooked: words of an article, chosen by mouse, keyboard or form, as a claim or an excerpt.

First the words: sentences that are ticked, words that are pasted and must stand in the article, or a selection that
comes with its place. Then what they are. Each step is a page with an address, so that it works without scripts.
"""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from pydantic import BaseModel
from sqlmodel import Session

from app import pipeline, store
from app.errors import Conflict, PlumblineError, Refused
from app.models import Claim, Sentence
from app.vocabulary import Role, Stance
from app.web.deps import Reader, SignedIn, Writer, needs, render, see
from app.web.pages import shown

router = APIRouter()

_MOST_CLAIMS = 20


class Chosen(BaseModel):
    """Words of an article as they are chosen: by place, by sentences (where each begins), or as they were typed."""

    start: int | None = None
    end: int | None = None
    sentence: list[int] = []
    words: str = ""
    text: str = ""

    def find(self, article: str, sentences: list[Sentence]) -> list[pipeline.Place]:
        """Return the places that are meant, none where nothing was chosen yet; raise Refused for what isn't there."""
        if self.sentence:
            chosen = [(one.start, one.end) for one in sentences if one.start in self.sentence]
            return [pipeline.check_passage(article, *pipeline.span_of(chosen))] if chosen else []
        places = pipeline.find_places(article, self.words)
        if self.start is not None and self.end is not None:
            place = pipeline.check_passage(article, self.start, self.end)
            return [place] if not places or _is_same(article[slice(*place)], self.words) else places
        if self.words.strip() and not places:
            hint = "They must stand there word by word: copy them from the text."
            raise Refused("These words aren't in the article.", field="words", hint=hint)
        return [pipeline.check_passage(article, *place) for place in places]


def _is_same(passage: str, words: str) -> bool:
    """Tell whether a selection's words are those of its place, as the page shows them."""
    return shown(passage).split() == words.split()


class Added(BaseModel):
    """What chosen words are: a claim with its wording, or an excerpt that bears on one."""

    start: int
    end: int
    kind: str = "claim"
    text: str = ""
    other: str = ""
    stance: Stance = Stance.SUPPORTS
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article, with what stands around it."""

    start: int
    end: int
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """How far the adding is: where the words stand, and what they can be."""

    places: list[Place] = field(default_factory=list)
    known: Claim | None = None
    wording: str = ""
    near: list[store.ClaimRow] = field(default_factory=list)

    @property
    def place(self) -> Place | None:
        """Return the one place that is meant, if it is sure."""
        return self.places[0] if len(self.places) == 1 else None


class Adding:
    """One request to add something of an article."""

    def __init__(self, request: Request, article_id: str, reading: Reader) -> None:
        self.request = request
        self.reading = reading
        self.row = store.get_article(reading, article_id)
        self.article = self.row.article

    def show(self, chosen: Chosen, *, typed: Added | None = None, problem: PlumblineError | None = None) -> Response:
        """Answer with the step that comes next."""
        sentences = store.list_sentences(self.reading, self.article.id)
        step = Step()
        try:
            step = self._look(chosen.find(self.article.text, sentences), chosen.text)
        except Refused as refusal:
            problem = problem or refusal
        return render(
            self.request,
            "articles/add.html",
            status=problem.status if problem else 200,
            story=store.get_story_by_id(self.reading, self.article.story_id),
            section="articles",
            row=self.row,
            sentences=[(one, self.article.text[one.start : one.end]) for one in sentences],
            step=step,
            chosen=chosen,
            typed=typed,
            problem=problem,
        )

    def _look(self, places: list[pipeline.Place], search: str) -> Step:
        """Return what can become of words: a claim is there already, a wording, and claims that they may bear on."""
        drawn = [self._draw(place) for place in places]
        if len(places) != 1:
            return Step(drawn)
        words, story_id = drawn[0].words, self.article.story_id
        span = pipeline.Span(self.article.id, *places[0])
        found = pipeline.find_statement(self.article, self.row.source, places[0])
        return Step(
            drawn,
            known=pipeline.find_claim_at(self.reading, story_id, span),
            wording=found.wording if found else " ".join(words.split()),
            near=find_claims(self.reading, story_id, words, search),
        )

    def _draw(self, place: pipeline.Place) -> Place:
        before, after = pipeline.cut_around(self.article.text, place)
        return Place(*place, self.article.text[slice(*place)], before, after)


def find_claims(session: Session, story_id: str, words: str, search: str) -> list[store.ClaimRow]:
    """Return claims that words may bear on: those that a search finds or, without one, the nearest."""
    if not search.strip():
        return store.list_alike(session, story_id, words)
    return store.list_claims(session, story_id, store.ClaimFilter(text=search.strip()), limit=_MOST_CLAIMS).items


OfArticle = Annotated[Adding, Depends()]


@router.get("/articles/{article_id}/add", dependencies=[needs(Role.REVIEWER)])
def choose_words(adding: OfArticle, chosen: Annotated[Chosen, Query()]) -> Response:
    """Show the article's sentences to choose from or, once words are chosen, what they can be."""
    return adding.show(chosen)


@router.post("/articles/{article_id}/add", dependencies=[needs(Role.REVIEWER)])
def add_words(
    request: Request, article_id: str, added: Annotated[Added, Form()], *, person: SignedIn, session: Writer
) -> Response:
    """Make a claim of the words, or hold them against one."""
    place = (added.start, added.end)
    try:
        if added.kind == "claim":
            claim = pipeline.add_claim(session, article_id, place, added.text, person=person, why=added.why)
            return _see_claim(request, session, claim, "The claim is added. It can be undone.")
        if not added.other:
            raise Refused("Choose the claim that the words bear on.", field="other")
        excerpt = pipeline.add_excerpt(
            session, added.other, article_id, place, added.stance, person=person, why=added.why
        )
    except (Refused, Conflict) as problem:
        session.rollback()
        adding = Adding(request, article_id, session)
        return adding.show(Chosen(start=added.start, end=added.end), typed=added, problem=problem)
    claim = store.get_claim(session, excerpt.claim_id)
    return _see_claim(request, session, claim, "The excerpt is added. It can be undone.")


def _see_claim(request: Request, session: Session, claim: Claim, said: str) -> Response:
    story = store.get_story_by_id(session, claim.story_id)
    return see(request, f"/stories/{story.slug}/review/{claim.id}", said=said)
