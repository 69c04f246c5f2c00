"""Every setting, read once from the environment or `.env`, with a default so that a fresh clone runs."""

from functools import cached_property
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.vocabulary import JudgeName

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the folder `templates`, `static` or `migrations`: inside the package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


class Settings(BaseSettings):
    """The settings; `docs/settings.md` lists them and a test holds it to this class."""

    model_config = SettingsConfigDict(env_prefix="PLUMBLINE_", env_file=".env", extra="ignore")

    data: Path = Field(Path("data"), description="Folder for the database, the secret key and uploaded files.")
    database_url: str = Field("", description="Where the rows live; an SQLite file in the data folder by default.")
    database_prepares: bool = Field(
        True, description="PostgreSQL keeps statements prepared; no behind PgBouncer in transaction mode."
    )
    public_url: str = Field("http://127.0.0.1:8000", description="The address that permalinks and exports begin with.")
    secret_key: str = Field("", description="Signs forms; made and kept in the data folder where absent.")
    allowed_hosts: str = Field("", description="Further host names that are answered, separated by commas.")
    production: bool = Field(False, description="Strangers may reach it: don't start with settings that leave it open.")
    log_format: Literal["text", "json"] = Field("text", description="How the log is written: text or json.")
    log_level: Literal["debug", "info", "warning"] = Field(
        "warning", description="What is logged at least: debug, info (every request) or warning."
    )
    metrics_token: SecretStr = Field(SecretStr(""), description="Who sends it may read /metrics from elsewhere.")
    session_days: int = Field(
        14, ge=1, le=365, description="Days after which a signed-in browser has to sign in again."
    )
    session_idle_hours: int = Field(
        72, ge=1, le=8760, description="Hours without a page after which a browser has to sign in again."
    )
    oidc_issuer: str = Field("", description="Address of the OpenID Connect provider; none is used without.")
    oidc_client_id: str = Field("", description="What the provider calls this installation.")
    oidc_client_secret: SecretStr = Field(SecretStr(""), description="The secret that the provider gave out with it.")
    oidc_name: str = Field("the sign-in provider", description="What the provider is called on the sign-in page.")
    oidc_allow: str = Field(
        "", description="E-mail addresses, and domains as @example.org, let in uninvited; separated by commas."
    )
    lease_minutes: int = Field(15, ge=1, le=240, description="Minutes for which a claim is yours on the review desk.")
    max_upload_mb: int = Field(64, ge=1, le=2048, description="Largest upload, all its files together, in megabytes.")
    max_article_mb: int = Field(5, ge=1, le=64, description="Largest article, in megabytes of text.")
    busy_seconds: float = Field(5.0, gt=0, le=60, description="Seconds to wait for a locked database before a 503.")
    fetch_seconds: float = Field(30.0, gt=0, le=300, description="Seconds that fetching one page may take in all.")
    fetch_pause: float = Field(1.0, ge=0, le=60, description="Least seconds between two requests to one site.")
    fetch_contact: str = Field(
        "",
        max_length=200,
        pattern=r"^[!-'*-~ ]*$",
        description="Where sites whose pages are fetched reach you: an e-mail or web address; they see it.",
    )
    backup_hours: float = Field(0.0, ge=0, le=8760, description="Hours between two backups by the worker; 0 for none.")
    backup_folder: Path | None = Field(
        None, description="Folder for these backups; backups in the data folder by default."
    )
    backup_keep: int = Field(7, ge=1, le=1000, description="How many of these backups are kept.")
    fetch_allow: str = Field("", description="Private places that may be fetched all the same: host:port, by commas.")

    judge: JudgeName = Field(
        JudgeName.LEXICAL, description="Who judges where a story doesn't say: lexical, semantic or llm."
    )
    semantic_model: str = Field(
        "", description="Model that finds passages by their meaning: a folder, or a cached name."
    )
    nli_model: str = Field("", description="Model that tells what follows from what: a folder, or a cached name.")
    llm_url: str = Field("", description="Where chat completions are asked for, such as http://127.0.0.1:11434/v1.")
    llm_model: str = Field("", description="The language model's name at that address.")
    llm_key: SecretStr = Field(SecretStr(""), description="The key that the address asks for, if it asks for one.")
    llm_seconds: float = Field(60.0, gt=0, le=600, description="Seconds to wait for one answer of a language model.")
    llm_retries: int = Field(
        2, ge=0, le=10, description="Further tries of a question that a language model didn't answer."
    )
    llm_at_once: int = Field(4, ge=1, le=64, description="Questions that a language model is asked at the same time.")
    llm_calls: int = Field(2000, ge=1, description="Questions to a language model that one analysis may cost.")
    llm_tokens: int = Field(2_000_000, ge=1, description="Tokens of a language model that one analysis may cost.")

    @cached_property
    def url(self) -> str:
        """Return the database address with the driver that we use spelled out."""
        if not self.database_url:
            return f"sqlite:///{(self.data / 'plumbline.db').resolve()}"
        if self.database_url.startswith(("postgres://", "postgresql://")):
            return "postgresql+psycopg://" + self.database_url.split("://", 1)[1]
        return self.database_url

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Return the host names that are answered; every other gets a 400."""
        own = urlsplit(self.public_url).hostname or "127.0.0.1"
        further = (name.strip().lower() for name in self.allowed_hosts.split(","))
        return frozenset({own.lower(), "127.0.0.1", "localhost", "[::1]", "::1", *further} - {""})

    @property
    def is_secure(self) -> bool:
        """Tell whether the public address is https, so that cookies may say so."""
        return self.public_url.startswith("https://")


def explain_settings(error: ValidationError) -> str:
    """Return in a sentence which setting can't be what it was set to; its value, which may be secret, isn't in it.

    >>> try:
    ...     Settings(llm_calls=0)
    ... except ValidationError as error:
    ...     print(explain_settings(error))
    PLUMBLINE_LLM_CALLS is set to what it can't be: input should be greater than or equal to 1. See docs/settings.md.
    """
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = "_".join(["PLUMBLINE", *(str(part).upper() for part in first["loc"])])
    said = first["msg"]
    return f"{name} is set to what it can't be: {said[:1].lower()}{said[1:]}. See docs/settings.md."
