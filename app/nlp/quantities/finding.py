"""Text -> quantities: one walk over the tokens, from number to number, reading what stands around each."""

from dataclasses import dataclass, replace
from functools import lru_cache

from app.nlp.lexicon.quantities import ABOUT, HIGH, LOW, NUMBERS
from app.nlp.quantities import counted, labels, nouns
from app.nlp.quantities.ages import read_age
from app.nlp.quantities.clock import read_clock
from app.nlp.quantities.figures import Figure, read_figure
from app.nlp.quantities.hedges import Hedge, bounds, is_reached, is_span_of_time, read_after, read_before
from app.nlp.quantities.ordinals import read_ordinal
from app.nlp.quantities.ranges import is_score, low_of_two, read_second
from app.nlp.quantities.tokens import Tokens, tokenise
from app.nlp.quantities.units import Unit, read_magnitude, read_unit
from app.nlp.quantities.values import Quantity

_NAMED_TIMES = frozenset({"noon", "midnight", "midday"})
_LONG_GERMAN = 9
_SMALLER = {"foot": ("inch", 12), "hour": ("minute", 60), "minute": ("second", 60)}
_TWIN_KINDS = frozenset({"measure", "money"})


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return the quantities in `text` (a sentence, or longer), in order; offsets are those of `text`.

    Years and the parts of dates are left to the dates; house and telephone numbers, models and other names are no
    quantities.

    >>> [(q.low, q.high, q.unit, q.of) for q in find_quantities("More than 70 barns were flooded.")]
    [(70.0, None, 'barn', 'barns flooded')]
    """
    tokens = tokenise(text)
    seeds = _seeds(language)
    found: list[Quantity] = []
    place = 0
    while place < len(tokens.words):
        word = tokens.words[place]
        if word in seeds or word[0].isnumeric() or (language == "de" and len(word) > _LONG_GERMAN):
            quantity, place = _read_at(tokens, place, language, found)
            if quantity is not None:
                found.append(quantity)
        else:
            place += 1
    return found


@lru_cache(maxsize=16)
def _seeds(language: str) -> frozenset[str]:
    """Return the words that a quantity may begin with."""
    words = NUMBERS.get(language, NUMBERS["en"])
    first = words.small.keys() | words.vague.keys() | words.scales.keys() | words.ordinals.keys()
    first |= words.shares.keys()
    first = {word.partition("'")[0] for word in first}
    return frozenset(first | words.articles | words.halves | words.some | _NAMED_TIMES)


def _read_at(tokens: Tokens, place: int, language: str, found: list[Quantity]) -> tuple[Quantity | None, int]:
    """Return what begins at `place`, and where to go on."""
    clock = read_clock(tokens, place)
    if clock is not None:
        start, end = tokens.starts[clock.first], tokens.ends[clock.stop - 1]
        return Quantity(clock.low, clock.high, "minute", clock.approximate, "", start, end, "time"), clock.stop
    ordinal = read_ordinal(tokens, place, language)
    if ordinal is not None:
        return ordinal
    figure = read_figure(tokens, place, language)
    if figure is None:
        return None, _past_name(tokens, place)
    if labels.is_part_of_date(tokens, figure.numeral, language):
        return None, figure.numeral.stop
    return _read_quantity(tokens, figure, language, found)


def _past_name(tokens: Tokens, place: int) -> int:
    """Return the place after a number that is no figure, with what is glued to it."""
    place += 1
    if tokens.is_number(place - 1):
        while (
            tokens.touches(place)
            and tokens.words[place] in (":", ".")
            and tokens.is_number(place + 1)
            and tokens.touches(place + 1)
        ):
            place += 2
    return place


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a quantity while it is read: its value, its unit and its tokens."""

    low: float
    high: float
    unit: Unit | None
    first: int
    stop: int


def _read_quantity(tokens: Tokens, figure: Figure, language: str, found: list[Quantity]) -> tuple[Quantity | None, int]:
    """Return the quantity made of one figure, or of the two ends of a range, and where to go on."""
    second = read_second(tokens, figure, language)
    if second is not None and is_score(tokens, figure, second):
        low, high = sorted((figure.low, abs(second.high)))
        start, end = tokens.starts[figure.first], tokens.ends[second.stop - 1]
        return Quantity(low, high, "score", False, "", start, end, "score"), second.stop
    last = second or figure
    if figure.unit is None and labels.is_street(tokens, last.stop):
        return None, last.stop
    reading = _Reading(figure.low, figure.high, figure.unit, figure.first, figure.stop)
    if second is not None:
        low, high = sorted((low_of_two(figure, second), abs(second.high)))
        reading = replace(reading, low=low, high=high, unit=second.unit or figure.unit, stop=second.stop)
    special = read_age(tokens, last, figure.first, language)
    if special is None and reading.unit is None and last.numeral.style == "digits":
        special = read_magnitude(tokens, figure.first, last.stop, last.high)
    if special is not None:
        reading = replace(reading, unit=special, stop=special.stop)
    reading, after = _read_tail(tokens, reading, last)
    hedge = _hedge(tokens, read_before(tokens, reading.first, language), after, reading.unit)
    return _describe(tokens, figure, reading, hedge, language=language, found=found), reading.stop


def _read_tail(tokens: Tokens, reading: _Reading, last: Figure) -> tuple[_Reading, Hedge]:
    """Read on after the figure: "or more", its unit after that, "and a half", and the smaller unit ("5 feet 2
    inches")."""
    after = read_after(tokens, last.numeral.stop)
    if after.effects and reading.unit is None:
        unit = read_unit(tokens, after.stop, reading.high)
        reading = replace(reading, unit=unit, stop=unit.stop if unit else after.stop)
    elif not after.effects and reading.stop > last.numeral.stop:
        after = read_after(tokens, reading.stop)
        reading = replace(reading, stop=max(reading.stop, after.stop))
    if reading.unit is None:
        return reading, after
    if reading.unit.kind == "measure" and tokens.words[reading.stop : reading.stop + 3] == ["and", "a", "half"]:
        return replace(reading, low=reading.low + 0.5, high=reading.high + 0.5, stop=reading.stop + 3), after
    return _add_smaller(tokens, reading), after


def _add_smaller(tokens: Tokens, reading: _Reading) -> _Reading:
    """Add the inches to the feet and the minutes to the hours."""
    name = reading.unit.name if reading.unit else ""
    if name not in _SMALLER or reading.low != reading.high:
        return reading
    smaller, ratio = _SMALLER[name]
    place = reading.stop + (tokens.word(reading.stop) in ("and", ","))
    if not tokens.is_number(place) or len(tokens.words[place]) > 2 or not tokens.words[place].isdecimal():
        return reading
    unit = read_unit(tokens, place + 1, 1)
    if unit is None or unit.name != smaller:
        return reading
    value = reading.low + float(tokens.words[place]) / ratio
    return replace(reading, low=value, high=value, stop=unit.stop)


def _hedge(tokens: Tokens, before: Hedge, after: Hedge, unit: Unit | None) -> Hedge:
    """Return the hedges on both sides as one, without those that bound nothing here."""
    effects = before.effects
    if unit is not None and is_span_of_time(tokens, before, unit.name):
        effects -= {LOW}
    if is_reached(tokens, before):
        effects -= {HIGH}
    return replace(before, effects=effects | after.effects, first=before.first if before.effects else before.stop)


def _describe(
    tokens: Tokens, figure: Figure, reading: _Reading, hedge: Hedge, *, language: str, found: list[Quantity]
) -> Quantity:
    """Return the quantity with its bounds, and with what it counts or measures."""
    effects = hedge.effects | ({ABOUT} if figure.numeral.approximate else set())
    low, high, approximate = bounds(reading.low, reading.high, frozenset(effects))
    start, end = tokens.starts[reading.first], tokens.ends[reading.stop - 1]
    unit = reading.unit or _vague_measure(tokens, figure, reading.stop)
    if unit is not None:
        twin = _twin(tokens, reading, unit, found)
        if twin is not None:
            return Quantity(low, high, unit.name, approximate or twin.approximate, twin.of, start, end, unit.kind)
        of = "" if unit.kind == "age" else counted.measured(tokens, hedge.first, unit.stop)
        return Quantity(low, high, unit.name, approximate, of, start, end, unit.kind)
    if figure.numeral.style == "fraction":
        of = counted.shared_out(tokens, hedge.first, reading.stop)
        return Quantity(low, high, "", approximate, of, start, end, "fraction")
    noun = nouns.read_noun(tokens, reading.stop, language, one=(reading.low, reading.high) == (1, 1))
    name, of = counted.describe_count(tokens, hedge.first, noun, reading.stop)
    if (
        not name
        and found
        and tokens.text[found[-1].end : start] in (f" {found[-1].of} to ", f" {found[-1].of} against ")
    ):
        name, of = found[-1].unit, found[-1].of  # "52 votes to 47"
    if not name and figure.numeral.style == "vague" and tokens.word(reading.stop) != "or":
        name, of = "person", of or "people"
    return Quantity(low, high, name, approximate, of, start, end)


def _vague_measure(tokens: Tokens, figure: Figure, stop: int) -> Unit | None:
    """Return the unit after "millions of liters"."""
    if figure.numeral.style != "vague" or tokens.word(stop) != "of":
        return None
    return read_unit(tokens, stop + 1, figure.high)


def _twin(tokens: Tokens, reading: _Reading, unit: Unit, found: list[Quantity]) -> Quantity | None:
    """Return the figure that this one repeats in another unit right after it in brackets: "12 meters (40 feet)"."""
    if not found or unit.kind not in _TWIN_KINDS or tokens.word(reading.first - 1) not in ("(", "["):
        return None
    last = found[-1]
    between = tokens.text[last.end : tokens.starts[reading.first - 1]]
    return (
        last if last.kind == unit.kind and last.unit != unit.name and len(between) < 12 and "." not in between else None
    )
