"""The commands: parse, one call, print."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from app import __version__
from app.config import Settings, explain_settings
from app.errors import PlumblineError, Refused
from app.vocabulary import JudgeName

if TYPE_CHECKING:
    from app.db import Database

app = typer.Typer(
    help="Line up what several reports of one event say about each claim, decide, share and export.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_error = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


class What(StrEnum):
    """What can be exported."""

    VERDICTS = "verdicts"
    EVIDENCE = "evidence"
    CLAIMS = "claims"
    ARTICLES = "articles"
    CORRECTIONS = "corrections"


class ExportFormat(StrEnum):
    """In which form."""

    CSV = "csv"
    JSONL = "jsonl"
    CLAIMREVIEW = "claimreview"


class AnalysisFormat(StrEnum):
    """How an analysis is printed."""

    JSON = "json"
    TEXT = "text"


def main() -> None:
    """Run the command; a failure that we can explain is one line on standard error and the exit code 1."""
    try:
        app()
    except PlumblineError as error:
        _fail(f"{error.message} {error.hint}".strip())
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        _fail(explain_settings(error))
    except BrokenPipeError:
        sys.stderr.close()  # The reader of our output has left; there is nobody to tell.
        sys.exit(1)


def _fail(sentence: str) -> None:
    _error.print(f"plumbline: {sentence}")
    sys.exit(1)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"plumbline {__version__}")
        raise typer.Exit


@app.callback()
def plumbline(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Line up what several reports of one event say about each claim, decide, share and export."""


@app.command(epilog="Example: plumbline serve --port 9000")
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    *,
    demo: Annotated[bool, typer.Option("--demo", help="Load the sample story even if there are stories.")] = False,
    worker: Annotated[bool, typer.Option(help="Run the job worker inside the server.")] = True,
) -> None:
    """Start the web server and, unless --no-worker, the job worker."""
    from app import server  # noqa: PLC0415  The web stack takes a second to load; no other command needs it.

    server.serve(Settings(), host=host, port=port, demo=demo, with_worker=worker, say=typer.echo)


@app.command(name="worker", epilog="Example: plumbline worker")
def worker_() -> None:
    """Run the job worker alone, for more machines on one PostgreSQL database."""
    from app import worker  # noqa: PLC0415  Only this command needs the queue.

    worker.run(Settings())


@app.command(name="import", epilog='Example: plumbline import "Harbour fire" reports/ https://echo.example/fire')
def import_(
    story: Annotated[str, typer.Argument(help="The story's title or address name; made if there is none.")],
    things: Annotated[
        list[str],
        typer.Argument(help="Files (.txt, .html, .jsonl, .csv), folders of them, and addresses of pages and feeds."),
    ],
) -> None:
    """Bring articles into a story; each file or page succeeds or fails by itself."""
    from app import pipeline, store  # noqa: PLC0415  Loading the tables takes half a second; `analyze` needs none.

    settings = Settings()
    given = [thing for thing in things if "://" in thing]
    uploads, unreadable = pipeline.uploads_from_paths(Path(thing) for thing in things if "://" not in thing)
    addresses = pipeline.read_addresses(given, settings)
    _name_refused(unreadable)
    if not uploads and not addresses:
        raise Refused("There is nothing to import.", hint="Name files or folders that hold reports, or addresses.")
    with _database(settings) as database:
        with database.writing() as session:
            slug = pipeline.find_or_make_story(session, story).slug
            job_id = pipeline.queue_import(session, slug, [*uploads, *addresses]).id
        with _progress() as progress:
            bar = progress.add_task("Importing", total=None)
            job = pipeline.run_import(
                database, job_id, on_progress=lambda done, total: progress.update(bar, completed=done, total=total)
            )
        with database.reading() as session:
            counts = store.count_import(session, job.id)
            for item in store.list_import_items(session, job.id):
                typer.echo(f"{item.name}: {item.state.label}{f' ({item.message})' if item.message else ''}")
    refused = counts.refused + len(unreadable)
    typer.echo(f"{counts.added} added, {counts.known} already here, {refused} refused, story {slug}")
    if refused:
        raise typer.Exit(1)


@app.command(epilog="Example: plumbline analyze reports/*.txt --format json > analysis.json")
def analyze(
    paths: Annotated[list[Path], typer.Argument(help="Files (.txt, .html, .jsonl, .csv) and folders of them.")],
    form: Annotated[AnalysisFormat, typer.Option("--format", help="How to print it.")] = AnalysisFormat.TEXT,
    judge: Annotated[JudgeName | None, typer.Option(help="Who judges; PLUMBLINE_JUDGE without.")] = None,
) -> None:
    """Take the claims out of articles and line up the excerpts; no database."""
    from app import analysis, pipeline  # noqa: PLC0415  The engine loads word lists that no other command needs.
    from app.judges import make_judge  # noqa: PLC0415  As above.

    articles, refused = pipeline.read_loose_articles(paths)
    _name_refused(refused)
    if not articles:
        raise Refused("There is no article to analyse.", hint="Name files or folders that hold .txt or .html reports.")
    settings = Settings()
    with _progress() as progress:
        bar = progress.add_task("Judging", total=None)

        def go_on(done: int, total: int) -> bool:
            progress.update(bar, completed=done, total=total)
            return True

        chosen = make_judge(judge or settings.judge, settings)
        result = analysis.analyse(articles, judge=chosen, go_on=go_on)
    if form is AnalysisFormat.JSON:
        typer.echo(json.dumps(analysis.as_json(result), ensure_ascii=False, indent=1))
    else:
        typer.echo(analysis.as_text(result))
    if result.unjudged:
        _error.print(f"plumbline: {result.unjudged}")
    if refused:
        raise typer.Exit(1)


@app.command(epilog="Example: plumbline export harbour-fire --what evidence -o evidence.csv")
def export(
    story: Annotated[str, typer.Argument(help="The story's title or address name.")],
    what: Annotated[What, typer.Option(help="What to export.")] = What.VERDICTS,
    form: Annotated[ExportFormat, typer.Option("--format", help="In which form.")] = ExportFormat.CSV,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; standard output without.")
    ] = None,
) -> None:
    """Write a story's verdicts, evidence, claims, articles or what people corrected."""
    from app import pipeline, store  # noqa: PLC0415  Loading the tables takes half a second.
    from app.export import export_story  # noqa: PLC0415  As above.

    settings = Settings()
    with _database(settings) as database, database.reading() as session:
        found = store.find_story_by_title(session, story) or store.get_story(session, story)
        rows = export_story(session, found, what.value, form.value, settings.public_url)
        chunks = pipeline.note_download(database, rows, story=found, what=what.value, form=form.value, person=None)
        if output is None:
            for chunk in chunks:
                sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
        else:
            _write(output, chunks)


@app.command(epilog="Example: plumbline migrate")
def migrate() -> None:
    """Bring the database's tables up to this version."""
    with _database():
        typer.echo("The database is up to date.")


@app.command(epilog="Example: plumbline backup friday.db")
def backup(file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")]) -> None:
    """Write the database to one file, also while the server runs."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database:
        contents = pipeline.back_up(database, file)
    typer.echo(f"{sum(one.rows for one in contents)} rows of {len(contents)} tables are in {file}.")


@app.command(epilog="Example: plumbline restore friday.db")
def restore(file: Annotated[Path, typer.Argument(help="A file that `plumbline backup` has written.")]) -> None:
    """Put a backup into an empty data folder, and check every row of it."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    settings = Settings()
    contents = pipeline.restore(file, settings)
    with _database(settings):  # A backup of an older version is brought up to this one.
        typer.echo(f"{sum(one.rows for one in contents)} rows of {len(contents)} tables are back, each as it was.")


@app.command(epilog="Example: plumbline doctor")
def doctor() -> None:
    """Look for what is wrong with this installation, and say what to do; nothing is changed."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.
    from app.db import looking_at  # noqa: PLC0415  The same.

    troubles = 0
    with looking_at(Settings()) as database:
        for finding in pipeline.examine(database):
            typer.echo(f"{'wrong' if finding.advice else 'fine '}  {finding.what} {finding.advice}".rstrip())
            troubles += bool(finding.advice)
    if troubles:
        raise typer.Exit(1)


person_app = typer.Typer(help="The people who work here.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(person_app, name="person")


_PersonName = Annotated[str, typer.Argument(help="The person's name, as it is listed.")]


@person_app.command("add", epilog='Example: plumbline person add "Ann Lee"')
def person_add(
    name: Annotated[str, typer.Argument(help="The name that will stand beside what the person does.")],
    *,
    owner: Annotated[bool, typer.Option("--owner", help="Let the person do everything, in every story.")] = False,
) -> None:
    """Add somebody, and print a one-time link that signs them in."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database, database.writing() as session:
        person = pipeline.add_person(session, name, is_owner=owner)
        token = pipeline.make_sign_in_link(session, person=person)
    _print_link(token)


@person_app.command("list", epilog="Example: plumbline person list")
def person_list() -> None:
    """List everybody, with their stories and roles."""
    from app import store  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database, database.reading() as session:
        for row in store.list_people(session):
            owner = ["owner"] if row.person.is_owner else []
            disabled = ["disabled"] if row.person.disabled_at else []
            stories = [f"{role.label} of {story.slug}" for story, role in row.stories]
            typer.echo(f"{row.person.name}: {', '.join(disabled + owner + stories) or 'no story'}")


@person_app.command("disable", epilog='Example: plumbline person disable "Ann Lee"')
def person_disable(name: _PersonName) -> None:
    """Sign somebody out everywhere and let them in no more; their name stays in the record."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database, database.writing() as session:
        person = pipeline.disable_person(session, pipeline.get_person_by_name(session, name).id)
    typer.echo(f"{person.name} can't sign in any more.")


@person_app.command("enable", epilog='Example: plumbline person enable "Ann Lee"')
def person_enable(name: _PersonName) -> None:
    """Let somebody in again who was disabled."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database, database.writing() as session:
        person = pipeline.enable_person(session, pipeline.get_person_by_name(session, name).id)
    typer.echo(f"{person.name} can sign in again.")


@person_app.command("link", epilog="Example: plumbline person link")
def person_link(
    name: Annotated[str, typer.Argument(help="Whom the link signs in; the owner without.")] = "",
) -> None:
    """Print a new one-time link that signs somebody in, also in place of a password that was lost."""
    from app import pipeline  # noqa: PLC0415  Loading the tables takes half a second.

    with _database() as database, database.writing() as session:
        person = pipeline.get_person_by_name(session, name) if name else None
        token = pipeline.make_sign_in_link(session, person=person)
    _print_link(token)


def _print_link(token: str) -> None:
    typer.echo(f"{Settings().public_url.rstrip('/')}/sign-in/{token}")


def _database(settings: Settings | None = None) -> "AbstractContextManager[Database]":
    from app.db import open_database  # noqa: PLC0415  Loading the tables takes half a second.

    return open_database(settings or Settings())


def _name_refused(refused: Iterable[tuple[str, str]]) -> None:
    for name, reason in refused:
        _error.print(f"plumbline: {name}: {reason}")


def _progress() -> Progress:
    """Return a progress bar for a terminal; elsewhere it prints nothing."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=_error, disable=not _error.is_terminal)


def _write(path: Path, chunks: Iterator[bytes]) -> None:
    """Write the whole file or none: a half-written export would look complete."""
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("wb") as file:
            file.writelines(chunks)
        draft.replace(path)
    except OSError as error:
        raise Refused(f"{path} can't be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
