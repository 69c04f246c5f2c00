"""Every address, tried by everybody who shouldn't and by who should: the cells come from the routes themselves."""

import re
from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from httpx2 import Response

from app import pipeline, store
from app.main import ROOMS
from app.vocabulary import Role
from app.web.deps import Needs
from tests.databases import Databases
from tests.makers import set_role
from tests.web.conftest import Browser
from tests.web.rules import BY_ITS_MAKER, PLAIN_NAMES, RULES, Open
from tests.web.world import MEMBERS, World, running_world

ABSENT = "a" * 16


def _routes() -> dict[str, APIRoute]:
    every = (route for room in ROOMS for route in room.router.routes)
    found = [route for route in every if isinstance(route, APIRoute)]
    return {f"{method} {route.path}": route for route in found for method in (route.methods or set()) - {"HEAD"}}


ROUTES = _routes()
LEAST = {key: rule for key, rule in RULES.items() if isinstance(rule, Role)}


def _names(key: str) -> list[str]:
    return re.findall(r"{(\w+)}", key)


def _needs(dependant: Dependant) -> list[Role]:
    own = [dependant.call.least] if isinstance(dependant.call, Needs) else []
    return own + [role for below in dependant.dependencies for role in _needs(below)]


@pytest.fixture(scope="module")
def world(sqlite: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Make the world once: refusals change nothing, and who is let in gets a story of their own each time."""
    with running_world(sqlite, tmp_path_factory.mktemp("access")) as world:
        yield world


@pytest.fixture(scope="module")
def ours(world: World) -> dict[str, str]:
    return world.make_things(shared=True)


@pytest.fixture(scope="module")
def theirs(world: World) -> dict[str, str]:
    return world.make_things(shared=False)


def _ask(browser: Browser, key: str, things: dict[str, str]) -> Response:
    method, _, path = key.partition(" ")
    path = path.format(**things)
    return browser.get(path) if method == "GET" else browser.post(path)


def _lets_in(answer: Response, *, also: int = 200) -> bool:
    return answer.status_code == also or (answer.status_code not in {401, 403, 404} and answer.status_code < 500)


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert sorted(set(ROUTES) - set(RULES)) == [], "add a line to tests/web/rules.py for each of these"
    assert sorted(set(RULES) - set(ROUTES)) == []


@pytest.mark.parametrize("key", ROUTES)
def test_a_route_asks_for_what_its_rule_says(key: str) -> None:
    rule = RULES[key]
    assert _needs(ROUTES[key].dependant) == ([rule] if isinstance(rule, Role) else [])
    unknown = set(_names(key)) - set(store.STORY_OF) - set(PLAIN_NAMES)
    assert not unknown, "say in store.STORY_OF whose it is, or in PLAIN_NAMES that it is nobody's"


@pytest.mark.parametrize("key", LEAST)
def test_who_may_not_is_refused_alike_for_what_is_there_and_what_is_not(
    world: World, ours: dict[str, str], theirs: dict[str, str], key: str
) -> None:
    before = world.count_events()
    missing = dict.fromkeys(ours, ABSENT) | PLAIN_NAMES
    for things in (ours, theirs, missing):
        assert _ask(world.stranger, key, things).status_code == 401
    for name in ("nobody", *MEMBERS):
        refused, absent = _ask(world.browsers[name], key, theirs), _ask(world.browsers[name], key, missing)
        assert (refused.status_code, refused.text) == (404, absent.text), name
    assert _ask(world.browsers["nobody"], key, ours).status_code == 404
    for role in MEMBERS:
        if not role.covers(LEAST[key]):
            assert _ask(world.browsers[role], key, ours).status_code == 403, role
    assert world.count_events() == before


@pytest.mark.parametrize("key", [key for key in LEAST if len(set(_names(key)) & set(store.STORY_OF)) > 1])
def test_another_storys_thing_is_not_found_under_a_storys_own_address(
    world: World, ours: dict[str, str], theirs: dict[str, str], key: str
) -> None:
    for name in ("owner", "editor"):
        for things in (ours | {"slug": theirs["slug"]}, theirs | {"slug": ours["slug"]}):
            assert _ask(world.browsers[name], key, things).status_code == 404, (name, things)


@pytest.mark.parametrize("key", LEAST)
def test_who_may_is_let_in(world: World, ours: dict[str, str], key: str) -> None:
    members = [role.value for role in MEMBERS if role.covers(LEAST[key]) and key not in BY_ITS_MAKER]
    for name in [*members, "owner"]:
        things = ours if key.startswith("GET") else world.make_things(shared=True)
        answer = _ask(world.browsers[name], key, things)
        assert _lets_in(answer), (name, answer.status_code, answer.text[-600:])


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule is Open.SHARED])
def test_a_permalink_is_open_to_all_once_it_is_published_and_to_members_before(world: World, key: str) -> None:
    things = world.make_things(shared=True)
    missing = dict.fromkeys(things, ABSENT) | PLAIN_NAMES
    for name in (*MEMBERS, "owner"):
        assert _ask(world.browsers[name], key, things).status_code == 200, name
    for browser in (world.stranger, world.browsers["nobody"]):
        refused, absent = _ask(browser, key, things), _ask(browser, key, missing)
        assert (refused.status_code, refused.text) == (404, absent.text)
    with world.database.writing() as session:
        pipeline.publish_story(session, things["slug"], person=world.people["owner"])
    for browser in (world.stranger, *world.browsers.values()):
        assert _ask(browser, key, things).status_code == 200


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule is Open.OWNER])
def test_what_is_the_owners_is_nobody_elses(world: World, key: str) -> None:
    assert _ask(world.stranger, key, PLAIN_NAMES).status_code == 401
    for name in ("nobody", *MEMBERS):
        assert _ask(world.browsers[name], key, PLAIN_NAMES).status_code == 403, name
    assert _lets_in(_ask(world.browsers["owner"], key, PLAIN_NAMES), also=404)


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule is Open.SIGNED_IN])
def test_what_is_for_the_signed_in_is_for_no_stranger(world: World, key: str) -> None:
    assert _ask(world.stranger, key, PLAIN_NAMES).status_code == 401
    assert _lets_in(_ask(world.browsers["nobody"], key, PLAIN_NAMES), also=404)


def test_the_list_of_stories_shows_each_person_their_own(world: World) -> None:
    own, others = (f'href="/stories/{world.make_things(shared=shared)["slug"]}"' for shared in (True, False))
    shown = {name: world.browsers[name].get("/").text for name in ("owner", "viewer", "nobody")}
    assert {name: (own in text, others in text) for name, text in shown.items()} == {
        "owner": (True, True),
        "viewer": (True, False),
        "nobody": (False, False),
    }


def test_a_role_that_is_taken_away_counts_at_once(world: World) -> None:
    things = world.make_things(shared=True)
    person, browser = world.people["reviewer"], world.browsers["reviewer"]
    with world.database.reading() as session:
        story = store.get_story(session, things["slug"])
    desk = f"/stories/{story.slug}/review/{things['claim_id']}"
    assert browser.get(desk).status_code == 200
    set_role(world.database, person, story, Role.VIEWER)
    draft = {"verdict": "disputed", "seen_version": "1", "rationale": "Three outlets differ."}
    answer = browser.post(desk, draft)
    assert answer.status_code == 403
    assert "Three outlets differ." in answer.text
    set_role(world.database, person, story, None)
    assert browser.post(desk, draft).status_code == 404


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        (Role.VIEWER, [], ["/review", "/settings", "/articles/paste", "{article_id}/edit"]),
        (Role.REVIEWER, ["/review"], ["/settings", "/articles/paste", "{article_id}/edit"]),
        (Role.EDITOR, ["/review", "/settings", "/articles/paste", "{article_id}/edit"], []),
    ],
)
def test_nobody_is_shown_a_way_to_what_they_may_not(
    world: World, ours: dict[str, str], role: Role, shown: list[str], hidden: list[str]
) -> None:
    paths = ("/stories/{slug}", "/stories/{slug}/claims", "/stories/{slug}/articles", "/articles/{article_id}")
    pages = [world.browsers[role].get(path.format(**ours)).text for path in (*paths, "/c/{claim_id}")]
    ways = {way for page in pages for way in re.findall(r'(?:href|action)="([^"?#]+)', page)}
    ends = {end for end in (*shown, *hidden) if any(way.endswith(end.format(**ours)) for way in ways)}
    assert ends == set(shown)
