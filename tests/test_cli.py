"""The commands as a person runs them: a process, its output, its exit code."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import sample
from tests.fetch.sites import answer, site
from tests.judges import models
from tests.judges.models import Model, running

COMMANDS = ("serve", "worker", "import", "analyze", "export", "migrate", "backup", "restore", "doctor", "person")


@pytest.fixture
def backend() -> str:
    """Use SQLite: a command calls what the other tests try on both databases. A test of both asks by `parametrize`."""
    return "sqlite"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for article in sample.load()["articles"]:
        (folder / article["name"]).write_bytes(article["data"])
    return folder


@pytest.fixture
def environment(tmp_path: Path, database_url: str) -> dict[str, str]:
    return {**os.environ, "PLUMBLINE_DATA": str(tmp_path / "data"), "PLUMBLINE_DATABASE_URL": database_url}


def run(*arguments: object, environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "app", *map(str, arguments)]
    # The commands are our own, and a minute is far more than any of them needs.
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert "Example: plumbline" in shown.stdout or command == "person"


def test_wrong_usage_exits_with_two() -> None:
    assert run("analyze", "--format", "poem", "x.txt").returncode == 2


def test_analyze_prints_the_documented_object(reports: Path) -> None:
    shown = run("analyze", reports, "--format", "json")
    analysis = json.loads(shown.stdout)
    assert shown.returncode == 0
    assert analysis["version"] == 1
    texts = {
        a["id"]: (reports / a["id"]).read_text(encoding="utf-8")
        for a in analysis["articles"]
        if a["id"].endswith("txt")
    }
    excerpts = [e for claim in analysis["claims"] for e in claim["excerpts"] if e["article"] in texts]
    assert excerpts
    assert all(e["text"] == texts[e["article"]][e["start"] : e["end"]] for e in excerpts)


def test_analyze_says_the_same_whatever_the_order_of_the_files(reports: Path) -> None:
    files = sorted(reports.iterdir())
    assert run("analyze", *files, "--format", "json").stdout == run("analyze", *files[::-1], "--format", "json").stdout


def _with_model(model: Model, tmp_path: Path) -> dict[str, str]:
    named = {"PLUMBLINE_LLM_URL": model.url, "PLUMBLINE_LLM_MODEL": "small", "PLUMBLINE_LLM_AT_ONCE": "1"}
    return {**os.environ, **named, "PLUMBLINE_DATA": str(tmp_path / "data"), "PLUMBLINE_LLM_RETRIES": "0"}


def test_analyze_is_told_who_judges(reports: Path, tmp_path: Path) -> None:
    with running(models.quoting("contradicts")) as model:
        shown = run("analyze", reports, "--judge", "llm", environment=_with_model(model, tmp_path))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "The language model says: Both tell of it." in shown.stdout


def test_analyze_says_in_one_line_what_the_judge_could_not_tell(reports: Path, tmp_path: Path) -> None:
    with running(models.failing(500)) as model:
        environment = {**_with_model(model, tmp_path), "PLUMBLINE_JUDGE": "llm"}
        shown = run("analyze", reports, environment=environment)
    assert shown.returncode == 0
    assert re.fullmatch(
        r"plumbline: Words alone judged \d+ of \d+ claims, at least in part: "
        r"the language model's server answered 500\.\n",
        shown.stderr,
    )


def test_analyze_says_in_one_line_what_a_judge_lacks(reports: Path) -> None:
    shown = run("analyze", reports, "--judge", "semantic")
    told = (
        "plumbline: The judge “semantic” can't be used: PLUMBLINE_SEMANTIC_MODEL names no model. See docs/judges.md.\n"
    )
    assert (shown.returncode, shown.stdout, shown.stderr) == (1, "", told)
    assert run("analyze", reports, "--judge", "oracle").returncode == 2


def test_analyze_names_a_file_that_it_can_not_read_and_goes_on(reports: Path) -> None:
    (reports / "broken.txt").write_bytes(b"\x00\x01\x02")
    shown = run("analyze", reports)
    assert shown.returncode == 1
    assert "broken.txt" in shown.stderr
    assert "Traceback" not in shown.stderr
    assert "grain" in shown.stdout


def test_a_path_that_is_not_there_is_named_and_exits_with_one(tmp_path: Path) -> None:
    shown = run("analyze", tmp_path / "nothing.txt")
    assert shown.returncode == 1
    assert "nothing.txt: It can't be read" in shown.stderr
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize("backend", ["sqlite", "postgresql"])
def test_reports_are_imported_once_and_exported(reports: Path, environment: dict[str, str], tmp_path: Path) -> None:
    first = run("import", "Harbour fire", reports, environment=environment)
    assert first.returncode == 0, first.stderr
    assert "6 added, 0 already here, 0 refused, story harbour-fire" in first.stdout
    again = run("import", "harbour-fire", reports, environment=environment)
    assert "0 added, 6 already here" in again.stdout
    verdicts = run("export", "harbour-fire", environment=environment)
    rows = list(csv.DictReader(io.StringIO(verdicts.stdout, newline="")))
    assert rows
    assert {row["verdict"] for row in rows} == {""}
    out = tmp_path / "evidence.jsonl"
    written = run(
        "export", "Harbour fire", "--what", "evidence", "--format", "jsonl", "-o", out, environment=environment
    )
    assert written.returncode == 0, written.stderr
    stances = {json.loads(line)["stance"] for line in out.read_text(encoding="utf-8").splitlines()}
    assert {"states", "contradicts"} <= stances


def test_exporting_a_story_that_is_not_there_is_one_line(environment: dict[str, str]) -> None:
    shown = run("export", "no-such-story", environment=environment)
    assert shown.returncode == 1
    assert shown.stderr == "plumbline: There is no such story.\n"
    assert "Traceback" not in shown.stderr


def test_people_are_added_listed_disabled_and_let_in_again(environment: dict[str, str]) -> None:
    added = run("person", "add", "Ann Lee", environment=environment)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/\S{43}\n", added.stdout)
    again = run("person", "add", "ann  LEE", environment=environment)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    assert "Somebody has this name already" in again.stderr
    assert run("person", "disable", "ann lee", environment=environment).returncode == 0
    assert run("person", "list", environment=environment).stdout == "Ann Lee: disabled\n"
    assert "is disabled" in run("person", "link", "Ann Lee", environment=environment).stderr
    assert run("person", "enable", "Ann Lee", environment=environment).returncode == 0
    assert run("person", "link", "Ann Lee", environment=environment).returncode == 0
    assert "Nobody here is called Bob" in run("person", "disable", "Bob", environment=environment).stderr


def test_a_new_sign_in_link_can_be_printed(environment: dict[str, str]) -> None:
    shown = run("person", "link", environment=environment)
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/\S{20,}\n", shown.stdout)


def test_a_database_that_is_not_there_is_one_line(environment: dict[str, str]) -> None:
    nowhere = {**environment, "PLUMBLINE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    shown = run("migrate", environment=nowhere)
    assert shown.returncode == 1
    assert shown.stderr.startswith("plumbline: ")
    assert "Traceback" not in shown.stderr


def test_a_claim_review_of_something_else_than_verdicts_is_refused(environment: dict[str, str]) -> None:
    run("import", "Harbour fire", "app/sample/5-radio-verrin.txt", environment=environment)
    shown = run("export", "Harbour fire", "--what", "articles", "--format", "claimreview", environment=environment)
    assert shown.returncode == 1
    assert "There is no ClaimReview of articles." in shown.stderr


def test_serving_a_database_that_can_not_be_written_is_one_line(tmp_path: Path) -> None:
    address = f"sqlite:///file:{tmp_path / 'none.db'}?mode=ro&uri=true"
    shown = run("serve", "--port", "0", environment={**os.environ, "PLUMBLINE_DATABASE_URL": address})
    assert shown.returncode == 1
    assert shown.stderr.startswith("plumbline: ")
    assert "Traceback" not in shown.stderr


def test_a_setting_that_can_not_be_is_one_line_without_its_value(environment: dict[str, str]) -> None:
    shown = run("export", "Fire", environment=environment | {"PLUMBLINE_JUDGE": "hush-hush"})
    assert shown.returncode == 1
    assert shown.stderr.startswith("plumbline: PLUMBLINE_JUDGE is set to what it can't be: input should be")
    assert "hush" not in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_backup_is_made_restored_and_found_sound(reports: Path, tmp_path: Path) -> None:
    served, fresh = ({"PLUMBLINE_DATA": str(tmp_path / name)} for name in ("served", "fresh"))
    run("import", "Fire", reports, environment=served)
    saved = run("backup", tmp_path / "friday.db", environment=served)
    assert re.fullmatch(rf"\d+ rows of \d+ tables are in {tmp_path / 'friday.db'}\.\n", saved.stdout)
    restored = run("restore", tmp_path / "friday.db", environment=fresh)
    assert "each as it was" in restored.stdout
    examined = run("doctor", environment=fresh)
    assert (examined.returncode, "wrong" in examined.stdout) == (0, False), examined.stdout
    again = run("restore", tmp_path / "friday.db", environment=fresh)
    assert (again.returncode, "already" in again.stderr) == (1, True)


def test_a_page_is_imported_by_its_address(environment: dict[str, str]) -> None:
    with site(
        {"/fire": answer(b"The fire in the harbour destroyed 12,000 tonnes of grain.", kind="text/plain")}
    ) as echo:
        allowed = environment | {"PLUMBLINE_FETCH_ALLOW": echo.place}
        told = run("import", "Fire", echo.url("/fire"), environment=allowed)
        refused = run("import", "Fire", "http://ann:hunter2@echo.example/", environment=allowed)
    assert "1 added" in told.stdout, told.stderr
    assert refused.returncode == 1
    assert "hunter2" not in refused.stdout + refused.stderr
