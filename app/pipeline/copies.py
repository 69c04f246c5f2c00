"""Which text a copy leads to: the one at the root, whoever said what is a copy of what.

Pure but for writing the rows it is given. Copies count once, so a chain of copies must have one end.
"""

from collections.abc import Mapping

from app.models import Article


def lead_to_roots(copies: Mapping[str, str]) -> dict[str, str | None]:
    """Return for each copy the text at the end of its chain; of a ring, the first in order is the root.

    >>> lead_to_roots({"c": "b", "b": "a"}), lead_to_roots({"a": "b", "b": "a"})
    ({'c': 'a', 'b': 'a'}, {'a': None, 'b': 'a'})
    """
    roots: dict[str, str | None] = {}
    for id in copies:
        chain, at = [id], copies[id]
        while at in copies and at not in chain:
            chain.append(at)
            at = copies[at]
        root = min(chain[chain.index(at) :]) if at in chain else at
        roots[id] = None if root == id else root
    return roots


def apply_copies(articles: Mapping[str, Article]) -> dict[str, str | None]:
    """Let every copy among the articles lead to its root; return what those that are changed led to before."""
    found = {id: article.copy_of for id, article in articles.items() if article.copy_of}
    changed: dict[str, str | None] = {}
    for id, root in lead_to_roots(found).items():
        if articles[id].copy_of != root:
            changed[id] = articles[id].copy_of
            articles[id].copy_of = root
    return changed
