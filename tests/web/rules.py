"""Who may use which address: one line for each, which `test_access.py` tries out. A new route needs a line here."""

from enum import StrEnum

from app.vocabulary import Role


class Open(StrEnum):
    """Rules of addresses that belong to no story, or to whoever has the link."""

    ANYONE = "anyone, signed in or not"
    SIGNED_IN = "whoever is signed in"
    OWNER = "the owner of the installation"
    SHARED = "the story's members, and anyone once it is published"


# The role is the least that the story of the address asks for.
RULES: dict[str, Role | Open] = {
    "GET /healthz": Open.ANYONE,
    "GET /readyz": Open.ANYONE,
    "GET /metrics": Open.ANYONE,
    "GET /help": Open.ANYONE,
    "GET /sign-in": Open.ANYONE,
    "GET /sign-in/{token}": Open.ANYONE,
    "POST /sign-in/{token}": Open.ANYONE,
    "POST /sign-out": Open.ANYONE,
    "POST /sign-in": Open.ANYONE,
    "GET /join/{token}": Open.ANYONE,
    "POST /join/{token}": Open.ANYONE,
    "GET /provider/start": Open.ANYONE,
    "GET /provider/back": Open.ANYONE,
    "GET /account": Open.SIGNED_IN,
    "POST /account/password": Open.SIGNED_IN,
    "POST /account/browsers/{mark}/end": Open.SIGNED_IN,
    "GET /invitations": Open.SIGNED_IN,
    "POST /invitations": Open.SIGNED_IN,
    "POST /invitations/{invitation_id}/revoke": Open.SIGNED_IN,
    "GET /people": Open.OWNER,
    "POST /people/{person_id}/disable": Open.OWNER,
    "POST /people/{person_id}/enable": Open.OWNER,
    "POST /people/{person_id}/owner": Open.OWNER,
    "GET /": Open.SIGNED_IN,
    "POST /stories": Open.SIGNED_IN,
    "GET /stories/{slug}": Role.VIEWER,
    "GET /stories/{slug}/sources": Role.VIEWER,
    "GET /stories/{slug}/history": Role.VIEWER,
    "GET /stories/{slug}/settings": Role.EDITOR,
    "POST /stories/{slug}/rename": Role.EDITOR,
    "POST /stories/{slug}/counting": Role.EDITOR,
    "POST /stories/{slug}/publish": Role.EDITOR,
    "POST /stories/{slug}/unpublish": Role.EDITOR,
    "POST /stories/{slug}/archive": Role.EDITOR,
    "POST /stories/{slug}/restore": Role.EDITOR,
    "GET /stories/{slug}/members": Role.EDITOR,
    "POST /stories/{slug}/members": Role.EDITOR,
    "POST /stories/{slug}/members/{person_id}": Role.EDITOR,
    "GET /stories/{slug}/articles": Role.VIEWER,
    "POST /stories/{slug}/articles": Role.EDITOR,
    "POST /stories/{slug}/articles/paste": Role.EDITOR,
    "GET /articles/{article_id}": Role.VIEWER,
    "GET /articles/{article_id}/edit": Role.EDITOR,
    "POST /articles/{article_id}/edit": Role.EDITOR,
    "GET /articles/{article_id}/original": Role.VIEWER,
    "GET /imports/{job_id}": Role.VIEWER,
    "POST /imports/{job_id}/stop": Role.EDITOR,
    "GET /stories/{slug}/export": Role.VIEWER,
    "GET /stories/{slug}/claims.{form}": Role.VIEWER,
    "GET /stories/{slug}/evidence.{form}": Role.VIEWER,
    "GET /stories/{slug}/claims": Role.VIEWER,
    "GET /stories/{slug}/review": Role.REVIEWER,
    "GET /stories/{slug}/review/{claim_id}": Role.REVIEWER,
    "POST /stories/{slug}/review/{claim_id}": Role.REVIEWER,
    "POST /stories/{slug}/review/{claim_id}/skip": Role.REVIEWER,
    "POST /stories/{slug}/review/{claim_id}/release": Role.REVIEWER,
    "POST /stories/{slug}/review/{claim_id}/hold": Role.REVIEWER,
    "POST /stories/{slug}/undo": Role.REVIEWER,
    "POST /excerpts/{excerpt_id}": Role.REVIEWER,
    "POST /stories/{slug}/review/{claim_id}/here": Role.REVIEWER,
    "GET /stories/{slug}/counts": Role.VIEWER,
    "GET /c/{claim_id}/comments": Role.VIEWER,
    "GET /claims/{claim_id}/discard": Role.EDITOR,
    "GET /claims/{claim_id}/edit": Role.REVIEWER,
    "GET /claims/{claim_id}/merge": Role.EDITOR,
    "GET /claims/{claim_id}/split": Role.EDITOR,
    "GET /inbox": Open.SIGNED_IN,
    "GET /stories/{slug}/adjudication": Role.EDITOR,
    "GET /stories/{slug}/adjudication/{claim_id}": Role.EDITOR,
    "POST /c/{claim_id}/comments": Role.REVIEWER,
    "POST /c/{claim_id}/tags": Role.REVIEWER,
    "POST /claims/{claim_id}/discard": Role.EDITOR,
    "POST /claims/{claim_id}/edit": Role.REVIEWER,
    "POST /claims/{claim_id}/merge": Role.EDITOR,
    "POST /claims/{claim_id}/restore": Role.EDITOR,
    "POST /claims/{claim_id}/split": Role.EDITOR,
    "POST /comments/{comment_id}/reopen": Role.REVIEWER,
    "POST /comments/{comment_id}/resolve": Role.REVIEWER,
    "POST /comments/{comment_id}/withdraw": Role.REVIEWER,
    "POST /inbox/read": Open.SIGNED_IN,
    "POST /inbox/{comment_id}": Role.VIEWER,
    "POST /stories/{slug}/adjudication/{claim_id}": Role.EDITOR,
    "POST /stories/{slug}/articles/addresses": Role.EDITOR,
    "POST /stories/{slug}/claims/bulk": Role.REVIEWER,
    "POST /stories/{slug}/claims/bulk/{change}": Role.REVIEWER,
    "POST /stories/{slug}/judge": Role.EDITOR,
    "POST /stories/{slug}/reviews": Role.EDITOR,
    "POST /stories/{slug}/views": Role.VIEWER,
    "POST /views/{view_id}/delete": Role.VIEWER,
    "GET /articles/{article_id}/add": Role.REVIEWER,
    "GET /articles/{article_id}/copy": Role.EDITOR,
    "GET /excerpts/{excerpt_id}/edit": Role.REVIEWER,
    "GET /stories/{slug}/agreement": Role.VIEWER,
    "GET /stories/{slug}/corrections.{form}": Role.VIEWER,
    "POST /articles/{article_id}/add": Role.REVIEWER,
    "POST /articles/{article_id}/copy": Role.EDITOR,
    "POST /excerpts/{excerpt_id}/move": Role.EDITOR,
    "POST /excerpts/{excerpt_id}/saying": Role.REVIEWER,
    "GET /c/{claim_id}": Open.SHARED,
    "GET /c/{claim_id}.json": Open.SHARED,
    "GET /c/{claim_id}/v/{version}": Open.SHARED,
}

# What stands in an address without naming anything of a story.
PLAIN_NAMES = {
    "form": "csv",
    "change": "tag",
    "version": "1",
    "token": "no-such-token",
    "mark": "no-such-browser",
    "invitation_id": "b" * 16,
    "person_id": "b" * 16,
}

# What only whoever made the thing may do, among those with the role.
BY_ITS_MAKER = {"POST /comments/{comment_id}/withdraw", "POST /views/{view_id}/delete"}
