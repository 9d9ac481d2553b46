"""A case's page says where else it is: numbers there, how it stands there, what was told; link and allow."""

import re

import pytest
from django.utils import timezone

from surga.core.cases import actions
from surga.core.cases.models import Case
from surga.core.people.access import ROLES, may, system
from surga.project.configuration.national import Sp4n
from surga.reactions.sync.models import Act, Link, Permit
from surga.reactions.sync.things import Side

SP4N = system("sp4n")


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def panel_of(answer):
    """The panel's words; "" where there is none."""
    found = re.search(r'<section class="panel outside".*?</section>', answer.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


@pytest.fixture
def page(at):
    def show(role, subject, **more):
        return at(role).get(f"/meja/laporan/{subject.code}", **more)

    return show


@pytest.fixture
def link(case):
    def make(subject, **told):
        row = {"system": "sp4n", "report_id": "0916581", "direction": "in", "standing": "disposed"}
        row |= {"code": subject.code, "case_id": subject.pk, "since": timezone.now()}
        return Link.objects.create(**row | told)

    return make


def test_a_city_that_is_linked_with_nobody_shows_no_panel(page, case):
    assert panel_of(page("verifier", case("verified"))) == ""


def test_what_was_linked_once_is_shown_though_the_side_is_off(page, case, link):
    subject = case("verified")
    link(subject)
    actions.note_link(subject.code, SP4N, system="sp4n", report_id="0916581", direction="in")
    assert "SP4N-LAPOR! 0916581" in panel_of(page("verifier", subject))


def test_their_word_stands_beside_ours_in_both_languages(page, case, link, act, linked):
    subject = case("forwarded")
    link(subject, state="elsewhere")
    act(subject, kind="follow_up", state="done", reason="", done_at=timezone.now())
    act(subject, kind="follow_up", reason="NOT_YOURS")
    told = panel_of(page("coordinator", subject))
    for said in (
        "SP4N-LAPOR! 0916581", "Di sana “Terdisposisi”", "Di sini Diteruskan", "Asal dari sana",
        "Sekarang di tangan instansi lain di sana.", "Tindak lanjut dikabarkan Tertahan", "Coba lagi",
        "Menurut SP4N-LAPOR!, laporan ini tidak di tangan kita.", "Tindak lanjut dikabarkan Sampai",
    ):  # fmt: skip
        assert said in told
    assert "Coba lagi" not in panel_of(page("verifier", subject))
    english = panel_of(page("coordinator", subject, headers={"Accept-Language": "en"}))
    assert "There “Terdisposisi” Handed on" in english


@pytest.mark.parametrize(("status", "secret", "said"), [
    ("received", False, "Disampaikan sesudah diperiksa."), ("verified", False, "Laporan ini hanya ada di sini."),
    ("verified", True, "Laporan rahasia tidak disampaikan ke luar, kecuali diizinkan satu per satu."),
])  # fmt: skip
def test_a_case_that_is_nowhere_else_says_why(page, case, linked, status, secret, said):
    subject = case(status)
    Case.objects.filter(pk=subject.pk).update(confidential=secret)
    assert said in panel_of(page("verifier", subject))


@pytest.mark.parametrize("role", ROLES)
def test_who_may_link_and_allow(at, case, linked, role):
    subject = case("forwarded", agency="umum")
    Case.objects.filter(pk=subject.pk).update(confidential=True)
    client = at(role)
    base, facts = f"/meja/laporan/{subject.code}", actions.facts_of(Case.objects.get(pk=subject.pk))
    shown = client.get(base).content.decode()
    assert ("/luar/hubungkan" in shown) == may(client.actor, "verify", facts)
    assert ("/luar/izinkan" in shown) == may(client.actor, "escalate", facts)
    answer = client.post(f"{base}/luar/izinkan", {"side": "sp4n"})
    sees = may(client.actor, "see", facts)
    wanted = 302 if may(client.actor, "escalate", facts) else 403 if sees else 404
    assert answer.status_code == wanted
    assert Permit.objects.exists() == (wanted == 302)


def test_a_case_is_linked_where_it_is_read(at, case, linked):
    subject, client = case("verified"), at("verifier")
    base = f"/meja/laporan/{subject.code}/luar/hubungkan"
    answer = client.post(base, {"side": "sp4n", "report_id": 'x"1'})
    assert answer.status_code == 422
    assert "Nomor di sana hanya angka" in panel_of(answer)
    assert 'value="x&quot;1"' in answer.content.decode()
    answer = client.post(base, {"side": "sp4n", "report_id": "0916581"}, follow=True)
    assert "Terhubung dengan 0916581 di SP4N-LAPOR!" in text_of(answer)
    assert "SP4N-LAPOR! 0916581" in panel_of(answer)
    assert "Hubungkan" not in panel_of(answer)
    answer = client.post(base, {"side": "sp4n", "report_id": "0916582"})
    assert (answer.status_code, Link.objects.count()) == (422, 1)
    assert "sudah terhubung dengan yang lain" in panel_of(answer)


def test_a_number_of_another_surga_is_not_typed(page, case, settings):
    settings.SYNC_SIDES = (Side("surga:province", "surga", takes="escalated", level="province"),)
    assert "Hubungkan" not in panel_of(page("verifier", case("verified")))


def test_what_waits_to_be_typed_says_so(page, act, settings):
    row = act(state="due", reason="")
    settings.SP4N = Sp4n("manual")
    told = panel_of(page("coordinator", Case.objects.get(pk=row.case_id)))
    assert "Menunggu diketik petugas di SP4N-LAPOR!" in told


def test_an_allowed_case_is_told(at, case, linked):
    subject, client = case("verified"), at("coordinator")
    Case.objects.filter(pk=subject.pk).update(confidential=True)
    base = f"/meja/laporan/{subject.code}/luar/izinkan"
    for _ in range(2):
        answer = client.post(base, {"side": "sp4n"}, follow=True)
        assert "Laporan ini boleh disampaikan ke SP4N-LAPOR!" in text_of(answer)
    assert (Act.objects.get().kind, Act.objects.get().state) == ("submit", "due")
    assert "Diizinkan disampaikan ke SP4N-LAPOR!" in text_of(answer)
    assert "Laporan disampaikan Menunggu" in panel_of(answer)


@pytest.mark.parametrize(("way", "side"), [("hapus", "sp4n"), ("izinkan", "nobody"), ("hubungkan", "\x00")])
def test_what_is_no_deed_or_no_side_is_not_there(at, case, linked, way, side):
    address = f"/meja/laporan/{case('verified').code}/luar/{way}"
    assert at("coordinator").post(address, {"side": side}).status_code == 404


def test_an_act_tried_again_from_the_case_comes_back_to_it(at, case, act, linked):
    row = act()
    code = Case.objects.get(pk=row.case_id).code
    answer = at("coordinator").post(f"/meja/pertukaran/kiriman/{row.pk}/ulangi", {"laporan": code})
    assert answer["Location"] == f"/meja/laporan/{code}"
    answer = at("coordinator").post(
        f"/meja/pertukaran/kiriman/{row.pk}/ulangi", {"laporan": "//evil.example"}
    )
    assert answer["Location"] == "/meja/pertukaran/kiriman"


def test_what_happened_there_reads_well_on_the_timeline(page, case, linked):
    subject = case("verified")
    actions.note_link(subject.code, SP4N, system="sp4n", report_id="0916581", direction="in")
    actions.note_step(
        subject.code, SP4N, system="sp4n", step="disposition", role="centre", text="Mohon dicek."
    )
    actions.note_outside(subject.code, SP4N, system="sp4n", what="elsewhere", text="0916581")
    told = text_of(page("verifier", subject))
    assert "Berasal dari SP4N-LAPOR!, nomor 0916581" in told
    assert "Disposisi di SP4N-LAPOR!, admin pusat" in told
    assert "Laporan di SP4N-LAPOR! pindah ke instansi lain" in told


@pytest.mark.parametrize("n", [1, 8])
def test_the_panel_costs_two_queries_more(at, case, act, settings, linked, n, django_assert_max_num_queries):
    settings.SYNC_SIDES = (Side("surga:province", "surga", takes="escalated", level="province"),)
    subject, client = case("verified"), at("coordinator")
    for _ in range(n):
        act(subject)
    client.get(f"/meja/laporan/{subject.code}")
    with django_assert_max_num_queries(12):
        client.get(f"/meja/laporan/{subject.code}")
