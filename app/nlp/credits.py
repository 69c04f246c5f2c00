"""The agency or outlet that an article says it has its report from: in its dateline, by-line or a line at its end."""

import re

from app.nlp.lexicon.origins import AGENCIES
from app.nlp.names import same_name
from app.nlp.speakers.people import is_outlet

_HEAD, _TAIL = 600, 600  # Code points at the beginning and at the end of a text in which it is credited.
_LONGEST_LINE = 90
_DATELINE = re.compile(r"\(([^()\n]{2,40})\)[ ]?(?:--|—|–|-)(?=\s)")
_BYLINE = re.compile(r"^(?:By|Von|Par|Por)[ ]([^\n]{2,60})$", re.MULTILINE)
_SIGNED = re.compile(
    r"^[(\[]?(?:(?:Source|Agency|Credit|Via|Quelle|Fuente)s?[ ]?:[ ]?"
    r"|(?:With|Additional)[ ](?:reporting|material|files|input)[ ](?:by|from)[ ]"
    r"|(?:©|\(c\))[ ]?(?:\d{4}[ ])?|(?:--|—|–|-)[ ]?)([^()\n\[\]]{2,60}?)[.)\]]?$",
    re.MULTILINE | re.IGNORECASE,
)


def find_credit(text: str, author: str | None = None, publisher: str | None = None) -> str | None:
    """Return the agency or outlet that an article is credited to, other than the one that publishes it, or None.

    >>> find_credit("VELDEN, May 3 (Reuters) - The dam broke."), find_credit("The dam broke.\\n\\nSource: Harbour Post")
    ('Reuters', 'Harbour Post')
    >>> find_credit("The dam broke (twice) - the first time in May."), find_credit("By Jane Roe\\nThe dam broke.")
    (None, None)
    """
    head, tail = text[:_HEAD], text[-_TAIL:]
    found = [match[1] for match in _DATELINE.finditer(head)]
    found += [author] if author else []
    found += [match[1] for match in _BYLINE.finditer(head)]
    found += [match[1] for match in _SIGNED.finditer(tail)]
    named = (name.strip().removeprefix("the ").removeprefix("The ") for name in found if len(name) <= _LONGEST_LINE)
    return next((name for name in named if _is_source(name) and not (publisher and same_name(name, publisher))), None)


def _is_source(name: str) -> bool:
    """Tell whether a name is that of an agency or another outlet, and no person's."""
    return (
        name.lower().replace(".", "") in AGENCIES or name.endswith("Agency") or (is_outlet(name) and " by " not in name)
    )
