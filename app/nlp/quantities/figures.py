"""One number with what stands right beside it: sign, currency, magnitude letter, unit."""

from dataclasses import dataclass, replace

from app.nlp.lexicon.counted import STOPS
from app.nlp.lexicon.listing import word_set
from app.nlp.lexicon.quantities import MAGNITUDES, MOVES, OUT_OF
from app.nlp.lexicon.units import MEASURES
from app.nlp.quantities import labels, nouns
from app.nlp.quantities.hedges import read_before
from app.nlp.quantities.numerals import Numeral, read_numeral
from app.nlp.quantities.tokens import Tokens
from app.nlp.quantities.units import Prefix, Unit, read_prefix, read_unit

_MINUS = frozenset({"minus", "negative"})
_MINUS_SIGNS = frozenset("-−–")
_MONEY_WORDS = word_set("dollars euros pounds yen dollar euro pound")
_SHARE_OF = 10
_WHOLES = (3, 4, 5, 10, 100)
_PLAYED = frozenset({"games", "matches", "starts", "appearances", "attempts", "seasons", "times"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the tokens from `first` up to `stop`, its value signed, with its unit if it has one."""

    numeral: Numeral
    low: float
    high: float
    first: int
    stop: int
    unit: Unit | None
    prefix: Prefix | None


def read_figure(tokens: Tokens, at: int, language: str) -> Figure | None:
    """Return the figure whose number begins at the token `at`; None where there is none or it only names something."""
    numeral = read_numeral(tokens, at, language) or _read_single(tokens, at, language)
    if numeral is None:
        return None
    numeral = _leading_decimal(tokens, _share_of_a_number(tokens, numeral, language))
    if _is_padded(tokens, numeral):
        return None
    prefix = read_prefix(tokens, numeral.first)
    numeral = _with_letter(tokens, numeral, prefix)
    unit = _unit(tokens, numeral, prefix, language)
    stop = unit.stop if unit else numeral.stop
    if prefix is None and labels.is_label(tokens, numeral, measured=unit is not None):
        return None
    if _runs_on(tokens, stop):
        return None
    unit = _in_prefixed_money(unit, prefix, numeral)
    first = prefix.first if prefix else numeral.first
    sign = _sign(tokens, first)
    low, high = (-numeral.high, -numeral.low) if sign else (numeral.low, numeral.high)
    return Figure(numeral, low, high, first - sign, unit.stop if unit else numeral.stop, unit, prefix)


def _unit(tokens: Tokens, numeral: Numeral, prefix: Prefix | None, language: str) -> Unit | None:
    """Return the unit after a number, past the "de" of "2,5 millones de euros", "2,5 milliards d’euros"."""
    unit = read_unit(tokens, numeral.stop, numeral.low, prefix)
    if unit is not None or numeral.scale == 1 or language not in ("es", "fr"):
        return unit
    if tokens.word(numeral.stop) == "de":
        return read_unit(tokens, numeral.stop + 1, numeral.low)
    elided = tokens.word(numeral.stop) == "d" and tokens.word(numeral.stop + 1) in ("'", "’")
    return read_unit(tokens, numeral.stop + 2, numeral.low) if elided else None


def _read_single(tokens: Tokens, place: int, language: str) -> Numeral | None:
    """Read "a" before a unit as one where a hedge bounds it ("less than a kilometer"), and "a single shot"."""
    if language != "en" or tokens.words[place] not in ("a", "an"):
        return None
    if tokens.word(place + 1) == "single":
        return Numeral(1, 1, place, place + 2, style="words")
    if not read_before(tokens, place, language).effects:
        return None
    unit = read_unit(tokens, place + 1, 1)
    return Numeral(1, 1, place, place + 1, style="words") if unit is not None and unit.kind == "measure" else None


def _share_of_a_number(tokens: Tokens, numeral: Numeral, language: str) -> Numeral:
    """Read "one in five" and "two out of three" as a share."""
    place, value = numeral.stop, numeral.low
    out_of = next((len(p) for p in OUT_OF.get(language, ()) if tuple(tokens.words[place : place + len(p)]) == p), 0)
    if not out_of and not (tokens.word(place) == "in" and value % 1 == 0 and language == "en"):
        return numeral
    whole = place + (out_of or 1)
    if whole >= len(tokens.words) or not (tokens.is_number(whole) or tokens.words[whole].isalpha()):
        return numeral
    below = read_numeral(tokens, whole, language)
    if (
        below is None
        or below.style not in ("digits", "words")
        or not value < below.low <= 1_000_000
        or 1900 <= below.low <= 2100
    ):
        return numeral
    if not out_of and below.low > _SHARE_OF and below.low % 10:
        return numeral
    if not out_of and value != 1 and not (below.low in _WHOLES and _is_shared_out(tokens, below.stop)):
        return numeral
    share = value / below.low
    return Numeral(share, share, numeral.first, below.stop, style="fraction")


def _is_shared_out(tokens: Tokens, stop: int) -> bool:
    """Tell whether a share's whole is a kind of people or things: "two in five voters", not "two in five days"."""
    word = tokens.word(stop)
    return nouns.is_plural(word) and word not in MEASURES and word not in _PLAYED


def _leading_decimal(tokens: Tokens, numeral: Numeral) -> Numeral:
    """Read ".534" as a decimal."""
    point = numeral.first - 1
    if (
        tokens.word(point) != "."
        or not tokens.touches(numeral.first)
        or tokens.touches(point)
        or not tokens.words[numeral.first].isdecimal()
    ):
        return numeral
    value = float(f"0.{int(tokens.words[numeral.first]):0{len(tokens.words[numeral.first])}d}")
    return Numeral(value, value, point, numeral.first + 1)


def _is_padded(tokens: Tokens, numeral: Numeral) -> bool:
    """Tell whether zeros fill the number up, as in codes and telephone numbers ("007")."""
    word = tokens.words[numeral.first]
    return numeral.style == "digits" and len(word) > 1 and word.isdecimal() and word[0] == "0"


def _runs_on(tokens: Tokens, stop: int) -> bool:
    """Tell whether letters or digits run on right after the figure, so that it is part of a code ("9AB8",
    "10:38:07")."""
    if not tokens.touches(stop):
        return False
    word = tokens.words[stop]
    if word == ":":
        return tokens.is_number(stop + 1) and tokens.touches(stop + 1)
    return word[0].isalnum()


def _in_prefixed_money(unit: Unit | None, prefix: Prefix | None, numeral: Numeral) -> Unit | None:
    """Return the currency before the number, with the rate after it; "C$5 dollars" are Canadian."""
    if prefix is None or unit is None:
        return unit
    if unit.kind != "money":
        return Unit(prefix.code, "money", numeral.stop)
    return replace(unit, name=unit.name.replace("USD", prefix.code)) if prefix.code != "USD" else unit


def _sign(tokens: Tokens, first: int) -> int:
    """Return how many tokens before `first` make the number negative."""
    before = tokens.word(first - 1)
    if before in _MINUS:
        return 1
    if before == "-" and tokens.word(first - 2) in _MINUS:
        return 2
    if before not in _MINUS_SIGNS or tokens.word(first - 2).isdecimal():
        return 0
    alone = first == 1 or (tokens.touches(first) and not tokens.touches(first - 1))
    return 1 if alone else 0


def _with_letter(tokens: Tokens, numeral: Numeral, prefix: Prefix | None) -> Numeral:
    """Read "m", "b", "t" and "mil" as a magnitude where money stands before, or a noun or unit follows."""
    word, after = tokens.word(numeral.stop), numeral.stop + 1
    if numeral.style != "digits" or numeral.scale != 1 or word not in MAGNITUDES:
        return numeral
    money = prefix is not None or tokens.word(after) in _MONEY_WORDS
    capital = tokens.raw(numeral.stop).isupper()
    alone = (
        capital and word in ("m", "b", "mm") and not tokens.word(after).isalnum() and not tokens.touches(numeral.stop)
    )
    counts = word in ("m", "b") and _is_counted(tokens, after)
    if not (money or word == "mil" or alone or counts) or not (tokens.touches(numeral.stop) or capital or money):
        return numeral
    factor = MAGNITUDES[word]
    return replace(numeral, low=numeral.low * factor, high=numeral.high * factor, stop=after, scale=factor)


def _is_counted(tokens: Tokens, place: int) -> bool:
    """Tell whether a noun that can be counted, or a unit, follows at once: "12m tonnes", "8 B people"."""
    word = tokens.word(place)
    return word.isalpha() and word not in STOPS and (nouns.is_plural(word) or (len(word) > 1 and word in MEASURES))


def moved_by(tokens: Tokens, first: int) -> bool:
    """Tell whether a word of movement stands right before the figure, which may then be its step."""
    return tokens.word(first - 1) in MOVES or (tokens.word(first - 1) == "by" and tokens.word(first - 2) in MOVES)


def follows_a_move(tokens: Tokens, first: int) -> bool:
    """Tell whether "from" and a word of movement stand before the figure: "rose from 5 to 7" names two figures."""
    return tokens.word(first - 1) == "from" and any(tokens.word(first - back) in MOVES for back in range(2, 7))
