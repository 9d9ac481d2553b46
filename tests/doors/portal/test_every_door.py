"""A case full of secrets is published, and nobody finds one of them behind any address of the system."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLResolver, get_resolver

from surga.core.agencies.city import City
from surga.core.cases import actions
from surga.core.cases.models import Case, Photo
from surga.core.hotlines.actions import save_hotline
from surga.core.intake.actions.contacts import log_contact
from surga.core.intake.contacts import ContactDraft
from surga.core.knowledge.actions import note_not_found
from surga.core.knowledge.models import Question
from surga.core.people.access import Actor, system
from surga.core.people.actions import save_officer
from surga.core.people.queries import actor_of
from surga.events import relay
from surga.reactions.notify.models import Notice
from surga.reactions.together import actions as together
from tests import secrets_planted as planted
from tests.doors.portal.conftest import TIMUR, upload
from tests.doors.portal.test_hotline import FLOOD

pytestmark = pytest.mark.django_db
SEARCHES = ("lampu", "pasar", "Bambang", "0812-7345-6601", "leukemia")
CODES: dict[str, tuple[str, ...]] = {
    "slug": (FLOOD.slug, "ktp", "case-unknown"), "size": ("kecil", "besar"),
    "name": ("cases", "open_cases", "rating", "cerita"), "page": ("1",), "path": ("apa-saja",),
}  # fmt: skip


@pytest.fixture
def officer(city: City) -> Actor:
    return actor_of(
        save_officer(
            system("test"), username="hartono", name=planted.OFFICER, role="coordinator", password="x" * 12
        )
    )


@pytest.fixture
def codes(filed: Any, officer: Actor) -> list[str]:
    """A case that is published though it speaks of an illness, one the rules publish, one that nobody looked at."""
    shown = filed(
        f"{planted.EVERYTHING}. {planted.HEALTH[0]}.", reporter_name=planted.REPORTER, region=TIMUR,
        title=f"Lampu mati, lapor {planted.IN_TEXT['phone'][0]} {planted.IN_TEXT['third'][0]}"[:160],
        address=planted.IN_TEXT["home"][0], photos=(upload(name="3571014505850003 Bambang.jpg").read(),),
        reporter_phone="0812-7345-6601", reporter_email="sulis.t88@gmail.com", lat=-7.876541, lon=112.019876,
    )  # fmt: skip
    plain = filed(planted.EVERYTHING, reporter_name=planted.REPORTER)
    unseen = filed(planted.EVERYTHING, reporter_name=planted.REPORTER)
    other = filed("Lampu jalan di depan pasar mati juga", reporter_name="Endro", reporter_email=OTHER)
    actions.verify_case(shown, officer, topic="jalan", publish=True)
    actions.verify_case(plain, officer, topic="jalan", oversight=False)
    assert Case.objects.filter(published=True).count() == 2
    actions.join_case(other, shown, officer)
    for code in (shown, plain):
        actions.forward_case(code, officer, agency="umum")
        if code == plain:
            body = "Dinas Provinsi, Bambang Hariyanto"
            actions.escalate_case(code, officer, level="province", reason=planted.EVERYTHING, body=body)
            continue
        actions.start_work(code, officer, text=f"Mulai. {planted.EVERYTHING}")
        actions.answer_case(
            code, officer, text=f"Yth. {planted.REPORTER}: {planted.EVERYTHING} {OFFICER_SAYS}"
        )
    for photo in Photo.objects.all():
        actions.show_photo(shown, officer, photo_id=photo.pk, public=True)
    return [shown, plain, unseen]


OTHER = "tetangga@example.org"
OFFICER_SAYS = f"Salam, {planted.OFFICER}. Ibu Sulastri sakit leukemia."


@pytest.fixture
def walked(codes: list[str], officer: Actor) -> list[str]:
    """All of it, with a hotline, a question, and the worker's rounds done; the codes."""
    save_hotline(replace(FLOOD), "system:test", new=True)
    spoken = f"{planted.EVERYTHING}. {planted.HEALTH[0]}."
    for number, more in enumerate(({"answer": spoken}, {"opens_case": True})):
        draft = ContactDraft(
            "phone", "complaint", f"c{number}", text=spoken, name=planted.REPORTER, hotline=FLOOD.slug,
            published=True, **more,
        )  # fmt: skip
        log_contact(draft, officer)
    log_contact(
        ContactDraft("phone", "information", "c9", text=planted.EVERYTHING, hotline=FLOOD.slug), officer
    )
    note_not_found(planted.EVERYTHING[:250])
    note_not_found(f"biaya surat {planted.IN_TEXT['phone'][0]}")
    while relay.run_once() + together.work_off():  # who told the same is brought along
        pass
    return codes


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address below, as what is put together with the named parts."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, before + str(each.pattern))
    for key, values in resolver.reverse_dict.lists():
        if callable(key):
            for possibilities, _pattern, _defaults, _converters in values:
                yield from ((before * bool(before) + form, tuple(names)) for form, names in possibilities)


def every_address(codes: list[str]) -> list[str]:
    """Each of the addresses with each value that its parts may have here."""
    values = {**CODES, "code": (*codes, "case-unknown"), "photo_id": tuple(str(pk) for pk in _photos())}
    found = set()
    for form, names in addresses(get_resolver()):
        choices = [values.get(name, ("1",)) for name in names]
        found |= {"/" + form % dict(zip(names, chosen, strict=True)) for chosen in product(*choices)}
    return sorted(found)


def _photos() -> list[int]:
    return list(Photo.objects.values_list("pk", flat=True))


def body_of(answer: Any) -> str:
    body = b"".join(answer) if answer.streaming else answer.content
    return f"{answer.headers}\n{body.decode('utf-8', 'replace')}"


def test_no_address_tells_a_secret(walked: list[str], browser_of: Any, capfd: Any) -> None:
    found = every_address(walked)
    assert any("/daftar/" in each for each in found)
    assert any("/api/v1/register" in each for each in found)
    answered: dict[str, int] = {}
    leaks: dict[tuple[str, str], list[str]] = {}
    for language, address in product(("id", "en"), found):
        answer = _asked(browser_of(language), address)
        answered[address] = answer.status_code
        if leaked := planted.found_in(body_of(answer)):
            leaks[language, address] = leaked
    assert leaks == {}
    for code in walked[:2]:
        assert answered[f"/daftar/{code}"] == 200
        assert answered[f"/lacak/{code}"] == 200
        assert answered[f"/api/v1/cases/{code}"] == 200
    assert answered[f"/hotline/{FLOOD.slug}/data.csv"] == 200
    out, err = capfd.readouterr()
    assert planted.found_in(f"{out}\n{err}") == []


def _asked(client: Client, address: str) -> Any:
    cache.clear()  # nobody asked so often
    return client.get(address)


@pytest.mark.parametrize(
    "form",
    [
        "/daftar?q={}", "/daftar?q={}&lihat=peta", "/api/v1/register?q={}", "/informasi?q={}",
        "/api/v1/register?topic={}",
        "/daftar?region={}", "/hotline/posko-banjir?channel={}", "/api/v1/figures/cases?by={}", "/lacak?kode={}",
    ],
)  # fmt: skip
def test_no_search_finds_or_tells_a_secret(form: str, walked: list[str], browser_of: Any) -> None:
    """Who searches for a secret learns nothing from the answer but their own words."""
    for asked in SEARCHES:
        body = body_of(_asked(browser_of("id"), form.format(asked)))
        own = {
            needle
            for needle in planted.NEEDLES
            if needle in asked.lower() or needle in asked.replace("-", "")
        }
        assert set(planted.found_in(body)) <= own, asked
        if form.startswith(("/daftar?q={}", "/api/v1/register?q")) and own:
            assert not any(code in body for code in walked), "a search found a case by what is hidden in it"


@pytest.mark.parametrize(
    "address",
    [
        "/daftar/{}", "/lacak/{}", "/hotline/{}", "/informasi/{}", "/problems/{}", "/api/v1/cases/{}", "/api/v1/{}",
        "/{}", "/api/v1/figures/{}", "/hotline/{}/data.csv", "/lapor/terima/{}",
    ],
)  # fmt: skip
def test_an_error_does_not_repeat_what_was_asked(address: str, city: City, browser_of: Any) -> None:
    answer = _asked(browser_of("id"), address.format("Bambang%20Hariyanto%20sulis.t88@gmail.com"))
    assert answer.status_code in {301, 302, 404, 422}
    # The switch of languages comes back to the same address.
    body = re.sub(r'name="next" value="[^"]*"', "", answer.content.decode())
    assert planted.found_in(body) == []


def test_nobody_else_is_written_a_secret(walked: list[str]) -> None:
    """Letters to agencies and to who told the same; the reporter's own letters are theirs to read."""
    assert Notice.objects.filter(to=OTHER, template="answered").exists()
    for letter in Notice.objects.exclude(to="sulis.t88@gmail.com"):
        assert planted.found_in(f"{letter.subject}\n{letter.body}") == []


def test_kept_questions_and_stored_names_hold_no_secret(walked: list[str]) -> None:
    kept = "\n".join(Question.objects.values_list("text", flat=True))
    names = "\n".join(Photo.objects.values_list("file", flat=True))
    assert "[telepon]" in kept
    assert planted.found_in(f"{kept}\n{names}") == []
