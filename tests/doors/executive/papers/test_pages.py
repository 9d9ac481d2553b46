"""The page of papers, who may have which, and the command that gives the same."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from django.test import Client

from surga.core.people.access import system
from surga.project.commands import surga
from surga.reactions.insight.actions.planning.writing import save_plan
from surga.reactions.insight.rules.planning.texts import PlanText, PriorityText
from surga.reactions.surveys import actions as survey

pytestmark = pytest.mark.django_db
SETUP = system("setup")
PLANNERS = ("coordinator", "executive", "administrator")
READERS = (*PLANNERS, "verifier", "inspectorate", "liaison")


@pytest.mark.parametrize("role", READERS)
def test_the_page_offers_what_the_officer_may_have(at, role):
    page = at(role).get("/sie/kertas")
    said = page.content.decode()
    assert page.status_code == 200
    assert ("/sie/kertas/p4.pdf" in said) == (role in PLANNERS)
    assert "/sie/kertas/instansi" in said
    assert "Belum ada survei yang dipublikasikan." in said
    assert "Dalam masa ini belum ada laporan" in said


def test_an_operator_has_none_of_it(at):
    client = at("operator")
    assert client.get("/sie/kertas").status_code == 403
    assert client.get("/sie/kertas/p4.pdf").status_code == 403


def test_a_stranger_is_asked_to_log_in(city):
    assert Client().get("/sie/kertas/p4.pdf").headers["Location"].startswith("/masuk")


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("address", ["/sie/kertas/p4.pdf", "/sie/kertas/p4.xlsx"])
def test_the_evidence_pack_is_for_those_who_plan(at, role, address):
    answer = at(role).get(f"{address}?sk=188/1/2026&dalam=en")
    assert answer.status_code == (200 if role in PLANNERS else 403)
    if role in PLANNERS:
        assert answer.content[:4] == (b"%PDF" if address.endswith("pdf") else b"PK\x03\x04")
        assert f"surga-p4.{address[-4:].strip('.')}" in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]


def test_the_decree_and_the_language_are_as_asked(at, read):
    client = at("executive")
    _document, text = read(client.get("/sie/kertas/p4.pdf?sk=188/1/2026&dalam=en").content)
    assert "The team was appointed by decree 188/1/2026." in text
    assert 'value="188/1/2026"' in client.get("/sie/kertas?sk=188/1/2026").content.decode()


def test_a_liaison_has_the_own_agencys_report_and_no_others(at, read):
    client = at("liaison")
    answer = client.get("/sie/kertas/instansi/umum.pdf?instansi=kel-barat")
    assert answer.status_code == 200
    assert client.get("/sie/kertas/instansi/kel-barat.pdf").status_code == 403
    assert client.get("/sie/kertas/instansi/kel-barat.xlsx").status_code == 403
    assert "kel-barat" not in client.get("/sie/kertas").content.decode()
    assert client.get("/sie/kertas/pekan.pdf").status_code == 200


def test_others_choose_the_agency(at):
    client = at("verifier")
    found = client.get("/sie/kertas/instansi?kode=umum&jenis_berkas=xlsx&dari=2025-01-01&dalam=en")
    assert found.headers["Location"] == "/sie/kertas/instansi/umum.xlsx?dari=2025-01-01&dalam=en"
    assert client.get(found.headers["Location"]).content[:2] == b"PK"
    found = client.get("/sie/kertas/instansi?kode=umum&jenis_berkas=exe")
    assert found.headers["Location"].startswith("/sie/kertas/instansi/umum.pdf")
    assert client.get("/sie/kertas/instansi?kode=https://x.example").status_code == 404
    assert client.get("/sie/kertas/instansi").status_code == 404
    assert client.get("/sie/kertas/instansi/tidak-ada.pdf").status_code == 404


def test_a_plan_that_is_none_is_not_found(at):
    client = at("executive")
    assert client.get("/sie/kertas/rencana/999.pdf").status_code == 404
    assert client.get("/sie/kertas/rencana/999.xlsx").status_code == 404
    assert at("verifier").get("/sie/kertas/rencana/999.pdf").status_code == 403


def test_a_plan_is_handed_out_as_a_brief(at, read):
    client = at("executive")
    text = PlanText(
        "Terang 2027", 2027, date(2026, 1, 1), date(2026, 6, 30), priorities=(PriorityText("jalan"),)
    )
    plan = save_plan(client.actor, text)
    assert f"/sie/kertas/rencana/{plan.pk}.pdf" in client.get("/sie/kertas").content.decode()
    _document, said = read(client.get(f"/sie/kertas/rencana/{plan.pk}.pdf").content)
    assert "Terang 2027" in said
    assert "Apa yang dapat dan tidak dapat dikatakan" in said
    assert client.get(f"/sie/kertas/rencana/{plan.pk}.xlsx").content[:2] == b"PK"


def test_as_of_and_period_reach_the_paper(at, read):
    address = "/sie/kertas/instansi/umum.pdf?dari=2022-01-01&sampai=2022-12-31&per=2022-12-31"
    _document, text = read(at("executive").get(address).content)
    assert "1 Jan 2022 sampai 31 Des 2022" in text
    assert "per 31 Des 2022" in text


@pytest.fixture
def published(city):
    draft = survey.RoundDraft(unit="umum", from_on=date(2025, 1, 1), to_on=date(2025, 6, 30))
    info = survey.make_round(draft, SETUP)
    survey.open_round(info.id, SETUP)
    survey.record_many(info.id, [((3,) * 9, datetime(2025, 2, 1, 5, tzinfo=UTC))] * 12, SETUP)
    survey.close_round(info.id, SETUP)
    return info


def test_a_publication_is_there_for_everybody_once_it_is_published(published, at, read):
    address = f"/ikm/umum/{published.period}.pdf"
    assert Client().get(address).status_code == 404
    survey.publish_round(published.id, SETUP)
    _document, text = read(Client().get(address).content)
    assert "75,00 dari 100" in text
    assert "Kata mereka" not in text, "what people wrote was only masked by a machine"
    assert address in at("verifier").get("/sie/kertas").content.decode()


def run(*words):
    return CliRunner().invoke(surga, ["paper", *words], catch_exceptions=False)


@pytest.fixture
def _set_up(monkeypatch):
    """Django is set up in a test already; doing it again would connect everything twice."""
    monkeypatch.setattr("surga.project.commands.handing_out.setup", lambda: None)


@pytest.mark.usefixtures("_set_up")
def test_the_command_gives_the_same_bytes_as_the_page(at, case, tmp_path):
    case("closed")
    out = tmp_path / "umum.pdf"
    words = (
        "--from",
        "2022-01-01",
        "--to",
        "2022-12-31",
        "--as-of",
        "2022-12-31",
        "--of",
        "umum",
        "--out",
        str(out),
    )
    assert run("agency", *words).exit_code == 0
    address = "/sie/kertas/instansi/umum.pdf?dari=2022-01-01&sampai=2022-12-31&per=2022-12-31"
    assert out.read_bytes() == at("executive").get(address).content


@pytest.mark.usefixtures("_set_up")
def test_the_command_makes_every_paper(published, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words, name in (
        (("p4", "--decree", "188/1", "--out", "p4.xlsx"), "p4.xlsx"),
        (("digest", "--lang", "en"), "surga-digest.pdf"),
        (("ikm", "--of", published.code), "surga-ikm.pdf"),
    ):
        result = run(*words)
        assert result.exit_code == 0, result.output
        assert (tmp_path / name).stat().st_size > 1_000
        assert name in result.output


@pytest.mark.usefixtures("_set_up")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("agency", "--of", "nowhere"), "There is no agency 'nowhere'"),
        (("brief", "--of", "7"), "There is no plan '7'"),
        (("brief",), "There is no plan ''"),
        (("ikm", "--of", "x"), "There is no round 'x'"),
        (("p4", "--out", "p4.docx"), "a paper is a .pdf or an .xlsx"),
        (("p4", "--from", "2023-01-01", "--to", "2022-01-01"), "The first day is after the last."),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(city, words, said):
    result = run(*words)
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.usefixtures("_set_up")
def test_without_a_city_there_is_nothing_to_print():
    result = run("digest")
    assert result.exit_code == 1
    assert "No city is loaded yet" in result.output
