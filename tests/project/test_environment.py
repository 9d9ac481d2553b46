"""Settings: what is refused says which, and what it takes."""

import stat
from pathlib import Path

import pytest

from surga.project.configuration import environment as env


def test_a_flag_takes_one_or_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SURGA_DEBUG", "maybe")
    with pytest.raises(env.SettingError, match="SURGA_DEBUG is 'maybe'"):
        env.flag("SURGA_DEBUG", True)
    monkeypatch.setenv("SURGA_DEBUG", "off")
    assert env.flag("SURGA_DEBUG", True) is False


def test_the_key_is_required_in_public_and_made_once_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SURGA_SECRET_KEY")
    monkeypatch.setenv("SURGA_VAR", str(tmp_path))
    with pytest.raises(env.SettingError, match="SURGA_SECRET_KEY is missing"):
        env.secret_key(debug=False)
    made = env.secret_key(debug=True)
    assert len(made) >= 50
    assert env.secret_key(debug=True) == made
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("url", ["mysql://x/y", "", "oracle://x"])
def test_other_databases_are_refused(url: str) -> None:
    with pytest.raises(env.SettingError, match="SURGA_DATABASE_URL"):
        env.database(url)


def test_sqlite_waits_writes_through_and_takes_turns(tmp_path: Path) -> None:
    entry = env.database(f"sqlite:///{tmp_path}/a/b.sqlite3")
    options = entry["OPTIONS"]
    assert isinstance(options, dict)
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert (tmp_path / "a").is_dir()


def test_postgresql_is_read_with_everything_in_it() -> None:
    entry = env.database("postgresql://me:p%40ss@db.example:5433/surga?sslmode=require")
    assert entry["NAME"] == "surga"
    assert (entry["HOST"], entry["PORT"], entry["PASSWORD"]) == ("db.example", 5433, "p@ss")
    assert entry["OPTIONS"] == {"connect_timeout": 5, "sslmode": "require"}


def test_mail_goes_to_files_until_a_server_is_named(tmp_path: Path) -> None:
    assert "filebased" in str(env.mailer("", tmp_path)["BACKEND"])
    options = env.mailer("smtps://me:a%20b@mail.example", tmp_path)["OPTIONS"]
    assert isinstance(options, dict)
    assert (options["port"], options["use_ssl"], options["password"]) == (465, True, "a b")
    with pytest.raises(env.SettingError, match="SURGA_EMAIL_URL"):
        env.mailer("mailto:x", tmp_path)


def test_a_city_that_is_not_there_is_named() -> None:
    assert env.city_folder("kediri").name == "kediri"
    with pytest.raises(env.SettingError, match="'atlantis'"):
        env.city_folder("atlantis")


def test_only_folders_hold_photos_for_now() -> None:
    assert env.media_folder("file:///srv/media") == Path("/srv/media")
    with pytest.raises(env.SettingError, match="SURGA_MEDIA_URL"):
        env.media_folder("ftp://x")
