"""The exchange as officers see it: what waits, why, what is to be decided; each deed said in a sentence."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from surga.channels.port.gateway import STANDINGS
from surga.core.cases.models import Case
from surga.core.people.access import ROLES, may
from surga.doors.desk.exchange.watching import words
from surga.project.configuration.national import Sp4n
from surga.reactions.sync import things
from surga.reactions.sync.models import Cursor, Difference
from surga.reactions.sync.rules.comparing import KINDS
from surga.reactions.sync.things import Side

AT = "/meja/pertukaran"
pytestmark = pytest.mark.usefixtures("linked")
PAGES = {
    "": ("see_parked", "verify"),
    "/kiriman": ("see_parked",),
    "/belum-masuk": ("see_parked",),
    "/kembar": ("verify",),
    "/perbedaan": ("see_parked",),
}


def text_of(answer):
    """The page's words with single blanks, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_for_those_who_may_act_on_it(at, role, page):
    client = at(role)
    answer = client.get(f"{AT}{page}")
    allowed = any(may(client.actor, action) for action in PAGES[page])
    assert answer.status_code == (200 if allowed else 403)
    if not allowed:
        assert "Anda tidak berwenang melakukan ini." in text_of(answer)
    assert (f'href="{AT}"' in client.get("/meja", follow=True).content.decode()) == any(
        may(client.actor, action) for action in PAGES[""]
    )


def test_all_is_well(at, city):
    Cursor.objects.create(system="sp4n", read_at=timezone.now())
    told = text_of(at("coordinator").get(AT))
    assert "Semua beres." in told
    assert "Otomatis, menurut kontrak yang kami asumsikan." in told
    assert "All is well." in text_of(at("coordinator").get(AT, headers={"Accept-Language": "en"}))


@pytest.mark.parametrize(("adapter", "said"), [
    ("off", "Belum terhubung dengan pemerintah lain."), ("manual", "Petugas mengetik di kedua sistem."),
    ("export", "Laporan dibaca dari ekspor halaman admin."),
])  # fmt: skip
def test_how_a_side_is_spoken_to_is_told_in_words(at, city, settings, adapter, said):
    settings.SP4N = Sp4n(adapter)
    assert said in text_of(at("coordinator").get(AT))


def test_a_card_says_what_is_to_be_done_and_leads_there(at, act, twin, trouble):
    act()
    act(state="due", reason="connect")
    twin()
    trouble()
    Difference.objects.create(system="sp4n", kind="missing_here", report_id="0916583")
    answer = at("coordinator").get(AT)
    told = text_of(answer)
    for said in (
        "Ada 3 hal yang perlu Anda lihat.", "1 kiriman tertahan", "1 pasang laporan mungkin satu perkara",
        "1 perbedaan kedua sisi", "1 laporan belum dapat diambil; dicoba lagi sendiri",
        "SP4N-LAPOR! tidak dapat dihubungi. Yang menunggu berangkat sendiri begitu bisa.", "belum pernah",
    ):  # fmt: skip
        assert said in told
    for page in ("kiriman", "kembar", "perbedaan", "belum-masuk"):
        assert f'href="{AT}/{page}?sisi=sp4n"' in answer.content.decode()
    verifier = at("verifier").get(AT).content.decode()
    assert f'href="{AT}/kembar?sisi=sp4n"' in verifier
    assert f'href="{AT}/kiriman' not in verifier


@pytest.mark.parametrize(("reason", "said"), [
    ("token", "SP4N-LAPOR! menolak kunci kita. Minta kunci baru kepada pengelolanya."),
    ("maintenance", "SP4N-LAPOR! sedang dirawat."),
])  # fmt: skip
def test_a_side_that_cannot_be_read_is_told_at_once_with_its_reason(at, city, settings, reason, said):
    settings.SP4N = Sp4n("sp4n", "http://127.0.0.1:1", "token", "3571")
    row = Cursor.objects.create(system="sp4n", read_at=timezone.now(), reason=reason)
    told = text_of(at("coordinator").get(AT))
    assert f"{said} Laporan dari sana dibaca begitu bisa." in told
    assert "Semua beres" not in told
    row.reason = ""
    row.save()
    assert "Semua beres" in text_of(at("coordinator").get(AT))


def test_what_could_not_be_taken_in_is_not_all_well(at, trouble):
    Cursor.objects.create(system="sp4n", read_at=timezone.now())
    trouble()
    told = text_of(at("coordinator").get(AT))
    assert "Sebagian laporan dari sana belum dapat diambil" in told
    assert "Semua beres" not in told


def test_what_waits_to_be_typed_leads_to_the_tasks(at, act, trouble, settings):
    settings.SP4N = Sp4n("manual")
    act(state="due", reason="connect")  # from when a program spoke to it
    trouble()
    card = at("coordinator").get(AT).content.decode()
    assert "tidak dapat dihubungi" not in card
    assert "dicoba lagi sendiri" not in card
    assert "/coba" not in at("coordinator").get(f"{AT}/belum-masuk").content.decode()
    assert "1 kabar menunggu diketik di sana" in card
    assert f'href="{AT}/tugas?sisi=sp4n"' in card
    line = at("coordinator").get(f"{AT}/kiriman?keadaan=menunggu")
    assert "Menunggu diketik petugas di SP4N-LAPOR!" in text_of(line)
    assert "/ulangi" not in line.content.decode()


@pytest.mark.parametrize(("adapter", "tabs"), [
    ("sp4n", set()), ("manual", {"tugas", "masuk", "ekspor"}), ("export", {"masuk", "ekspor"}),
])  # fmt: skip
def test_the_tabs_are_those_of_how_the_side_is_spoken_to(at, city, settings, adapter, tabs):
    settings.SP4N = Sp4n(adapter, "http://127.0.0.1:1", "token", "3571")
    page = at("coordinator").get(AT).content.decode()
    nav = page.partition('<nav class="tabs"')[2].partition("</nav>")[0]
    shown = set(re.findall(rf'href="{AT}/([a-z-]+)"', nav))
    assert shown == tabs | {"kiriman", "belum-masuk", "kembar", "perbedaan"}


def test_a_side_that_was_not_read_for_long_says_so(at, city):
    Cursor.objects.create(system="sp4n", read_at=timezone.now() - timedelta(hours=3))
    assert "Sudah lama tidak terbaca." in text_of(at("coordinator").get(AT))


def test_an_act_is_told_with_its_case_and_reason(at, act):
    row = act()
    code = Case.objects.get(pk=row.case_id).code
    client = at("coordinator")
    told = text_of(client.get(f"{AT}/kiriman"))
    assert f"Laporan disampaikan {code} Tertahan SP4N-LAPOR! menolak kunci kita." in told
    assert "3 kali dicoba" in told
    english = text_of(client.get(f"{AT}/kiriman", headers={"Accept-Language": "en"}))
    assert f"Report told {code} Parked SP4N-LAPOR! refused our token." in english
    assert code not in text_of(client.get(f"{AT}/kiriman?keadaan=menunggu"))
    assert "Tidak ada di sini" in text_of(client.get(f"{AT}/kiriman?keadaan=menunggu"))
    assert f'href="/meja/laporan/{code}"' in client.get(f"{AT}/kiriman").content.decode()
    assert f'href="/meja/laporan/{code}"' not in at("administrator").get(f"{AT}/kiriman").content.decode()


@pytest.mark.parametrize(
    "query", ["?sisi=%00", "?sisi=nobody", "?keadaan=x", "?sesudah=-1", f"?sesudah={10**20}"]
)
def test_an_odd_address_shows_the_list(at, act, query):
    row = act()
    for page in PAGES:
        assert at("coordinator").get(f"{AT}{page}{query}").status_code == 200
    assert f"act-{row.pk}" in at("coordinator").get(f"{AT}/kiriman{query}").content.decode()


@pytest.mark.parametrize("n", [1, 6])
def test_pages_cost_the_same_however_much_waits(
    n, at, act, case, twin, trouble, settings, django_assert_max_num_queries
):
    settings.SYNC_SIDES = (Side("surga:province", "surga", takes="escalated", level="province"),)
    for each in range(n):
        subject = case("verified")
        act(subject)
        trouble(report_id=str(each))
        twin(report_id=str(each))
        Difference.objects.create(system="sp4n", kind="missing_there", case_id=subject.pk)
    client = at("coordinator")
    for page, most in (("", 18), ("/kiriman", 20), ("/belum-masuk", 8), ("/kembar", 8), ("/perbedaan", 20)):
        client.get(f"{AT}{page}")
        with django_assert_max_num_queries(most):
            assert client.get(f"{AT}{page}").status_code == 200


def test_a_long_list_goes_on_over_the_page(at, act, monkeypatch):
    monkeypatch.setattr("surga.doors.desk.exchange.watching.lists.PAGE", 2)
    rows = [act(made_at=timezone.now() - timedelta(hours=9 - n)) for n in range(3)]
    client = at("coordinator")
    first = client.get(f"{AT}/kiriman").content.decode()
    onward = re.search(r'rel="next" href="([^"]+)"', first)
    second = client.get(f"{AT}/kiriman{onward[1].replace('&amp;', '&')}").content.decode()
    assert [f"act-{row.pk}" in first for row in rows] == [True, True, False]
    assert [f"act-{row.pk}" in second for row in rows] == [False, False, True]


def test_every_code_has_its_words():
    assert all(words.adapter(code).meaning for code in things.ADAPTERS)
    assert all(code in words.ACTS for code in things.KINDS)
    assert all(code in words.STATES for code in things.ACT_STATES)
    assert all(words.difference(kind, "sp4n", "1", "received", STANDINGS[0]) for kind in KINDS)
    assert set(words.MENDS) == set(KINDS) - {"double"}


@pytest.mark.parametrize(("code", "said"), [
    ("", ""), ("TOKEN_INVALID", "SP4N-LAPOR! menolak kunci kita. Minta kunci baru kepada pengelolanya."),
    ("http_503", "SP4N-LAPOR! sedang tidak melayani (HTTP 503)."),
    ("http_403", "SP4N-LAPOR! menolak kita (HTTP 403). Periksa kunci dan alamatnya."),
    ("http_404", "SP4N-LAPOR! tidak mengerti permintaan kita (HTTP 404)."),
    ("no_id", "Ada laporan tanpa nomor yang terbaca di daftar SP4N-LAPOR! Beri tahu pengelolanya."),
    ("owed", "Kabar kita tentang perkara ini berangkat lebih dulu; sesudah itu laporannya dilihat lagi."),
    ("gone", "Laporan tidak terlihat lagi di SP4N-LAPOR!"),
    ("text_empty", "Tuliskan dulu apa yang terjadi."),
    ("KeyError", "Belum berhasil karena sebab yang tidak biasa (KeyError). Bila tetap, beri tahu petugas teknis."),
])  # fmt: skip
def test_a_reason_is_a_sentence(code, said):
    assert words.reason(code, "sp4n") == said
