"""The only room that opens the network: an address in, an answer out, with every guard on the way.

Articles, feeds, webhooks, sign-in providers and language models all go through `get` and `post`: which addresses are
public, how much is taken, how long it may take and which redirects are followed is decided here and nowhere else.
"""

from app.fetch.addresses import DEFAULT_PORTS, Policy
from app.fetch.client import USER_AGENT, get, post, post_form, post_json
from app.fetch.limits import Limits
from app.fetch.manners import Visitor
from app.fetch.wire import Answer

__all__ = [
    "DEFAULT_PORTS",
    "USER_AGENT",
    "Answer",
    "Limits",
    "Policy",
    "Visitor",
    "get",
    "post",
    "post_form",
    "post_json",
]
