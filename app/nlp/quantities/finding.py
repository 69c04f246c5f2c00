"""Text -> quantities: one walk over the tokens, from number to number, reading what stands around each."""

from dataclasses import dataclass, replace
from functools import lru_cache

from app.nlp.lexicon.counted import STOPS
from app.nlp.lexicon.quantities import ABOUT, BETWEEN, MAGNITUDES, MOVES, NUMBERS, RANGE_WORDS
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities import counted, labels
from app.nlp.quantities.clock import read_clock
from app.nlp.quantities.hedges import Hedge, bounds, is_reached, is_span_of_time, read_after, read_before
from app.nlp.quantities.numerals import Numeral, read_numeral
from app.nlp.quantities.tokens import Tokens, tokenise
from app.nlp.quantities.units import Prefix, Unit, read_prefix, read_unit
from app.nlp.quantities.values import Quantity

_DASHES = frozenset("-–—−~")
_MINUS = frozenset({"minus", "negative"})
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_AGED = frozenset({"aged", "age", "ages"})
_SCORES = frozenset(
    "win won wins beat beats beating victory defeat defeated lead led draw drew drawn lost loss score scored scoreline tie tied"
    " ahead behind thrashed vote voted ruled ruling decision margin".split()
)


def find_quantities(text: str, language: str = "en") -> list[Quantity]:
    """Return the quantities in `text` (a sentence, or longer), in order; offsets are those of `text`.

    >>> [(q.low, q.high, q.unit, q.of) for q in find_quantities("More than 40 homes were flooded.")]
    [(40.0, None, 'home', 'homes flooded')]
    """
    tokens = tokenise(text)
    seeds = _seeds(language)
    found: list[Quantity] = []
    place = 0
    while place < len(tokens.words):
        word = tokens.words[place]
        if word in seeds or word[0].isnumeric() or (language == "de" and len(word) > 9):
            place = _read_at(tokens, place, language, found)
        else:
            place += 1
    return found


@lru_cache(maxsize=16)
def _seeds(language: str) -> frozenset[str]:
    words = NUMBERS.get(language, NUMBERS["en"])
    first = words.small.keys() | words.vague.keys() | words.scales.keys() | words.ordinals.keys()
    return frozenset(
        first
        | words.articles
        | words.halves
        | words.some
        | {"noon", "midnight", "midday"}
        | {part.split("'")[0] for part in first}
    )


def _read_at(tokens: Tokens, place: int, language: str, found: list[Quantity]) -> int:
    """Read what begins at `place`, append it to `found`, and return where to go on."""
    clock = read_clock(tokens, place)
    if clock is not None:
        found.append(
            Quantity(
                clock.low,
                clock.high,
                "minute",
                clock.approximate,
                "",
                tokens.starts[clock.first],
                tokens.ends[clock.stop - 1],
                "time",
            )
        )
        return clock.stop
    numeral = _read_ordinal(tokens, place, language, found)
    if isinstance(numeral, int):
        return numeral
    numeral = read_numeral(tokens, place, language) or _single(tokens, place, language)
    if numeral is None:
        return place + 1
    figure = _read_figure(tokens, numeral, language)
    if figure is None or labels.is_part_of_date(tokens, numeral, language):
        return numeral.stop
    second = _read_range(tokens, figure, language)
    quantity, stop = _quantity(tokens, figure, second, language, found)
    if quantity is not None:
        found.append(quantity)
    return stop


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with what stands right beside it: currency, unit, sign; the tokens from `first` up to `stop`."""

    numeral: Numeral
    low: float
    high: float
    first: int
    stop: int
    unit: Unit | None
    prefix: Prefix | None


def _single(tokens: Tokens, place: int, language: str) -> Numeral | None:
    """Read "a" before a unit as one where a hedge bounds it: "less than a kilometer", "nearly an hour"; and "a single shot"."""
    if language != "en" or tokens.words[place] not in ("a", "an"):
        return None
    if tokens.word(place + 1) == "single":
        return Numeral(1, 1, place, place + 2, style="words")
    unit = read_unit(tokens, place + 1, 1)
    hedged = unit is not None and unit.kind == "measure" and read_before(tokens, place, language).effects
    return Numeral(1, 1, place, place + 1, style="words") if hedged else None


def _read_ordinal(tokens: Tokens, place: int, language: str, found: list[Quantity]) -> int | None:
    """Append the ordinal at `place` and return where to go on, or None where there is none."""
    words = NUMBERS.get(language, NUMBERS["en"])
    word, stop, value = tokens.words[place], place + 1, 0.0
    if word.isdecimal() and tokens.word(stop) in _ENDINGS and tokens.touches(stop) and len(word) < 7:
        value, stop = float(word), stop + 1
    elif word in words.ordinals:
        value = words.ordinals[word]
    else:
        number = read_numeral(tokens, place, language) if word in words.small or word in words.articles else None
        if number is None or number.style != "words" or number.stop - place < 1:
            return None
        following = number.stop + (tokens.word(number.stop) == "-")
        ordinal = words.ordinals.get(tokens.word(following))
        if (
            ordinal is None
            or number.low < 20
            or (number.low % 10 and ordinal < 100)
            or tokens.word(number.stop) in ("and",)
        ):
            return None
        value, stop = number.low + ordinal if ordinal < 100 else number.low * ordinal, following + 1
    after = stop + (tokens.word(stop) == "of")
    after += tokens.word(stop) == "de"
    if labels.is_month(tokens, after, language) or labels.is_month(tokens, place - 1, language):
        return stop
    noun = counted.read_noun(tokens, stop, language, one=True)
    found.append(
        Quantity(
            value,
            value,
            noun.singular if noun else "",
            False,
            noun.phrase if noun else "",
            tokens.starts[place],
            tokens.ends[stop - 1],
            "ordinal",
        )
    )
    return stop


def _read_figure(tokens: Tokens, numeral: Numeral, language: str) -> _Figure | None:
    """Return the number with its sign, currency and unit; None where the number only names something."""
    prefix = read_prefix(tokens, numeral.first)
    numeral = _with_letter(tokens, numeral, prefix)
    unit = read_unit(tokens, numeral.stop, numeral.low, prefix)
    measured = unit is not None
    if labels.is_label(tokens, numeral, measured=measured) and prefix is None:
        return None
    first = prefix.first if prefix else numeral.first
    low, high = numeral.low, numeral.high
    if prefix and unit and unit.kind == "money" and unit.name.partition(" ")[0] in ("USD",) and prefix.code != "USD":
        unit = replace(unit, name=unit.name.replace("USD", prefix.code))
    elif prefix and unit and unit.kind != "money":
        unit = Unit(prefix.code, "money", numeral.stop)
    sign = _sign(tokens, first)
    if sign:
        low, high, first = -high, -low, first - sign
    return _Figure(numeral, low, high, first, unit.stop if unit else numeral.stop, unit, prefix)


def _sign(tokens: Tokens, first: int) -> int:
    """Return how many tokens before `first` make the number negative."""
    before = tokens.word(first - 1)
    if before in _MINUS:
        return 1
    if before == "-" and tokens.word(first - 2) in _MINUS:
        return 2
    if (
        before in ("-", "−", "–")
        and tokens.touches(first)
        and not tokens.touches(first - 1)
        and not tokens.is_number(first - 2)
    ):
        return 1
    return 0


def _with_letter(tokens: Tokens, numeral: Numeral, prefix: Prefix | None) -> Numeral:
    """Read "m", "b", "t" and "mil" after the digits as a magnitude where money stands before or a noun or unit after."""
    word = tokens.word(numeral.stop)
    if numeral.style != "digits" or numeral.scale != 1 or word not in MAGNITUDES:
        return numeral
    after = numeral.stop + 1
    money = prefix is not None or tokens.word(after) in ("dollars", "euros", "pounds", "yen")
    if not (
        money
        or word in ("mil",)
        or (word in ("m", "b") and _is_counted(tokens, after, capital=tokens.raw(numeral.stop).isupper()))
    ):
        return numeral
    if not tokens.touches(numeral.stop) and not tokens.raw(numeral.stop).isupper() and not money:
        return numeral
    factor = MAGNITUDES[word]
    return replace(numeral, low=numeral.low * factor, high=numeral.high * factor, stop=after, scale=factor)


def _is_counted(tokens: Tokens, place: int, *, capital: bool) -> bool:
    """Tell whether a noun that can be counted, or a unit, follows at once: "12m tonnes", "8 B people"."""
    word = tokens.word(place)
    return word.isalpha() and word not in STOPS and (counted.is_plural(word) or (len(word) > 1 and word in MEASURES))


def _read_range(tokens: Tokens, figure: _Figure, language: str) -> _Figure | None:
    """Return the second end of a range that begins with `figure`: "10 to 12", "between 5 and 7", "$3-$5 billion"."""
    if figure.numeral.style in ("vague", "fraction"):
        return None
    place = figure.stop
    sign = tokens.word(place)
    openers, joiner = BETWEEN.get(language, BETWEEN["en"])
    between = sign == joiner and any(tokens.word(figure.first - back) in openers for back in (1, 2, 3))
    dash = sign in _DASHES
    if not (between or dash or sign in RANGE_WORDS.get(language, RANGE_WORDS["en"])):
        return None
    at = place + 1
    at += dash and tokens.word(at) == "to" and tokens.word(at + 1) == "-"
    if sign == "to" and tokens.word(at) == "-":
        at += 1
    elif dash and tokens.word(at) in ("to",):
        at += 1
        at += tokens.word(at) == "-"
    elif sign == "or" and tokens.word(at) == "even":
        return None
    at = _past_currency(tokens, at)
    if at >= len(tokens.words):
        return None
    numeral = read_numeral(tokens, at, language)
    second = (
        _read_figure(tokens, replace_first(numeral), language)
        if numeral is not None and numeral.style in ("digits", "words")
        else None
    )
    if second is None or read_clock(tokens, at) is not None:
        return None
    return second if _makes_range(tokens, figure, second, sign, between=between, language=language) else None


def replace_first(numeral: Numeral) -> Numeral:
    """Return the numeral as it is: the end of a range takes no sign from the dash before it."""
    return numeral


def _past_currency(tokens: Tokens, at: int) -> int:
    """Return the place of the number after a currency sign at `at`."""
    for step in range(3):
        if tokens.is_number(at + step) and step and read_prefix(tokens, at + step):
            return at + step
    return at


def _makes_range(tokens: Tokens, a: _Figure, b: _Figure, sign: str, *, between: bool, language: str) -> bool:
    low, high = a.low, abs(b.high)
    if a.numeral.scale == 1 and b.numeral.scale > 1 and low * b.numeral.scale <= high * 10:
        low *= b.numeral.scale
    if a.unit is not None and b.unit is not None and a.unit.name != b.unit.name:
        return a.unit.kind == b.unit.kind == "money" and b.prefix is None
    if sign == "or" and not (high - low == 1 or a.unit is None and low < high <= 2 * low):
        return False
    if between:
        return True
    if tokens.word(a.first - 1) == "from" and any(tokens.word(a.first - back) in MOVES for back in range(2, 7)):
        return False
    if sign in _DASHES and not tokens.touches(a.stop) and b.unit is None and a.unit is None and low > high:
        return False
    return low < high or (sign in _DASHES and b.numeral.style == "digits" and _is_score(tokens, a, b))


def _is_score(tokens: Tokens, a: _Figure, b: _Figure) -> bool:
    """Tell whether "3-1" is a score: two small numbers, with a word of winning or losing near, or falling."""
    if (
        a.unit
        or b.unit
        or a.prefix
        or max(a.low, abs(b.high)) > 199
        or a.low % 1
        or b.high % 1
        or not tokens.touches(a.stop)
    ):
        return False
    near = tokens.words[max(0, a.first - 8) : a.first] + tokens.words[b.stop : b.stop + 4]
    return a.low >= abs(b.high) or not _SCORES.isdisjoint(near)


def _quantity(
    tokens: Tokens, figure: _Figure, second: _Figure | None, language: str, found: list[Quantity]
) -> tuple[Quantity | None, int]:
    """Return the quantity made of one figure or of the two ends of a range, and where to go on."""
    low, high, unit, stop, first = figure.low, figure.high, figure.unit, figure.stop, figure.first
    scale = figure.numeral.scale
    if second is not None:
        if _is_score(tokens, figure, second):
            return _score(tokens, figure, second), second.stop
        if figure.numeral.scale == 1 and second.numeral.scale > 1 and (low * second.numeral.scale <= abs(second.high)):
            low *= second.numeral.scale
        high, unit, stop = abs(second.high), second.unit or unit, second.stop
        if figure.prefix and unit and second.unit is None:
            unit = figure.unit
        low, high = min(low, high), max(low, high)
        if tokens.word(first - 1) in BETWEEN.get(language, BETWEEN["en"])[0] or tokens.word(first - 1) == "from":
            pass
    aged = _read_age(tokens, figure if second is None else second, first)
    if aged is not None:
        unit, stop, first = aged
    hedge = read_before(tokens, first, language)
    after = read_after(tokens, figure.numeral.stop if second is None else stop)
    stop = max(stop, after.stop)
    if unit is not None and not after.effects and stop != figure.numeral.stop:
        after = read_after(tokens, stop)
        stop = max(stop, after.stop)
    if unit is None and second is None and after.stop > figure.numeral.stop and after.effects:
        unit = read_unit(tokens, after.stop, low)
        stop = unit.stop if unit else stop
    extra = _and_a_half(tokens, stop, unit)
    if extra:
        low, high, stop = low + 0.5, high + 0.5, extra
    return _assemble(tokens, figure, second, (low, high), unit, hedge, after, first, stop, language, scale), stop


def _and_a_half(tokens: Tokens, stop: int, unit: Unit | None) -> int:
    """Return where "and a half" ends after a unit ("three meters and a half"), or 0."""
    if unit is None or unit.kind not in ("measure", "percent") or tokens.words[stop : stop + 3] != ["and", "a", "half"]:
        return 0
    return stop + 3


def _score(tokens: Tokens, a: _Figure, b: _Figure) -> Quantity:
    low, high = sorted((a.low, abs(b.high)))
    return Quantity(low, high, "score", False, "", tokens.starts[a.first], tokens.ends[b.stop - 1], "score")


def _read_age(tokens: Tokens, figure: _Figure, first: int) -> tuple[Unit, int, int] | None:
    """Return the unit, the end and the beginning of an age: "34-year-old", "34 years old", "aged 34", "Ms. Roe, 34,"."""
    place = figure.stop
    name = figure.unit.name if figure.unit else ""
    if name in ("year", "month", "week", "day"):
        old = place + (tokens.word(place) == "-")
        if tokens.word(old) in ("old", "olds"):
            return Unit(name, "age", old + 1), old + 1, first
        if tokens.word(place) == "of" and tokens.word(place + 1) == "age":
            return Unit(name, "age", place + 2), place + 2, first
    if figure.unit is not None or not 0 < figure.high < 125 or figure.numeral.style not in ("digits", "words"):
        return None
    if tokens.word(first - 1) in _AGED or (tokens.word(first - 1) == "of" and tokens.word(first - 2) in _AGED):
        return Unit("year", "age", figure.stop), figure.stop, first
    apposed = (
        tokens.word(first - 1) == "," and tokens.is_capital(first - 2) and tokens.word(figure.stop) in (",", ".", ")")
    )
    if (
        apposed
        and figure.numeral.style == "digits"
        and tokens.words[figure.numeral.first].isdecimal()
        and not tokens.touches(first)
    ):
        return Unit("year", "age", figure.stop), figure.stop, first
    return None


def _assemble(
    tokens: Tokens,
    figure: _Figure,
    second: _Figure | None,
    value: tuple[float, float],
    unit: Unit | None,
    hedge: Hedge,
    after: Hedge,
    first: int,
    stop: int,
    language: str,
    scale: float,
) -> Quantity | None:
    effects = hedge.effects | after.effects
    if unit is not None and is_span_of_time(tokens, hedge, unit.name):
        effects = effects - {"low"}
    if is_reached(tokens, hedge):
        effects = effects - {"high"}
    if figure.numeral.approximate:
        effects = effects | {ABOUT}
    low, high, approximate = bounds(value[0], value[1], frozenset(effects))
    before = hedge.first if hedge.effects else first
    start, end = tokens.starts[first], tokens.ends[stop - 1]
    if unit is not None:
        of = counted.measured(tokens, before, stop) if unit.kind != "age" else ""
        if unit.kind == "measure" and scale > 1 and language == "en" and False:
            return None
        return Quantity(low, high, unit.name, approximate, of, start, end, unit.kind)
    if figure.numeral.style == "fraction":
        return Quantity(low, high, "", approximate, counted.measured(tokens, before, stop), start, end, "fraction")
    noun = counted.read_noun(tokens, stop, language, one=value == (1, 1))
    name, of = counted.describe_count(tokens, before, noun, stop)
    if not name and figure.numeral.style == "vague":
        name, of = "person", of or "people"
    end = tokens.ends[stop - 1]
    return Quantity(low, high, name, approximate, of, start, end, "count")
