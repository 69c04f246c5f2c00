"""How the word lists of this folder are written down: words with spaces between them, in strings that are easy to
read and compare."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string as a set.

    >>> sorted(word_set("rain snow hail"))
    ['hail', 'rain', 'snow']
    """
    return frozenset(words.split())
