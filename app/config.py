"""Every setting, read once from the environment or `.env`, with a default so that a fresh clone runs."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

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
    public_url: str = Field("http://127.0.0.1:8000", description="The address that permalinks and exports begin with.")
    secret_key: str = Field("", description="Signs forms; made and kept in the data folder where absent.")
    allowed_hosts: str = Field("", description="Further host names that are answered, separated by commas.")
    session_days: int = Field(
        14, ge=1, le=365, description="Days after which a signed-in browser has to sign in again."
    )
    lease_minutes: int = Field(15, ge=1, le=240, description="Minutes for which a claim is yours on the review desk.")
    max_upload_mb: int = Field(64, ge=1, le=2048, description="Largest upload, all its files together, in megabytes.")
    max_article_mb: int = Field(5, ge=1, le=64, description="Largest article, in megabytes of text.")
    busy_seconds: float = Field(5.0, gt=0, le=60, description="Seconds to wait for a locked database before a 503.")

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
