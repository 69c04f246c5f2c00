"""What one statement rejects, negates, doubts or turns into its opposite."""

from collections.abc import Mapping

from app.nlp.features.pairs import CLOSE, LEAST_SHARED, Finding, Pair, find_word, list_common
from app.nlp.lexicon.matching import ANTONYMS, CAUSING, HYPOTHETICAL, TWO_SIDED
from app.nlp.profiles import GROUPS, Profile, Word
from app.nlp.words import word_key

_OPPOSITES: dict[str, frozenset[str]] = {}
for _line in ANTONYMS.strip().split("\n"):
    _a, _b = (word_key(word) for word in _line.split())
    _OPPOSITES[_a] = _OPPOSITES.get(_a, frozenset()) | {_b}
    _OPPOSITES[_b] = _OPPOSITES.get(_b, frozenset()) | {_a}

_TWO_SIDED = frozenset(word_key(word) for line in TWO_SIDED.strip().split("\n") for word in line.split())

_PRIOR_REJECTED = 1.0
_SOME = 0.4
_HALF = 0.55
# How much of what one negates the other has to assert, so that what else the two share doesn't matter.
_ALL = 0.95
# How much has to be met of what is said not to exist, or not to be the cause.
_MOST_OF_THE_THING = 0.6


def one_rejects(pair: Pair) -> Finding | None:
    """One rejects what the other says."""
    found = [_rejected(pair.claim, pair.passage), _rejected(pair.passage, pair.claim)]
    return max(filter(None, found), key=lambda f: f.strength, default=None)


def only_one_rejects(pair: Pair) -> Finding | None:
    """One rejects an account of the matter, the other doesn't speak of rejecting."""
    if bool(pair.claim.rejected) == bool(pair.passage.rejected):
        return None
    rejected = {find_word(pair.claim, k) for k in pair.claim.rejected or pair.passage.rejected}
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
    met = {key: other for key in rejecter.rejected if (other := find_word(asserter, key)) is not None}
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
    if len(said) < (LEAST_SHARED if rejecter.points_back else 1):
        return False
    if rejecter.of_cause:
        return bool(CAUSING & asserter.lemmas)
    if len(asserted) < min(LEAST_SHARED, len(rejecter.rejected)):
        return False
    if rejecter.core and not rejecter.core.intersection(asserted):
        return False
    if rejecter.rejected.keys() - rejecter.party <= rejecter.core and not _says_most_of_it(rejecter, said):
        return False
    thing = [rejecter.rejected[k].weight for k in rejecter.thing if k in rejecter.rejected]
    met = [rejecter.rejected[k].weight for k in rejecter.thing if k in asserted]
    return sum(met) >= _MOST_OF_THE_THING * sum(thing)


def _says_most_of_it(rejecter: Profile, said: list[str]) -> bool:
    """Tell whether what two share is a good part of what one rejects, names apart: the crack, not only the dam."""
    every = {
        key: word.weight for key, word in rejecter.rejected.items() if not word.named and key not in rejecter.party
    }
    return sum(every[key] for key in said) >= _HALF * sum(every.values())


def both_reject(pair: Pair) -> Finding | None:
    """Both reject the same account."""
    mine, others = pair.claim.rejected or pair.claim.turned, pair.passage.rejected or pair.passage.turned
    if not (pair.claim.rejected or pair.passage.rejected):
        return None
    met = {key: other for key in mine if (other := _find_among(others, key)) is not None}
    shared = [k for k in met if not (mine[k].named or others[met[k]].named)]
    if not shared or not (pair.claim.party & pair.passage.party or len(shared) >= LEAST_SHARED):
        return None
    smaller = min(sum(w.weight**2 for w in words.values()) for words in (mine, others))
    strength = sum(mine[k].weight * others[met[k]].weight for k in met) / (smaller + _PRIOR_REJECTED)
    best = sorted(met, key=lambda k: (-mine[k].weight, k))[:4]
    return Finding(strength, ", ".join(mine[k].text for k in best))


def negation_differs(pair: Pair) -> Finding | None:
    """One says that it is so, the other that it is not."""
    if pair.is_thin or pair.claim.rejected or pair.passage.rejected:
        return None
    if pair.likeness < CLOSE or not (pair.claim.is_negative or pair.passage.is_negative):
        return None
    turned = [k for k, (o, _) in pair.shared.items() if pair.claim.words[k].negated != pair.passage.words[o].negated]
    absent = pair.claim.absent | pair.passage.absent
    if not turned or (absent and not any(k in absent or pair.shared[k][0] in absent for k in turned)):
        return None  # What two share of a negative is only where or when.
    weight = sum(pair.claim.words[k].weight for k in turned)
    total = sum(pair.claim.words[k].weight for k in pair.shared if k in turned or not pair.claim.words[k].named)
    denied = sum(w.weight for p in (pair.claim, pair.passage) for w in p.words.values() if w.negated)
    strength = min(weight / total, weight / denied) if total and denied else 0.0
    if denied and weight >= _ALL * denied and len(pair.plain) >= LEAST_SHARED:
        strength = max(strength, _HALF)
    return Finding(strength, ", ".join(pair.claim.words[k].text for k in turned[:3]))


def one_negates(pair: Pair) -> Finding | None:
    """One denies a part of what the other says."""
    if not (pair.claim.is_negative or pair.passage.is_negative):
        return None
    turned = [k for k in pair.said if pair.claim.words[k].negated != pair.passage.words[pair.shared[k][0]].negated]
    weight = sum(pair.claim.words[k].weight for k in turned)
    total = sum(pair.claim.words[k].weight for k in pair.said)
    return Finding(1.0, ", ".join(pair.claim.words[k].text for k in turned[:3])) if weight > _SOME * total else None


def words_are_opposite(pair: Pair) -> Finding | None:
    """They use words that exclude each other."""
    if pair.likeness < CLOSE:
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
    return bool(before and other and list_common(frozenset(before), frozenset(other)))


def _in_front(profile: Profile, key: str) -> list[str]:
    keys = list(profile.words)
    at = keys.index(key)
    return keys[max(0, at - LEAST_SHARED) : at]


def another_began(pair: Pair) -> Finding | None:
    """They say that different ones began it."""
    if not (pair.claim.began and pair.passage.began):
        return None
    for what, mine in pair.claim.began.items():
        others = pair.passage.began.get(what)
        if mine and others and not list_common(mine, others):
            return Finding(1.0, f"{what}: {_told(pair.claim, mine)} / {_told(pair.passage, others)}")
    return None


def one_pleads(pair: Pair) -> Finding | None:
    """One says that somebody did nothing wrong, the other that they did."""
    for plea, charge in ((pair.claim, pair.passage), (pair.passage, pair.claim)):
        if plea.pleads and charge.is_wrong and not (charge.pleads or charge.doubt):
            named = sorted(plea.pleads & charge.words.keys())
            if named:
                return Finding(1.0, " ".join(plea.words[key].text for key in named))
    return None


def _told(profile: Profile, keys: frozenset[str]) -> str:
    return " ".join(word.text for key, word in profile.words.items() if key in keys)


def one_doubts(pair: Pair) -> Finding | None:
    """One doubts what the other says."""
    if bool(pair.claim.doubt) == bool(pair.passage.doubt):
        return None
    return Finding(1.0, pair.claim.doubt or pair.passage.doubt)
