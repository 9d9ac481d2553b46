"""The shared inbox over HTTP: what an officer sees, and that its acts need no script."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from surga.core.intake.actions import holding
from surga.core.intake.models import Contact, Conversation, Line, Submission
from surga.core.knowledge.models import Article
from surga.core.knowledge.queries import forget
from surga.core.people.access import ROLES, may

INBOX = "/meja/percakapan"
ONCE = "0123456789abcdef" * 2


def text_of(answer):
    return answer.content.decode()


def fresh(conversation):
    return Conversation.objects.get(pk=conversation.pk)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "address", [INBOX, "{one}", "{one}/baru", f"{INBOX}/baru", f"{INBOX}/berkas/{{file}}/besar"]
)
def test_only_who_may_converse_reads_conversations(at, talk, line, role, address):
    client, one = at(role), talk()
    default_storage.save("files/x.txt", ContentFile(b"x"))
    file = line(one, file="files/x.txt", kind="document")
    answer = client.get(address.format(one=f"{INBOX}/{one.pk}", file=file.pk))
    answer.close()
    assert answer.status_code == (200 if may(client.actor, "converse") else 403)


def test_an_article_beside_a_conversation_says_that_it_may_be_wrong(at, talk, line):
    Article.objects.create(slug="ktp", title="KTP hilang", summary="Bawa KK.", changed_at=timezone.now())
    forget()
    one = talk()
    line(one, "ktp saya hilang, bagaimana?")
    assert "Contoh, belum dipastikan instansinya." in text_of(at("operator").get(f"{INBOX}/{one.pk}"))
    Article.objects.update(confirmed=True, valid_until=timezone.localdate() - timedelta(days=1))
    forget()
    assert "Mungkin sudah berubah" in text_of(at("operator").get(f"{INBOX}/{one.pk}"))
    forget()


@pytest.mark.parametrize("role", ["liaison", "executive"])
@pytest.mark.parametrize(
    "name", ["ambil", "jawab", "selesai", "lepas", "tunda", "serahkan", "ulang", "baca", "templat"]
)
def test_only_who_may_converse_acts(at, talk, role, name):
    one = talk()
    assert at(role).post(f"{INBOX}/{one.pk}/{name}", {"text": "x"}).status_code == 403
    assert fresh(one).version == one.version


def test_each_filter_shows_its_own(at, talk, held):
    client, other = at("operator"), at("verifier")
    later = timezone.now() + timedelta(hours=1)
    talk(name="Menunggu Satu")
    held(client, name="Milik Saya", waiting_since=None)
    held(other, name="Milik Lain", waiting_since=None)
    talk(name="Dengan Bot", mode="bot", waiting_since=None)
    held(client, name="Sedang Tidur", snoozed_until=later, unread=0)
    held(client, name="Bangun Sendiri", snoozed_until=timezone.now() - timedelta(minutes=1), unread=0)
    held(client, name="Dibangunkan Warga", snoozed_until=later, unread=1)
    shown = {
        name: {who for who in Conversation.objects.values_list("name", flat=True) if who in page}
        for name in ("waiting", "mine", "all", "bot", "snoozed")
        for page in [text_of(client.get(f"{INBOX}?saring={name}"))]
    }
    awake = {"Bangun Sendiri", "Dibangunkan Warga"}
    assert shown == {
        "waiting": {"Menunggu Satu", *awake},
        "mine": {"Milik Saya", *awake},
        "all": {"Menunggu Satu", "Milik Saya", "Milik Lain", "Dengan Bot", "Sedang Tidur", *awake},
        "bot": {"Dengan Bot"},
        "snoozed": {"Sedang Tidur"},
    }


def test_who_waits_longest_stands_first_and_a_number_is_masked(at, talk):
    now = timezone.now()
    talk(name="Baru Datang", waiting_since=now - timedelta(minutes=1))
    talk(name="", phone="+6281234567890", waiting_since=now - timedelta(hours=2))
    page = text_of(at("operator").get(INBOX))
    assert page.index("+62812•••890") < page.index("Baru Datang")
    assert "+6281234567890" not in page
    assert "2 jam" in page


@pytest.mark.parametrize("q", ["Sumar", "0812 3456 7890", "+62 812-3456", "genteng", "GENTENG"])
def test_search_finds_names_numbers_and_words(at, talk, line, q):
    found = talk(name="Sumarni", phone="+6281234567890", sender="6281234567890", mode="bot")
    line(found, "genteng rumah saya bocor")
    talk(name="Orang Lain")
    page = text_of(at("operator").get(INBOX, {"q": q}))
    assert "Sumarni" in page
    assert "Orang Lain" not in page


def test_words_of_a_year_ago_are_not_searched_and_the_page_says_so(at, talk, line):
    line(talk(name="Sumarni"), "genteng bocor", at=timezone.now() - timedelta(days=120))
    page = text_of(at("operator").get(INBOX, {"q": "genteng"}))
    assert "Sumarni" not in page
    assert "90 hari terakhir" in page


def test_the_list_goes_on_without_losing_or_repeating_any(at, talk):
    start = timezone.now()
    for n in range(53):
        talk(name=f"Warga {n:02}x", mode="bot", changed_at=start - timedelta(minutes=n // 2))
    client = at("operator")
    first = client.get(f"{INBOX}?saring=bot")
    onward = text_of(first).split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    both = [text_of(first), text_of(client.get(onward))]
    assert [sum(f"Warga {n:02}x" in page for page in both) for n in range(53)] == [1] * 53


@pytest.mark.parametrize("address", ["999", "999/baru", "berkas/999/besar", "berkas/1/sedang"])
def test_what_is_not_there_is_404(at, talk, address):
    assert at("operator").get(f"{INBOX}/{address}").status_code == 404


def test_a_case_out_of_sight_is_not_told_of(at, talk, case):
    one = talk()
    mine, oversight = case(), case()
    for each in (mine, oversight):
        Submission.objects.filter(case=each).update(conversation=one)
    type(oversight).objects.filter(pk=oversight.pk).update(oversight=True)
    page = text_of(at("operator").get(f"{INBOX}/{one.pk}"))
    assert mine.code in page
    assert oversight.code not in page
    assert f"/meja/baru?percakapan={one.pk}" in page


def test_earlier_pranks_warn(at, talk):
    one = talk(phone="+6281234567890")
    past = timezone.now() - timedelta(days=3)
    told = {"touch": "call", "channel": "phone", "started_at": past, "ended_at": past}
    for outcome in ("prank", "abusive", "information"):
        Contact.objects.create(**told, outcome=outcome, caller_phone="+6281234567890")
    Contact.objects.create(**told, outcome="prank", caller_phone="+6281999999999")
    assert "2 kontak sebelumnya iseng atau kasar" in text_of(at("operator").get(f"{INBOX}/{one.pk}"))


def test_a_page_costs_few_queries_however_much_was_said(at, held, line, case, django_assert_max_num_queries):
    client = at("operator")
    one = held(client)
    for n in range(40):
        held(client, name=f"Warga {n}")
        line(one, f"pesan {n}", case=case() if n < 5 else None)
        line(one, "jawaban", way="out", author="officer", officer=client.officer, state="read")
    client.get(f"{INBOX}/{one.pk}")
    with django_assert_max_num_queries(12):
        assert client.get(f"{INBOX}/{one.pk}").status_code == 200
    with django_assert_max_num_queries(7):
        assert client.get(INBOX).status_code == 200


def test_ready_made_replies_know_whom_they_are_for(at, held, case):
    from surga.core.agencies.actions import save_text

    save_text("reply_name", "id", "Halo {nama}, saya {petugas} dari {kota}.", "system:setup")
    save_text("reply_code", "id", "Tentang laporan {kode}.", "system:setup")
    client = at("operator", name="Rini")
    one = held(client)
    page = text_of(client.get(f"{INBOX}/{one.pk}"))
    assert "Halo Sumarni, saya Rini dari" in page
    assert "Tentang laporan" not in page
    one.case = case()
    one.save()
    assert f"Tentang laporan {one.case.code}." in text_of(client.get(f"{INBOX}/{one.pk}"))
    sent = {"insert": "1", "reply": "reply_name", "text": "Selamat pagi.", "once": ONCE}
    page = text_of(client.post(f"{INBOX}/{one.pk}/jawab", sent))
    assert "Selamat pagi.\n\nHalo Sumarni, saya Rini dari" in page.replace("\r", "")
    assert Line.objects.count() == 0


def test_after_a_day_the_box_gives_way_to_templates(at, held):
    client = at("operator")
    one = held(client, last_in_at=timezone.now() - timedelta(hours=25))
    page = text_of(client.get(f"{INBOX}/{one.pk}"))
    assert "<textarea" not in page
    assert "24 jam" in page
    assert "Halo Sumarni" in page
    answer = client.post(f"{INBOX}/{one.pk}/jawab", {"text": "Halo, apa kabar?", "once": ONCE})
    assert answer.status_code == 409
    assert "Halo, apa kabar?" in text_of(answer)
    for _ in range(2):
        client.post(f"{INBOX}/{one.pk}/templat", {"template": "lanjut", "once": ONCE})
    line = Line.objects.get()
    assert (line.kind, line.data["template"], line.data["params"][0]) == ("template", "lanjut", "Sumarni")
    assert line.text.startswith("Halo Sumarni, ")
    wrong = client.post(f"{INBOX}/{one.pk}/templat", {"template": "lain", "once": ONCE})
    assert wrong.status_code == 422


def test_a_line_that_may_be_lost_is_sent_again_only_on_purpose(at, held, line):
    client = at("operator")
    one = held(client)
    lost = line(one, "Baik", way="out", author="officer", state="unsure", ref="r", key="k")
    client.get(f"{INBOX}/{one.pk}")
    lost.refresh_from_db()
    assert lost.state == "unsure"
    assert client.post(f"{INBOX}/{one.pk}/ulang", {"line": lost.pk}).status_code == 302
    lost.refresh_from_db()
    assert lost.state == "due"
    again = client.post(f"{INBOX}/{one.pk}/ulang", {"line": lost.pk})
    assert again.status_code == 409
    other = held(client)
    assert client.post(f"{INBOX}/{other.pk}/ulang", {"line": lost.pk}).status_code == 409


def test_holding_says_what_the_page_says(at, talk):
    """The other's name stands on the page, and what was typed is kept."""
    one, client, other = talk(), at("operator"), at("verifier", name="Budi Verifikator")
    holding.take(one.pk, other.actor)
    answer = client.post(f"{INBOX}/{one.pk}/ambil")
    assert answer.status_code == 409
    assert "Budi Verifikator sedang menangani percakapan ini." in text_of(answer)
    answer = client.post(f"{INBOX}/{one.pk}/jawab", {"text": "Tulisan panjang saya", "once": ONCE})
    assert answer.status_code == 409
    assert "Tulisan panjang saya" in text_of(answer)
    assert Line.objects.count() == 0


@pytest.mark.parametrize(("role", "links"), [("operator", 2), ("coordinator", 1), ("liaison", 0)])
def test_who_converses_finds_the_inbox_from_every_page(at, city, role, links):
    page = (
        text_of(at(role).get("/meja/antrean/all")).partition('<nav class="queues"')[2].partition("</nav>")[0]
    )
    assert page.count('href="/meja/percakapan"') + page.count('href="/meja/baru"') == links
