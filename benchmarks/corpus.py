"""An invented story of any size, for measuring: articles of about 5 KB on one event that read like news.

An article opens with a dateline, tells facts in sentences of two to forty words, quotes people, describes, looks back
and comments, and carries the lines that a site puts around it. About two sentences in five are facts of the story with
a figure or a date, one in four is a quotation; the rest has neither. Words are drawn as often as English has them, so
that few sentences are in two articles. A few facts are told by most articles and most facts by a few, one figure in ten
differs, and every eighth article reprints a large part of an earlier one.

The same number and seed give the same articles. Nothing in it is news.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from app.nlp import lexicon

PLACES = tuple(
    head + tail
    for tail in ("haven", " Bay", "moor", " Reach", "gate", "stad", "by", "ford")
    for head in ("Sallow", "Corran", "Tiller", "Norr", "Veld", "Ashby", "Lorne", "Pell")
)
BODIES = (
    "the port authority", "the fire service", "the town hall", "the ministry of transport", "the coast guard",
    "the regional court", "the weather office", "the rail company", "the grain exchange", "the hospital",
)  # fmt: skip
PEOPLE = tuple(
    f"{given} {family}"
    for family in ("Varga", "Castell", "Quill", "Sable", "Strand", "Olin", "Vire", "Tamm", "Okoro", "Lindqvist")
    for given in ("Ilse", "Bruno", "Dorothea", "Henrik", "Livia", "Marek", "Anouk", "Femi", "Solveig", "Tadeusz")
)
ROLES = ("the harbour master", "a spokeswoman for the ministry", "the mayor", "who runs a bakery on the quay")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTLETS = ("Wire", "Courier", "Ledger", "Post", "Herald", "Observer", "Gazette", "Echo", "Tribune", "Monitor")
THINGS = (
    "warehouse", "bridge", "ferry", "school", "grain silo", "market hall", "rail depot", "clinic", "dam", "mill",
    "brewery", "library", "chapel", "power station", "tunnel", "lock", "stadium", "archive", "quarry", "airfield",
)  # fmt: skip
HEDGES = ("about ", "at least ", "more than ", "nearly ", "", "", "")
MOMENTS = ("before dawn", "shortly after noon", "late in the evening", "as the tide turned", "during the night shift")
FACTS = (
    ("The fire destroyed {h}{n} tonnes of grain in {p}.", "{H}{n} tonnes of grain were lost in {p}, {b} said."),
    ("{H}{n} people were evacuated from {p} on {d}.",
     "{b} said that {h}{n} residents of {p} had to leave their homes."),
    ("{m} dock workers were injured near the {t} in {p}, {q} said.",
     "In {p}, {m} workers were hurt, according to {q}."),
    ("The storm cut power to {h}{n} households around {p} and brought down trees along the road to the {t}, {b} said.",
     "{n} homes in {p} were left without electricity, {b} said."),
    ("{q} said that the {t} in {p} was closed on {d}.", "The {t} in {p} has been closed since {d}, said {q}."),
    ("Repairs to the {t} in {p} will cost {h}${m} million.", "{b} put the cost of repairs in {p} at ${m} million."),
    ("{q} denied that the {t} in {p} had been unsafe.", "The {t} in {p} was unsafe, {q} told reporters."),
    ("Winds of {m} kilometers per hour were measured in {p} on {d}.", "Gusts reached {m} kilometers an hour in {p}."),
    ("Exports through {p} fell by {m} percent in March, and {b} expects no quick recovery.",
     "{p} exported {m} percent less than a year ago, {b} said."),
    ("{b} opened an inquiry into the collapse of the {t} in {p}.",
     "An inquiry into how the {t} fell has begun in {p}."),
    ("A crew from {p} rescued {m} sailors on {d} after their boat ran aground near the {t}.",
     "{m} sailors were brought to safety by a crew from {p}."),
    ("{q} will lead the inquiry in {p}.", "{b} named {q} to head the investigation in {p}."),
    ("The first call from {p} came at {m} minutes past two on {d}, records of {b} show.",
     "{b} was called to the {t} in {p} on {d}."),
    ("The {t} in {p} was built in 19{y} and last inspected in 20{z}.", "Inspectors last saw the {t} in {p} in 20{z}."),
)  # fmt: skip
QUOTES = (
    "“{u}{e},” said {q}, {r}.",
    "“{u}{e},” {q} told the {o}. “{v}.”",
    "{q}, {r}, said that {w}, and that the {f}s of {p} had to be heard.",
    "According to {q}, {w}, although nobody at {b} would confirm it.",
    "“{u}{e},” {b} said in a statement, which added that {w}.",
)
SAID = (
    "We had no warning at all", "I have never seen the water so high", "Our neighbours opened their doors to everyone",
    "There will be time for questions later", "The crews did what they could with what they had",
    "Nobody told us where to go", "It is too early to speak of blame", "This should have been repaired long ago",
    "People here look after each other", "We are still counting", "My children keep asking when we can go home",
)  # fmt: skip
CLAIMED = (
    "the pumps had failed twice before", "the alarm was switched off for maintenance",
    "families would be housed in tents",
    "the owner of the {t} had ignored letters from {b}", "the road to {p} would open again soon",
    "volunteers had brought blankets and soup", "insurance would not cover the {t}", "the search would go on {k}",
)  # fmt: skip
SCENERY = (
    "Smoke hung over the roofs while neighbours carried boxes, blankets and a birdcage down to the waiting buses.",
    "On the quay a radio played to nobody.", "Outside the {t}, families waited in silence for news.",
    "By {k} the streets around the {t} were empty, and only the dogs of the night watchman could be heard.",
    "Shopkeepers swept broken glass into heaps and nailed boards across their windows.",
    "The smell of wet ash reached as far as the hills behind {p}.", "It began {k}.", "Nothing moved.",
    "Children drew boats on the wall of the gymnasium, where the town had laid out mattresses and hot tea.",
    "Somebody had tied a yellow ribbon to the gate.", "The cranes stood still, as they had for most of the week.",
)  # fmt: skip
LOOKING_BACK = (
    "{p} has lived from its harbour for as long as anybody remembers, and the {t} has always been part of it.",
    "A fire in 19{y} destroyed much of the old quarter, and the quay was rebuilt in stone.",
    "Relations between {b} and the unions have been strained since a strike over shifts and pay.",
    "The region grows wheat, barley and rape, most of which leaves by sea.",
    "Plans for a second {t} were dropped when the council changed hands.",
    "Like other towns along the coast, {p} has lost many of its young people to the capital.",
)
COMMENTS = (
    "Such a disaster, it seems, was only a matter of time.",
    "It is hard not to ask who profits from so much neglect.",
    "The coming weeks will probably be difficult for everybody in {p}.",
    "Perhaps the {t} should never have been built there.",
    "What matters now is that the people of {p} are heard.",
)
AROUND = (
    "Sign up for our newsletter and get the news every morning.", "Read more: What we know about {p}",
    "Photo: {q} / {o}", "Follow the {o} on social media.", "Share this article", "Advertisement",
    "© 2026 The {o}. All rights reserved.", "This story has been updated.", "Reporting by {q}; editing by {Q}",
)  # fmt: skip
# What most sentences go on with, some of them twice: few are in two articles word for word.
TAILS = (
    ", while a {x} {f} looked on", ", as the {x} of the {x} had long feared", ", and the {x} kept a {x} of {x}",
    ", though the {x} {f} of the {t} would not {x}", ", which {f}s from {p} called a {x} of {x}",
    ", and two {x} {f}s were sent to the {x}", ", long after the last {x} had gone",
    ", unlike the {x} and {x} next door",
)  # fmt: skip
FOLK = (
    "baker",
    "nurse",
    "pilot",
    "welder",
    "teacher",
    "driver",
    "farmer",
    "clerk",
    "diver",
    "painter",
    "widow",
    "cook",
)
# How the sentences of an article are shared out among the kinds.
KINDS = {QUOTES: 0.25, SCENERY: 0.17, LOOKING_BACK: 0.12, COMMENTS: 0.06}
FACTS_SHARE = 0.4


_BLANK = re.compile(r"\{(\w)\}")
_TABLE = json.loads(Path(lexicon.__file__).with_name("frequencies.json").read_text("utf-8"))["per_million"]
# How often each word that isn't among the most common ones occurs in English.
_WORDS = sorted(word for word, often in _TABLE.items() if word.isascii() and len(word) > 3 and often < 8000)
_SUMS = list(accumulate(_TABLE[word] for word in _WORDS))


@dataclass(frozen=True)
class Report:
    """One invented article."""

    name: str
    publisher: str
    text: str


def write_reports(number: int, *, size: int = 5000, seed: int = 7) -> Iterator[Report]:
    """Yield `number` articles of about `size` characters on one event."""
    dice = random.Random(seed)  # noqa: S311  The corpus has to be the same every time, not secret.
    written: list[list[str]] = []
    for index in range(number):
        outlet = f"The {OUTLETS[index % len(OUTLETS)]} {index // 10}"
        reprinted = dice.choice(written)[:-3] if index % 8 == 7 else []
        sentences = reprinted or _write_body(dice, size, number)
        written.append(sentences)
        yield Report(f"{index:05d}.txt", outlet, _lay_out(dice, sentences))


def _write_body(dice: random.Random, size: int, number: int) -> list[str]:
    sentences: list[str] = []
    length = 0
    while length < size * 0.94:
        is_fact = dice.random() < FACTS_SHARE
        sentence = _tell(dice, number) if is_fact else _write(dice, dice.choices([*KINDS], [*KINDS.values()])[0])
        sentences.append(sentence)
        length += len(sentence) + 1
    return sentences


def _tell(dice: random.Random, number: int) -> str:
    """Return a fact of the story in one of its wordings; the figure differs now and then.

    The facts grow with the story, as they do when news goes on for weeks, and the first of them are told most.
    """
    scene = int((number * 4 + 40) * dice.random() ** 2.5)
    fixed = random.Random(scene)  # noqa: S311  As above.
    wordings = fixed.choice(FACTS)
    sentence = _fill(fixed, dice, dice.choice(wordings), differs=dice.random() < 0.1)
    return _go_on(dice, sentence) if dice.random() < 0.6 else sentence


def _write(dice: random.Random, kind: Sequence[str]) -> str:
    """Return a sentence that tells no fact of the story."""
    wording = dice.choice(kind)
    return _fill(dice, dice, wording) if kind is QUOTES else _go_on(dice, _fill(dice, dice, wording))


def _go_on(dice: random.Random, sentence: str) -> str:
    """Return a sentence with one or two tails before its full stop."""
    tails = dice.sample(TAILS, dice.choice((1, 1, 2)))
    bare = sentence.removesuffix(".")
    return bare + "".join(_fill(dice, dice, tail, opens=False) for tail in tails) + sentence[len(bare) :]


def _fill(fixed: random.Random, dice: random.Random, wording: str, *, differs: bool = False, opens: bool = True) -> str:
    """Return a sentence with its blanks filled; who, where and how many belong to the fact (`fixed`)."""
    blanks = {
        "p": fixed.choice(PLACES),
        "b": fixed.choice(BODIES),
        "q": fixed.choice(PEOPLE),
        "d": fixed.choice(DAYS),
        "t": fixed.choice(THINGS),
    }
    figures = dice if differs else fixed
    blanks |= {"n": f"{figures.randrange(2, 400) * 50:,}", "m": str(figures.randrange(3, 60))}
    blanks |= {"y": str(figures.randrange(20, 90)), "z": str(figures.randrange(11, 24))}
    blanks |= {"h": dice.choice(HEDGES), "r": dice.choice(ROLES), "k": dice.choice(MOMENTS), "o": dice.choice(OUTLETS)}
    blanks |= {"H": blanks["h"].capitalize(), "Q": dice.choice(PEOPLE), "u": dice.choice(SAID), "v": dice.choice(SAID)}
    blanks |= {"f": dice.choice(FOLK), "w": dice.choice(CLAIMED), "e": dice.choice(("", *TAILS))}
    sentence = wording
    while "{" in sentence:
        sentence = _BLANK.sub(lambda blank: blanks[blank[1]] if blank[1] in blanks else _draw_word(dice), sentence)
    return sentence[0].upper() + sentence[1:] if opens else sentence


def _draw_word(dice: random.Random) -> str:
    return str(dice.choices(_WORDS, cum_weights=_SUMS)[0])


def _lay_out(dice: random.Random, sentences: list[str]) -> str:
    """Return the sentences in paragraphs of one to four, with a dateline and a site's own lines around them."""
    dateline = f"{dice.choice(PLACES).upper()}, {dice.choice(DAYS)} — "
    paragraphs, at = [], 0
    while at < len(sentences):
        end = at + dice.randrange(1, 5)
        paragraphs.append(" ".join(sentences[at:end]))
        at = end
    above, below = ([_fill(dice, dice, line) for line in dice.sample(AROUND, count)] for count in (1, 3))
    return "\n\n".join([*above, dateline + paragraphs[0], *paragraphs[1:], *below])
