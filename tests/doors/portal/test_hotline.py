"""A hotline's page and data: what was asked, what is free, masked, and never what is kept secret."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.hotlines.actions import save_hotline, update_board
from surga.core.hotlines.hotline import BoardLine, HotlineInfo, Reach
from surga.core.hotlines.models import BoardRow
from surga.core.hotlines.queries import board_of, hotline
from surga.core.intake.models import Contact
from surga.core.people.models import Reporter
from tests.doors.portal.conftest import TIMUR, page_of

pytestmark = pytest.mark.django_db
SECRET = "Saya Wulan Prameswari, 0812-3456-7890, minta tempat tidur."
FLOOD = HotlineInfo(
    slug="posko-banjir",
    name="Posko Banjir",
    name_en="Flood post",
    about="Untuk warga yang rumahnya tergenang.",
    opens_on=date(2026, 1, 10),
    numbers=(Reach("whatsapp", "0812 0000 0001"), Reach("phone", "(0354) 2890001"), Reach("phone", "112")),
    channels=("whatsapp", "phone"),
    stale_hours=6,
)
BOARD = (BoardLine("Balai Timur", "tempat mengungsi", 40), BoardLine("SD Barat", "selimut"))


@pytest.fixture
def flood(city):
    def make(**changes):
        save_hotline(replace(FLOOD, **changes), "system:test", new=True, board=BOARD)
        return hotline(FLOOD.slug)

    return make


@pytest.fixture
def touched(db):
    """Add contacts to a hotline, each a minute older than the one before."""
    now = timezone.now()

    def add(info, number=1, channel="whatsapp", **more):
        said = {
            "outcome": "information",
            "topic_code": "jalan",
            "published": True,
            "text": "Mohon info",
            **more,
        }
        first = Contact.objects.count()
        return Contact.objects.bulk_create(
            Contact(
                touch="chat",
                channel=channel,
                hotline_id=info.id,
                started_at=now - timedelta(minutes=first + n),
                ended_at=now,
                **said,
            )
            for n in range(number)
        )

    return add


def test_the_page_says_how_to_reach_it_and_what_is_free(flood, client):
    flood()
    first = board_of(FLOOD.slug)[0]
    update_board(first.id, 12, 40, "dapur umum buka", "system:test")
    page = page_of(client.get("/hotline/posko-banjir"))
    for said in (
        "Posko Banjir", "Buka sejak 10 Januari 2026", "https://wa.me/6281200000001", "tel:+623542890001", "tel:112",
        "12 dari 40 tersedia", "dapur umum buka", "Belum pernah diisi", "Belum ada kontak yang tercatat",
    ):  # fmt: skip
        assert said in page, said
    assert "Belum diperbarui lebih dari" not in page
    BoardRow.objects.filter(pk=first.id).update(updated_at=timezone.now() - timedelta(hours=7))
    assert "Belum diperbarui lebih dari 6 jam" in page_of(client.get("/hotline/posko-banjir"))


def test_the_figures_are_those_of_its_rows(flood, touched, public, client):
    info = flood()
    touched(info, 855, published=False)
    touched(info, 100, "phone", published=False)
    code = public()
    case = Case.objects.get(code=code)
    touched(info, 40, "visit", topic_code="surat", case=case)
    touched(info, 5, "visit", topic_code="kekerasan")
    answer = client.get("/hotline/posko-banjir")
    page = page_of(answer)
    assert "Dari 1.000 kontak, 85,5 % lewat WhatsApp." in page
    assert "Paling banyak tentang Jalan: 95,5 %." in page
    # Forty contacts about one case are one case.
    assert "1.000 kontak menjadi 1 laporan." in page
    assert [(bar.label, bar.n) for bar in answer.context["topic_bars"]] == [
        ("Jalan", 955),
        ("Surat pengantar", 40),
        ("Lainnya atau tanpa topik", 5),
    ]
    assert f'href="/daftar/{code}"' in page
    english = page_of(client.get("/hotline/posko-banjir", headers={"accept-language": "en"}))
    assert "Of 1,000 contacts, 85.5% came by WhatsApp." in english
    assert "Flood post" in english


@pytest.mark.parametrize("address", ["", "/data.csv", "/data.json"])
def test_what_identifies_a_person_is_masked(flood, touched, client, address):
    reporter = Reporter.objects.create(name="Wulan Prameswari", created_at=timezone.now())
    touched(
        flood(),
        text=SECRET,
        answer="Ibu Wulan kami telepon di 0812 3456 7890.",
        reporter=reporter,
        region_code=TIMUR,
    )
    answer = client.get(f"/hotline/posko-banjir{address}")
    told = b"".join(answer).decode()
    assert "minta tempat tidur" in told
    assert "[telepon]" in told
    for secret in ("Wulan", "Prameswari", "3456", "7890"):
        assert secret not in told


@pytest.mark.parametrize("address", ["", "/data.csv", "/data.json"])
def test_whom_a_record_speaks_of_is_masked_too(flood, touched, client, address):
    touched(flood(), text="Pak Slamet Riyadi menutup selokan", answer="Sdr. Joko kami datangi.")
    told = b"".join(client.get(f"/hotline/posko-banjir{address}")).decode()
    assert "Pak [nama] menutup selokan" in told
    assert "Slamet" not in told
    assert "Joko" not in told


@pytest.mark.parametrize(
    "case",
    [
        {"confidential": True}, {"oversight": True}, {"protected": True}, {"published": False},
        {"status": "archived", "archive_reason": "withdrawn"},
    ],
)  # fmt: skip
def test_words_that_belong_to_a_hidden_case_stay_hidden(flood, touched, public, client, case):
    code = public()
    Case.objects.filter(code=code).update(**case)
    touched(flood(), text="Rahasia sekali", case=Case.objects.get(code=code))
    assert _records(client) == []
    page = page_of(client.get("/hotline/posko-banjir"))
    assert "Rahasia sekali" not in page
    assert code not in page
    assert "1 kontak" in page


@pytest.mark.parametrize(
    "contact",
    [{"published": False}, {"topic_code": "kekerasan"}, {"topic_code": "pungli"}],
)
def test_unpublished_contacts_and_hidden_topics_are_only_counted(flood, touched, client, contact):
    touched(flood(), text="Rahasia sekali", **contact)
    assert _records(client) == []
    page = page_of(client.get("/hotline/posko-banjir"))
    assert "Rahasia sekali" not in page
    assert "Kekerasan" not in page
    assert "Dari 1 kontak" in page


def test_running_contacts_and_hotlines_that_publish_nothing_show_no_record(flood, touched, client):
    info = flood()
    touched(info, text="Masih berjalan")
    Contact.objects.update(ended_at=None)
    assert _records(client) == []
    Contact.objects.update(ended_at=timezone.now())
    assert len(_records(client)) == 1
    save_hotline(replace(FLOOD, publishes=False), "system:test")
    assert _records(client) == []
    assert "Masih berjalan" not in page_of(client.get("/hotline/posko-banjir"))


def test_pages_follow_one_another_and_filters_stay(flood, touched, client):
    info = flood()
    touched(info, 45, text="Lewat chat")
    touched(info, 3, "phone", text="Lewat telepon", topic_code="surat")
    seen, address, pages = 0, "?channel=whatsapp", 0
    while address:
        answer = client.get("/hotline/posko-banjir" + address.removesuffix("#catatan"))
        assert "Lewat telepon" not in page_of(answer)
        seen, address, pages = seen + len(answer.context["records"]), answer.context["older"], pages + 1
    assert (seen, pages) == (45, 5)
    assert "Lewat chat" not in page_of(client.get("/hotline/posko-banjir", {"topic": "surat"}))
    assert page_of(client.get("/hotline/posko-banjir", {"topic": "surat"})).count("Lewat telepon") == 3


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"channel": "gaib"}, 422), ({"topic": "kekerasan"}, 422), ({"topic": "\x00"}, 422),
        ({"cursor": "x"}, 400), ({"cursor": "-99999999999999999.1"}, 400), ({"cursor": "99999999999999999.1"}, 200),
    ],
)  # fmt: skip
def test_odd_questions_get_an_answer(flood, touched, client, asked, status):
    touched(flood(), 2)
    assert client.get("/hotline/posko-banjir", asked).status_code == status


def test_a_closed_hotline_stays_readable(flood, touched, client):
    touched(flood(opens_on=date(2020, 3, 23), closes_on=date(2021, 11, 9)), text="Mohon info vaksin")
    page = page_of(client.get("/hotline/posko-banjir"))
    assert "Ditutup 9 November 2021" in page
    assert "Mohon info vaksin" in page
    assert "tidak diperbarui lagi" in page
    # Nobody is asked to dial what nobody answers.
    assert "wa.me/6281200000001" not in page
    assert "Ditutup 9 November 2021" in page_of(client.get("/hotline"))


@pytest.mark.parametrize("address", ["", "/data.csv", "/data.json", "/angka.csv"])
def test_an_unknown_hotline_is_a_404(city, client, address):
    answer = client.get(f"/hotline/tidak-ada{address}")
    assert answer.status_code == 404
    assert "Hotline itu tidak ada" in page_of(answer)


def test_the_list_says_what_is_open(flood, client):
    flood()
    page = page_of(client.get("/hotline"))
    assert 'href="/hotline/posko-banjir"' in page
    assert "Buka sejak" in page


def test_the_data_say_what_they_mean_and_start_no_formula(flood, touched, public, client):
    info = flood()
    code = public()
    touched(
        info,
        text="=HYPERLINK(1)",
        answer="baris\ndua, koma",
        case=Case.objects.get(code=code),
        region_code=TIMUR,
    )
    touched(info, 2, "phone", published=False)
    lines = list(csv.reader(_whole(client, "data.csv").splitlines(keepends=True)))
    assert lines[0] == ["date", "channel", "topic", "region", "outcome", "text", "answer", "case"]
    today = str(timezone.localtime(Contact.objects.first().started_at).date())
    assert lines[1:] == [
        [today, "whatsapp", "jalan", TIMUR, "information", "'=HYPERLINK(1)", "baris\ndua, koma", code]
    ]
    document = json.loads(_whole(client, "data.json"))
    assert set(document["fields"]) == set(lines[0]) == set(document["records"][0])
    assert document["figures"]["channel"] == {"whatsapp": 1, "phone": 2}
    assert (document["figures"]["contacts"], document["figures"]["cases"]) == (3, 1)
    figures = list(csv.reader(_whole(client, "angka.csv").splitlines()))
    assert figures[0] == ["by", "code", "n", "as_of"]
    assert [row[:3] for row in figures[1:5]] == [
        ["contacts", "", "3"],
        ["cases", "", "1"],
        ["channel", "phone", "2"],
        ["channel", "whatsapp", "1"],
    ]


def test_nobody_downloads_all_day(flood, client, settings):
    settings.SURGA_PACE = {"download": (2, 600)}
    flood()
    statuses = [client.get("/hotline/posko-banjir/data.csv").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_a_page_asks_little_of_the_database(flood, touched, public, client, django_assert_max_num_queries):
    info = flood(articles=("posko",))
    touched(info, 30, case=Case.objects.get(code=public()))
    with django_assert_max_num_queries(10):
        client.get("/hotline/posko-banjir")
    with django_assert_max_num_queries(8):
        b"".join(client.get("/hotline/posko-banjir/data.json"))


def _whole(client, name):
    return b"".join(client.get(f"/hotline/posko-banjir/{name}")).decode()


def _records(client):
    return json.loads(_whole(client, "data.json"))["records"]
