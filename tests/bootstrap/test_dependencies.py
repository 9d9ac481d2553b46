"""The pinned lists are whole, name no host, and each package asked for has its reason written down."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTS = sorted(path.stem for path in (ROOT / "requirements").glob("*.in"))


def plain(name: str) -> str:
    """A package's name without extras and limits, in the form that registries compare."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name)[0]).lower()


def asked_for(name: str) -> set[str]:
    lines = (ROOT / f"requirements/{name}.in").read_text().splitlines()
    return {plain(line) for line in lines if line and line[0] not in "#-"}


def pinned(name: str) -> dict[str, str]:
    """The pinned packages of a list, with their versions."""
    found = re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / f"requirements/{name}.txt").read_text(), re.MULTILINE
    )
    return {plain(package): version for package, version in found}


@pytest.mark.parametrize("name", LISTS)
def test_each_package_asked_for_is_pinned(name):
    assert asked_for(name) <= set(pinned(name))


@pytest.mark.parametrize("name", LISTS)
def test_each_pin_has_a_hash_and_no_file_names_a_host(name):
    text = (ROOT / f"requirements/{name}.txt").read_text()
    blocks = re.split(r"\n(?=[\w.-]+==)", text.strip())
    assert len(blocks) == len(pinned(name))
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index" not in text
    assert "--find-links" not in text


def test_both_lists_pin_the_same_versions():
    base, dev = pinned("base"), pinned("dev")
    assert base == {package: dev.get(package) for package in base}


def test_there_is_no_lock_file_that_names_hosts():
    assert not (ROOT / "uv.lock").exists()


def test_the_reasons_are_those_of_the_packages_asked_for():
    rows = re.findall(
        r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]+) \|$",
        (ROOT / "docs/dependencies.md").read_text(),
        re.MULTILINE,
    )
    named = [name for name, _, _ in rows if name != "package" and not name.startswith("--")]
    assert len(named) == len(set(named))
    assert set(named) == set().union(*map(asked_for, LISTS))
    assert all(licence.strip() and reason.strip() for _, licence, reason in rows)
