"""An invented story of any size, for measuring: articles of about 5 KB on one event, in differing words and figures.

The same number and seed give the same articles. Nothing in it is news.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

PLACES = ("Sallow Haven", "Corran", "Tiller Bay", "Norrick", "Veldmoor", "Ashby Reach", "Lorne", "Pellgate")
BODIES = ("the port authority", "the fire service", "the town hall", "the ministry of transport", "the coast guard")
PEOPLE = ("Ilse Varga", "Bruno Castell", "Dorothea Quill", "Henrik Sable", "Livia Strand", "Marek Olin", "Anouk Vire")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTLETS = ("Wire", "Courier", "Ledger", "Post", "Herald", "Observer", "Gazette", "Echo", "Tribune", "Monitor")
FACTS = (
    ("The fire destroyed {n} tonnes of grain in {p}.", "About {n} tonnes of grain were lost in {p}, {b} said."),
    ("{n} people were evacuated from {p} on {d}.", "{b} said that {n} residents of {p} had to leave their homes."),
    ("{m} dock workers were injured in {p}, {q} said.", "In {p}, {m} workers were hurt, according to {q}."),
    ("The storm cut power to {n} households in {p}.", "{n} homes in {p} were left without electricity, {b} said."),
    ("{q} said that the bridge in {p} was closed on {d}.", "The bridge in {p} has been closed since {d}, said {q}."),
    ("Repairs in {p} will cost {m} million crowns.", "{b} put the cost of repairs in {p} at {m} million crowns."),
    ("{q} denied that the hall in {p} had been unsafe.", "The hall in {p} was unsafe, {q} told reporters."),
    ("Winds of {m} kilometers per hour were measured in {p}.", "Gusts reached {m} kilometers an hour in {p}."),
    ("Exports through {p} fell by {m} percent.", "{p} exported {m} percent less than a year ago, {b} said."),
    ("{b} opened an inquiry into the accident in {p}.", '"We owe {p} an answer," said {q}.'),
    ("A crew from {p} rescued {m} sailors on {d}.", "{m} sailors were brought to safety by a crew from {p}."),
    ("{q} will lead the inquiry in {p}.", "{b} named {q} to head the investigation in {p}."),
)


@dataclass(frozen=True)
class Report:
    """One invented article."""

    name: str
    publisher: str
    text: str


def write_reports(number: int, *, size: int = 5000, seed: int = 7) -> Iterator[Report]:
    """Yield `number` articles of about `size` characters; facts recur across them as in a story with many reports."""
    dice = random.Random(seed)  # noqa: S311  The corpus has to be the same every time, not secret.
    for index in range(number):
        # The facts that articles share grow with the story, as they do when news goes on for weeks.
        scenes = [(dice.randrange(len(FACTS)), dice.randrange(number * 4 + 40)) for _ in range(size // 60)]
        sentences = [_write(dice, fact, scene) for fact, scene in scenes]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        yield Report(
            f"{index:05d}.txt", f"The {OUTLETS[index % len(OUTLETS)]} {index // 10}", "\n\n".join(paragraphs)[:size]
        )


def _write(dice: random.Random, fact: int, scene: int) -> str:
    """Return one of the fact's wordings; who and where belong to the scene, the figure differs now and then."""
    fixed = random.Random(scene * 31 + fact)  # noqa: S311  As above.
    figures = {"n": f"{fixed.randrange(2, 400) * 50:,}", "m": str(fixed.randrange(3, 60))}
    if dice.random() < 0.1:
        figures = {"n": f"{dice.randrange(2, 400) * 50:,}", "m": str(dice.randrange(3, 60))}
    sentence = dice.choice(FACTS[fact]).format(
        p=fixed.choice(PLACES), b=fixed.choice(BODIES), q=fixed.choice(PEOPLE), d=fixed.choice(DAYS), **figures
    )
    return sentence[0].upper() + sentence[1:]
