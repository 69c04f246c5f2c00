"""What two statements say in the same words, and by whose mouth."""

from collections.abc import Collection, Sequence

from app.nlp.features.pairs import LEAST_SHARED, TELLING, Finding, Pair, list_common
from app.nlp.names import same_name
from app.nlp.profiles import Profile

# From what share on one statement is contained in another.
_CONTAINED = 0.6
# How much of what either says there was none of both have to name.
_HALF_ABSENT = 0.45
# How much a single word has to tell that somebody heard or saw.
_TELLS_MUCH = 1.0
# Below this, what two share is too little for that, however it is shared out: seen at once, as with most pairs.
_HARDLY_CONTAINED = _CONTAINED - 0.01


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
    if len(pair.said) <= LEAST_SHARED:
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


def both_negate(pair: Pair) -> Finding | None:
    """Both say that there was none."""
    if not (pair.claim.absent and pair.passage.absent):
        return None
    words = pair.claim.words
    shared = [
        k for k in list_common(pair.claim.absent, pair.passage.absent) if k in words and words[k].weight >= TELLING
    ]
    most = max(_says_absent(pair.claim), _says_absent(pair.passage))
    if not shared or sum(words[k].weight for k in shared) < _HALF_ABSENT * most:
        return None
    return Finding(1.0, ", ".join(words[k].text for k in shared[:3]))


def _says_absent(profile: Profile) -> float:
    """Return how much a statement says that there was none of."""
    return sum(profile.words[key].weight for key in sorted(profile.absent) if key in profile.words)


def one_witnesses(pair: Pair) -> Finding | None:
    """One tells of what somebody heard or saw of what the other reports."""
    if not (pair.claim.perceived or pair.passage.perceived):
        return None
    words, others = pair.claim.words, pair.passage.words
    seen = [
        k
        for k in pair.plain
        if (k in pair.claim.perceived or pair.shared[k][0] in pair.passage.perceived)
        and words[k].weight >= _TELLS_MUCH
        and not (words[k].negated or others[pair.shared[k][0]].negated)
    ]
    return Finding(1.0, ", ".join(words[k].text for k in seen[:3])) if seen else None


def one_saw_what_was_not(pair: Pair) -> Finding | None:
    """One tells of what somebody heard or saw, the other says that there was none."""
    for witness, denier in ((pair.claim, pair.passage), (pair.passage, pair.claim)):
        if not (witness.perceived and denier.absent) or witness.is_negative:
            continue
        seen = [k for k in list_common(denier.absent, witness.perceived) if k in denier.words]
        if seen and sum(denier.words[k].weight for k in seen) >= _HALF_ABSENT * _says_absent(denier):
            return Finding(1.0, ", ".join(denier.words[k].text for k in seen))
    return None


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
