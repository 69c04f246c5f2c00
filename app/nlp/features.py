"""The statements that a judgement is made of: each looks at two statements of news and says one thing about them.

The first line of a feature's docstring is the sentence that a reviewer reads; what it rests on follows a colon.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from app.nlp.dates import DateSpan, compare_dates
from app.nlp.lazy import lazy
from app.nlp.lexicon.matching import ANTONYMS, CAUSING, HYPOTHETICAL, MEASURES, SUPPOSING, TWO_SIDED
from app.nlp.names import same_name
from app.nlp.profiles import GROUPS, Account, Profile, Word
from app.nlp.quantities import Agreement, Quantity
from app.nlp.quantities.comparing import PairedFigures, pair_figures
from app.nlp.quantities.sameness import fates
from app.nlp.quantities.wording import amount, figure
from app.nlp.words import lemmatize, word_key

_OPPOSITES: dict[str, frozenset[str]] = {}
for _line in ANTONYMS.strip().split("\n"):
    _a, _b = (word_key(word) for word in _line.split())
    _OPPOSITES[_a] = _OPPOSITES.get(_a, frozenset()) | {_b}
    _OPPOSITES[_b] = _OPPOSITES.get(_b, frozenset()) | {_a}

# What two statements have to have in common besides one plain word, and how much that one has to tell.
_ALIKE = 0.3
_RARE = 1.4
# From what weight on a word by itself says what there was none of.
_TELLING = 0.5
_MEASURES = frozenset(map(word_key, MEASURES))

_TWO_SIDED = frozenset(word_key(word) for line in TWO_SIDED.strip().split("\n") for word in line.split())

# From what share on one statement is contained in another.
_CONTAINED = 0.6
# Below this, what two share is too little for that, however it is shared out: seen at once, as with most pairs.
_HARDLY_CONTAINED = _CONTAINED - 0.01
_SYNONYM = 0.8
_PRIOR_REJECTED = 1.0
_SOME = 0.4
# A figure so large, of one unit, is hardly in two reports by chance.
_LARGE = 100.0
# Figures of so many digits that aren't nought.
_DIGITS = 3
_CASUALTIES = frozenset(("killed", "wounded", "missing"))
# How much has to be met of what is said not to exist, or not to be the cause.
_MOST_OF_THE_THING = 0.6
# Opposite words, dates, bare counts or a "not" exclude each other only where nearly everything else is the same.
_OPPOSITE = 0.2
_LEAST_SHARED = 2
_FEW_DAYS = timedelta(days=3)


@dataclass(frozen=True)
class Pair:
    """A claim and a passage of another article; `alike` is how like they are where that is known already."""

    claim: Profile
    passage: Profile
    alike: float | None = None

    @lazy
    def shared(self) -> dict[str, tuple[str, float]]:
        """Return the claim's words that the passage has too: stem -> the passage's stem, and how well they meet."""
        met, words, groups = {}, self.passage.words, self.passage.groups
        common = self.claim.groups.keys() & groups.keys()
        for key in self.claim.words:
            if key in words:
                met[key] = (key, 1.0)
            elif common and key in GROUPS and (shared := GROUPS[key] & common):
                met[key] = (groups[min(shared)], _SYNONYM)
        return met

    @lazy
    def met(self) -> frozenset[str]:
        """Return the passage's words that the claim has too."""
        return frozenset(other for other, _ in self.shared.values())

    @lazy
    def said(self) -> list[str]:
        """Return the words that both share and that don't only tell who said it."""
        claim, passage = self.claim.words, self.passage.words
        return [k for k, (o, _) in self.shared.items() if not (claim[k].told or passage[o].told)]

    @lazy
    def likeness(self) -> float:
        """Return how like the two are, 0.0-1.0."""
        return find_likeness(self.claim, self.passage) if self.alike is None else self.alike

    @lazy
    def substance(self) -> float:
        """Return how much of what the two share says what happened, not only who spoke of it, 0.0-1.0."""
        if len(self.said) == len(self.shared) and self.likeness:
            return 1.0
        claim = self.claim.weights
        every = sum(claim[k] ** 2 for k in self.shared)
        said = sum(claim[k] ** 2 for k in self.said)
        return said / every if every else 0.0

    @lazy
    def is_thin(self) -> bool:
        """Tell whether the two share a single word, or names and nothing that is said of them."""
        if len(self.plain) == _LEAST_SHARED - 1 and self.likeness >= _ALIKE:
            return self.claim.words[self.plain[0]].weight < _RARE
        return len(self.plain) < _LEAST_SHARED

    @lazy
    def plain(self) -> list[str]:
        """Return the words that both share and that tell something without being names."""
        claim, passage = self.claim.words, self.passage.words
        named = {k for k in self.said if claim[k].named or passage[self.shared[k][0]].named}
        return [k for k in self.said if k not in named and claim[k].weight >= _TELLING]

    @lazy
    def figures(self) -> list[PairedFigures]:
        """Return the figures of the two that can be compared, each used once."""
        if not (self.claim.statement.quantities and self.passage.statement.quantities):
            return []
        return pair_figures(self.claim.statement.quantities, self.passage.statement.quantities)

    def denies(self, found: PairedFigures) -> bool:
        """Tell whether one of the two says that there were never so many."""
        return (found.a in self.claim.denied_figures) != (found.b in self.passage.denied_figures)


def find_likeness(claim: Profile, passage: Profile) -> float:
    """Return the cosine of two bags of words, 0.0-1.0, shrunk where there are few; a synonym counts a little less."""
    others, groups = passage.weights, passage.groups
    synonyms = claim.groups.keys() & groups.keys()
    common = 0.0
    for key, weight in claim.weights.items():
        if key in others:
            common += weight * others[key]
        elif synonyms and key in GROUPS and (shared := GROUPS[key] & synonyms):
            common += weight * others[groups[min(shared)]] * _SYNONYM
    return common / math.sqrt(claim.mass * passage.mass)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a feature found: how strongly (0.0-1.0), the words and numbers that it rests on, and these in brief."""

    strength: float
    detail: str
    brief: str = ""


Feature = Callable[[Pair], Finding | None]


def explain(feature: Feature, finding: Finding) -> str:
    """Return the sentence that a reviewer reads."""
    sentence = (feature.__doc__ or "").split("\n", 1)[0].rstrip(".")
    return f"{sentence}: {finding.detail}." if finding.detail else f"{sentence}."


def words_agree(pair: Pair) -> Finding | None:
    """Both use the same words."""
    if not pair.said:
        return None
    best = sorted(pair.said, key=lambda k: (-pair.claim.words[k].weight, k))[:4]
    told = [_both(pair.claim.words[k].text, pair.passage.words[pair.shared[k][0]].text) for k in best]
    return Finding(min(1.0, pair.likeness), ", ".join(told))


def _both(a: str, b: str) -> str:
    return a if a.lower() == b.lower() else f"{a} / {b}"


def words_are_contained(pair: Pair) -> Finding | None:
    """One says all that the other says."""
    if len(pair.said) <= _LEAST_SHARED:
        return None
    best = max(_contained(pair.claim, pair.shared), _contained(pair.passage, pair.met))
    if best < _CONTAINED or not pair.plain:
        return None
    agreeing = words_agree(pair)
    return Finding(best, agreeing.detail) if agreeing else None


def _contained(profile: Profile, keys: Collection[str]) -> float:
    """Return how much of what one says the other says too, names and the rest by themselves, 0.0-1.0."""
    weights = profile.weights
    if sum([weights[key] ** 2 for key in keys]) < _HARDLY_CONTAINED * profile.tells:
        return 0.0
    every = [(word.weight**2, key in keys, word.named) for key, word in profile.words.items()]
    plain = [(weight, met) for weight, met, named in every if not named]
    return min(_share([(weight, met) for weight, met, _ in every]), _share(plain))


def _share(weighed: Sequence[tuple[float, bool]]) -> float:
    total = sum(weight for weight, _ in weighed)
    return sum(weight for weight, met in weighed if met) / total if total else 0.0


def quotation_is_shared(pair: Pair) -> Finding | None:
    """Both quote the same words."""
    common = pair.claim.quoted and pair.claim.quoted & pair.passage.quoted
    if not common:
        return None
    return Finding(len(common) / min(len(pair.claim.quoted), len(pair.passage.quoted)), f"“{' '.join(min(common))} …”")


def speaker_is_shared(pair: Pair) -> Finding | None:
    """Both have it from the same speaker."""
    a, b = pair.claim.statement.speaker, pair.passage.statement.speaker
    return Finding(1.0, a) if a and b and same_name(a, b) else None


def figures_agree(pair: Pair) -> Finding | None:
    """Their figures agree."""
    agreeing = [f for f in _agreeing(pair) if not pair.denies(f)]
    close = pair.likeness >= _OPPOSITE and not pair.is_thin
    same = [f for f in agreeing if f.shared or close or _is_peculiar(f, pair) or _has_one_fate(f)]
    told = dict.fromkeys(f.comparison.because for f in same)
    return Finding(1.0, "; ".join(list(told)[:3])) if same else None


def figure_is_peculiar(pair: Pair) -> Finding | None:
    """They share a figure that tells much."""
    same = [f for f in _agreeing(pair) if not pair.denies(f) and (_is_peculiar(f, pair) or _has_one_fate(f))]
    return Finding(1.0, same[0].comparison.because) if same else None


def _is_peculiar(found: PairedFigures, pair: Pair) -> bool:
    """Tell whether two reports of one thing hardly share a figure by chance, so exact is it: "45.1 percent"."""
    value = found.a.low
    if value is None or not pair.said or not value == found.a.high == found.b.low == found.b.high:
        return False
    digits = len(f"{value:g}".strip("0").replace(".", ""))
    exact = digits >= _DIGITS or (digits == _DIGITS - 1 and value != int(value))
    return exact or (bool(pair.plain) and (digits == _DIGITS - 1 or found.a.kind == "measure"))


def _has_one_fate(found: PairedFigures) -> bool:
    """Tell whether two figures count the same victims: "the death toll rose to 31", "31 people died"."""
    fate = fates(found.a.of)
    return bool(fate & _CASUALTIES) and fate == fates(found.b.of) and found.a.low == found.b.low


def _agreeing(pair: Pair) -> list[PairedFigures]:
    return [f for f in pair.figures if f.comparison.agreement is Agreement.AGREE and _tells(f.a) and _tells(f.b)]


def figure_is_denied(pair: Pair) -> Finding | None:
    """One says that there were never so many."""
    if not (pair.claim.denied_figures or pair.passage.denied_figures):
        return None
    for found in _agreeing(pair):
        large = found.a.unit == found.b.unit and (found.a.low or 0.0) >= _LARGE
        if pair.denies(found) and (found.shared or large):
            return Finding(1.0, amount(found.a), f"{amount(found.a)} against never so many")
    return None


def _tells(quantity: Quantity) -> bool:
    """Tell whether a figure says something by itself: "one" and "the first" are in every other sentence."""
    return quantity.kind != "ordinal" and not quantity.low == quantity.high == 1


def figures_differ(pair: Pair) -> Finding | None:
    """Their figures can't both be right."""
    differing = [f for f in pair.figures if f.comparison.agreement is Agreement.DIFFER and not pair.denies(f)]
    for found in differing:
        fate, other = fates(found.a.of), fates(found.b.of)
        if fate == other and (fate or (found.shared and pair.likeness >= _OPPOSITE)):
            return Finding(1.0, found.comparison.because, f"{figure(found.a)} against {amount(found.b)}")
    return Finding(0.4, differing[0].comparison.because) if differing else None


def figures_count_others(pair: Pair) -> Finding | None:
    """Their figures count different things."""
    if pair.figures:
        return None
    mine, others = ([q for q in p.statement.quantities if _tells(q)] for p in (pair.claim, pair.passage))
    for a, b in product(mine, others):
        one, other = fates(a.of), fates(b.of)
        clash = bool(one and other) or bool((one | other) & _CASUALTIES and not _speaks_of(pair, one | other))
        if clash and not one & other:
            return Finding(1.0, f"{_counted(a, one)}, {_counted(b, other)}")
    return None


def _counted(quantity: Quantity, fate: Set[str]) -> str:
    return " and ".join(sorted(fate)) or amount(quantity)


def _speaks_of(pair: Pair, fate: Set[str]) -> bool:
    """Tell whether both name what happened to those whom only one counts."""
    keys = {word_key(lemmatize(one)) for one in sorted(fate)}
    return all(any(_find(p, key) for key in keys) for p in (pair.claim, pair.passage))


def dates_differ(pair: Pair) -> Finding | None:
    """They date it differently."""
    if pair.likeness < _OPPOSITE:
        return None
    mine, others = (list(filter(_is_exact, p.statement.dates)) for p in (pair.claim, pair.passage))
    compared = [compare_dates(a, b) for a in mine for b in others]
    if compared and all(c.agreement is Agreement.DIFFER for c in compared):
        return Finding(1.0, compared[0].because)
    return None


def _is_exact(day: DateSpan) -> bool:
    """Tell whether a date is a day or a few: longer ones may well speak of different things."""
    return day.first is not None and day.last is not None and day.last - day.first <= _FEW_DAYS


def times_differ(pair: Pair) -> Finding | None:
    """They speak of different times."""
    a, b = pair.claim.background, pair.passage.background
    if a is None and b is None:
        return None
    if a is not None and b is not None:
        if not (a.first and b.first):
            return None
        compared = compare_dates(a, b)
        return Finding(1.0, compared.because) if compared.agreement is Agreement.DIFFER else None
    # Figures of one thing that agree outweigh it: a report may well say when what it counts began.
    return None if figures_agree(pair) else Finding(1.0, "one of them looks back")


def one_is_hypothetical(pair: Pair) -> Finding | None:
    """One tells what happened, the other what may or would happen."""
    return Finding(1.0, "") if pair.claim.is_hypothetical != pair.passage.is_hypothetical else None


def one_rejects(pair: Pair) -> Finding | None:
    """One rejects what the other says."""
    found = [_rejected(pair.claim, pair.passage), _rejected(pair.passage, pair.claim)]
    return max(filter(None, found), key=lambda f: f.strength, default=None)


def causes_agree(pair: Pair) -> Finding | None:
    """Both name the same cause or origin."""
    if pair.claim.is_hypothetical != pair.passage.is_hypothetical:
        return None
    return _same_cause(pair.claim, pair.claim.accounts, pair.passage, pair.passage.accounts)


def cause_is_rejected(pair: Pair) -> Finding | None:
    """One says that the cause or origin was not what the other names."""
    for rejecter, asserter in ((pair.claim, pair.passage), (pair.passage, pair.claim)):
        if not (asserter.doubt or asserter.denied_accounts or SUPPOSING & asserter.lemmas):
            found = _same_cause(rejecter, rejecter.denied_accounts, asserter, asserter.accounts)
            if found:
                return found
    return None


def same_cause_is_questioned(pair: Pair) -> Finding | None:
    """Both call the same cause into question."""
    claim, passage = _questioned(pair.claim), _questioned(pair.passage)
    return _same_cause(pair.claim, claim, pair.passage, passage)


def effects_differ(pair: Pair) -> Finding | None:
    """They name one cause of different things."""
    if not (pair.claim.accounts and pair.passage.accounts):
        return None
    common = [(a, b) for a, b in product(pair.claim.accounts, pair.passage.accounts) if _meeting(a.cause, b.cause)]
    if not common or causes_agree(pair):
        return None
    apart = [(a, b) for a, b in common if a.effect and b.effect]
    return Finding(1.0, "") if apart else None


def cause_is_touched(pair: Pair) -> Finding | None:
    """Both speak of the same cause or origin."""
    every = [p.accounts + p.denied_accounts for p in (pair.claim, pair.passage)]
    return _same_cause(pair.claim, every[0], pair.passage, every[1])


def _questioned(profile: Profile) -> tuple[Account, ...]:
    return profile.denied_accounts or (profile.accounts if profile.doubt else ())


def _same_cause(
    claim: Profile, mine: tuple[Account, ...], passage: Profile, others: tuple[Account, ...]
) -> Finding | None:
    """Return what two statements both name as a cause, where it can be the cause of one thing."""
    if not (mine and others):
        return None
    for a, b in product(mine, others):
        shared = _meeting(a.cause, b.cause)
        if shared and (not (a.effect and b.effect) or set(_meeting(a.effect, b.effect)) - _MEASURES):
            return Finding(1.0, ", ".join(_text(claim, passage, key) for key in shared))
    return None


def _meeting(mine: frozenset[str], others: frozenset[str]) -> list[str]:
    """Return the words of one side that the other has too, or a synonym of them."""
    groups = {group for key in others for group in GROUPS.get(key, ())}
    return sorted(key for key in mine if key in others or groups & GROUPS.get(key, frozenset()))


def _text(claim: Profile, passage: Profile, key: str) -> str:
    word = claim.words.get(key) or passage.words.get(key)
    return word.text if word else key


def both_reject(pair: Pair) -> Finding | None:
    """Both reject the same account."""
    mine, others = pair.claim.rejected or pair.claim.turned, pair.passage.rejected or pair.passage.turned
    if not (pair.claim.rejected or pair.passage.rejected):
        return None
    met = {key: other for key in mine if (other := _find_among(others, key)) is not None}
    shared = [k for k in met if not (mine[k].named or others[met[k]].named)]
    if not shared or not (pair.claim.party & pair.passage.party or len(shared) >= _LEAST_SHARED):
        return None
    smaller = min(sum(w.weight**2 for w in words.values()) for words in (mine, others))
    strength = sum(mine[k].weight * others[met[k]].weight for k in met) / (smaller + _PRIOR_REJECTED)
    best = sorted(met, key=lambda k: (-mine[k].weight, k))[:4]
    return Finding(strength, ", ".join(mine[k].text for k in best))


def both_negate(pair: Pair) -> Finding | None:
    """Both say that there was none."""
    if not (pair.claim.absent and pair.passage.absent):
        return None
    words = pair.claim.words
    shared = [k for k in _meeting(pair.claim.absent, pair.passage.absent) if k in words and words[k].weight >= _TELLING]
    return Finding(1.0, ", ".join(words[k].text for k in shared[:3])) if shared else None


def only_one_rejects(pair: Pair) -> Finding | None:
    """One rejects an account of the matter, the other doesn't speak of rejecting."""
    if bool(pair.claim.rejected) == bool(pair.passage.rejected):
        return None
    rejected = {_find(pair.claim, k) for k in pair.claim.rejected or pair.passage.rejected}
    weighed = [(pair.claim.words[k].weight, k in rejected) for k in pair.said]
    inside = sum(weight for weight, among in weighed if among)
    return Finding(1.0, "") if inside >= 0.5 * sum(weight for weight, _ in weighed) else None


def _rejected(rejecter: Profile, asserter: Profile) -> Finding | None:
    """Return how much of what one rejects the other asserts; who rejects it must be somebody that it speaks of."""
    if not rejecter.rejected:
        return None
    if rejecter.denied_accounts or asserter.rejected or asserter.doubt or _only_supposes(asserter, rejecter):
        return None
    if rejecter.party and not rejecter.party & asserter.words.keys():
        return None
    met = {key: other for key in rejecter.rejected if (other := _find(asserter, key)) is not None}
    asserted = [k for k, o in met.items() if not asserter.words[o].told and not asserter.words[o].negated]
    if not _is_the_matter(rejecter, asserter, asserted):
        return None
    total = sum(w.weight**2 for w in rejecter.rejected.values())
    strength = sum(rejecter.rejected[k].weight ** 2 for k in asserted) / (total + _PRIOR_REJECTED)
    best = sorted(asserted, key=lambda k: (-rejecter.rejected[k].weight, k))[:4]
    return Finding(strength, ", ".join(rejecter.rejected[k].text for k in best))


def _only_supposes(asserter: Profile, rejecter: Profile) -> bool:
    """Tell whether a statement is about what may happen; a warning is a fact where a warning is what is rejected."""
    supposing = HYPOTHETICAL & asserter.lemmas
    return any(_find_among(rejecter.rejected, word_key(lemma)) is None for lemma in supposing)


def _find_among(words: Mapping[str, Word], key: str) -> str | None:
    """Return the key under which some words have a word or a synonym of it."""
    groups = GROUPS.get(key, frozenset())
    return next((k for k in words if k == key or groups & GROUPS.get(k, frozenset())), None)


def _is_the_matter(rejecter: Profile, asserter: Profile, asserted: list[str]) -> bool:
    """Tell whether the words that two share are the proposition that one rejects, not only what it is about."""
    said = [k for k in asserted if not rejecter.rejected[k].named and k not in rejecter.party]
    if len(said) < (_LEAST_SHARED if rejecter.points_back else 1):
        return False
    if rejecter.of_cause:
        return bool(CAUSING & asserter.lemmas)
    if len(asserted) < min(_LEAST_SHARED, len(rejecter.rejected)):
        return False
    if rejecter.core and not rejecter.core.intersection(asserted):
        return False
    thing = [rejecter.rejected[k].weight for k in rejecter.thing if k in rejecter.rejected]
    met = [rejecter.rejected[k].weight for k in rejecter.thing if k in asserted]
    return sum(met) >= _MOST_OF_THE_THING * sum(thing)


def one_only_warns(pair: Pair) -> Finding | None:
    """One tells what happened, the other warns of it."""
    return Finding(1.0, "") if pair.claim.is_feared != pair.passage.is_feared else None


def negation_differs(pair: Pair) -> Finding | None:
    """One says that it is so, the other that it is not."""
    if pair.likeness < _OPPOSITE or not (pair.claim.is_negative or pair.passage.is_negative):
        return None
    turned = [k for k, (o, _) in pair.shared.items() if pair.claim.words[k].negated != pair.passage.words[o].negated]
    if not turned:
        return None
    weight = sum(pair.claim.words[k].weight for k in turned)
    total = sum(pair.claim.words[k].weight for k in pair.shared if k in turned or not pair.claim.words[k].named)
    denied = sum(w.weight for p in (pair.claim, pair.passage) for w in p.words.values() if w.negated)
    strength = min(weight / total, weight / denied) if total and denied else 0.0
    return Finding(strength, ", ".join(pair.claim.words[k].text for k in turned[:3]))


def one_negates(pair: Pair) -> Finding | None:
    """One denies a part of what the other says."""
    if not (pair.claim.is_negative or pair.passage.is_negative):
        return None
    turned = [k for k in pair.said if pair.claim.words[k].negated != pair.passage.words[pair.shared[k][0]].negated]
    weight = sum(pair.claim.words[k].weight for k in turned)
    total = sum(pair.claim.words[k].weight for k in pair.said)
    return Finding(1.0, ", ".join(pair.claim.words[k].text for k in turned[:3])) if weight > _SOME * total else None


def _find(profile: Profile, key: str) -> str | None:
    """Return the key under which a profile has a word or a synonym of it."""
    if key in profile.words:
        return key
    group = next((g for g in sorted(GROUPS.get(key, ())) if g in profile.groups), None)
    return profile.groups[group] if group is not None else None


def words_are_opposite(pair: Pair) -> Finding | None:
    """They use words that exclude each other."""
    if pair.likeness < _OPPOSITE:
        return None
    for key in sorted(pair.claim.words.keys() & _OPPOSITES.keys()):
        for opposite in sorted(_OPPOSITES.get(key, ())):
            if opposite in pair.passage.words and opposite not in pair.claim.words and key not in pair.passage.words:
                if key in _TWO_SIDED and not _has_one_subject(pair, key, opposite):
                    continue
                return Finding(1.0, f"{pair.claim.words[key].text} / {pair.passage.words[opposite].text}")
    return None


def _has_one_subject(pair: Pair, key: str, opposite: str) -> bool:
    """Tell whether one and the same wins here and loses there: the words in front of the two verbs meet."""
    before, other = _in_front(pair.claim, key), _in_front(pair.passage, opposite)
    return bool(before and other and _meeting(frozenset(before), frozenset(other)))


def _in_front(profile: Profile, key: str) -> list[str]:
    keys = list(profile.words)
    at = keys.index(key)
    return keys[max(0, at - _LEAST_SHARED) : at]


def one_doubts(pair: Pair) -> Finding | None:
    """One doubts what the other says."""
    if bool(pair.claim.doubt) == bool(pair.passage.doubt):
        return None
    return Finding(1.0, pair.claim.doubt or pair.passage.doubt)


FEATURES: tuple[Feature, ...] = (
    words_agree,
    quotation_is_shared,
    speaker_is_shared,
    figures_agree,
    figure_is_peculiar,
    figures_differ,
    figure_is_denied,
    figures_count_others,
    dates_differ,
    times_differ,
    one_only_warns,
    one_is_hypothetical,
    words_are_opposite,
    only_one_rejects,
    one_rejects,
    causes_agree,
    cause_is_rejected,
    same_cause_is_questioned,
    cause_is_touched,
    both_reject,
    both_negate,
    effects_differ,
    negation_differs,
    one_negates,
    one_doubts,
)
