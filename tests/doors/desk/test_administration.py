"""Running the city without a shell."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.agencies.models import DeadlineRule
from surga.core.people import queries as people
from surga.core.people.actions import issue_token
from surga.core.people.models import ApiToken, Officer
from surga.doors.desk.administration.sheets import SHEETS
from surga.events.models import Delivery, Event
from tests.doors.desk.conftest import PASSWORD

AT = "/meja/kelola"


@pytest.fixture
def admin(at):
    return at("administrator")


def text_of(answer):
    return answer.content.decode()


def secret_in(answer):
    return text_of(answer).split('id="secret">')[1].split("<")[0]


@pytest.mark.parametrize("slug", SHEETS)
def test_every_sheet_lists_and_is_searched(slug, admin):
    assert admin.get(f"{AT}/{slug}").status_code == 200
    assert "Tidak ada yang cocok" in text_of(admin.get(f"{AT}/{slug}", {"q": "gajah terbang"}))


def test_a_new_officer_gets_a_password_that_is_shown_once(admin):
    said = {"username": "anyar", "name": "Orang Baru", "role": "liaison", "agency": "umum", "active": "1"}
    answer = admin.post(f"{AT}/petugas/baru", said)
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    password = secret_in(answer)
    assert people.officer_named("anyar").check_password(password)
    assert password not in text_of(admin.get(f"{AT}/petugas/baru"))
    actor = people.actor_of(people.officer_named("anyar"))
    assert (actor.role, actor.agency, actor.oversight) == ("liaison", "umum", False)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"username": ""}, "Bagian ini harus diisi."),
        ({"username": "dua kata"}, "tanpa spasi"),
        ({"username": "administrator-kota"}, "Nama pengguna itu sudah dipakai."),
        ({"role": "raja"}, "Pilih salah satu yang tersedia."),
        ({"role": "liaison", "agency": ""}, "Peran ini bekerja untuk satu instansi."),
        ({"email": "x"}, "Alamat surel itu belum lengkap."),
    ],
)
def test_a_wrong_officer_is_not_added(said, sentence, admin):
    answer = admin.post(f"{AT}/petugas/baru", {"username": "baru", "role": "operator", "active": "1", **said})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Officer.objects.count() == 1


def test_a_role_is_changed_and_the_password_stays(admin, officer):
    someone = officer("verifier")
    said = {"name": "Nama Lain", "role": "coordinator", "sees_oversight": "1", "active": "1"}
    assert admin.post(f"{AT}/petugas/{someone.username}", said).status_code == 302
    after = people.officer_named(someone.username)
    assert (after.role, after.sees_oversight, after.first_name) == ("coordinator", True, "Nama Lain")
    assert after.check_password(PASSWORD)


def test_an_administrator_cannot_lock_themselves_out(admin):
    address = f"{AT}/petugas/{admin.officer.username}"
    for said in ({"role": "operator", "active": "1"}, {"role": "administrator"}):
        answer = admin.post(address, said)
        assert answer.status_code == 422
        assert "Anda tidak dapat mencabut wewenang sendiri." in text_of(answer)


def test_a_new_password_ends_the_old_one_and_its_sessions(admin, at):
    other = at("verifier")
    answer = admin.post(f"{AT}/petugas/{other.officer.username}/kata-sandi")
    fresh = people.officer_named(other.officer.username)
    assert fresh.check_password(secret_in(answer))
    assert not fresh.check_password(PASSWORD)
    assert (fresh.role, fresh.first_name) == (other.officer.role, other.officer.first_name)
    assert other.get("/meja")["Location"].startswith("/masuk")


def test_a_new_password_ends_the_api_tokens_too(admin, officer, client):
    someone = officer("verifier")
    token = issue_token(someone)
    headers = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/cases", headers=headers).status_code == 200
    admin.post(f"{AT}/petugas/{someone.username}/kata-sandi")
    assert client.get("/api/v1/cases", headers=headers).status_code == 401


def test_no_officer_is_called_like_the_empty_form(admin):
    said = {"username": "baru", "name": "Orang", "role": "liaison", "agency": "umum", "active": "1"}
    assert admin.post(f"{AT}/petugas/baru", said).status_code == 422


def test_a_token_is_shown_once_opens_the_api_and_is_revoked(admin, officer):
    someone = officer("verifier")
    answer = admin.post(f"{AT}/petugas/{someone.username}/token", {"name": "laporan bulanan"})
    raw = secret_in(answer)
    assert people.officer_by_token(raw) == someone
    page = text_of(admin.get(f"{AT}/petugas/{someone.username}"))
    assert "laporan bulanan" in page
    assert raw not in page
    token = ApiToken.objects.get()
    admin.post(f"{AT}/petugas/{someone.username}/token/{token.pk}/cabut")
    assert people.officer_by_token(raw) is None


def test_an_agency_is_added_changed_and_closed(admin):
    said = {"name": "Dinas Air", "short": "Dinair", "kind": "dinas", "level": "opd", "active": "1"}
    assert admin.post(f"{AT}/instansi/baru", {"code": "air", **said}).status_code == 302
    assert agencies.city().agencies["air"].label == "Dinair"
    page = text_of(admin.get(f"{AT}/instansi/air"))
    assert 'value="Dinas Air"' in page
    assert 'name="code"' not in page
    admin.post(f"{AT}/instansi/air", {**said, "name": "Dinas Air Bersih", "active": ""})
    changed = agencies.city().agencies["air"]
    assert (changed.name, changed.active) == ("Dinas Air Bersih", False)


def test_a_taken_or_broken_code_is_refused(admin):
    said = {"name": "X", "kind": "dinas", "level": "opd"}
    assert "Kode itu sudah dipakai." in text_of(admin.post(f"{AT}/instansi/baru", {"code": "umum", **said}))
    assert "Hanya huruf kecil" in text_of(admin.post(f"{AT}/instansi/baru", {"code": "A b", **said}))
    assert agencies.city().agencies["umum"].name == "Dinas Umum"


def test_a_topic_s_words_and_agency_are_edited(admin):
    said = {
        "name": "Jalan",
        "name_en": "Roads",
        "agency": "kel-timur",
        "service_class": "quick",
        "active": "1",
    }
    admin.post(f"{AT}/topik/jalan", {**said, "words": "Jalan; lubang\naspal; ;aspal", "protected": "1"})
    topic = agencies.city().topics["jalan"]
    assert topic.words == ("jalan", "lubang", "aspal")
    assert (topic.agency, topic.service_class, topic.protected) == ("kel-timur", "quick", True)
    assert "jalan; lubang; aspal" in text_of(admin.get(f"{AT}/topik/jalan"))


def test_a_ready_made_reply_is_added_in_both_languages(admin):
    admin.post(
        f"{AT}/teks/baru", {"code": "reply_baru", "id": "Terima kasih, {code}.", "en": "Thank you, {code}."}
    )
    text = agencies.city().texts["reply_baru"]
    assert text == {"id": "Terima kasih, {code}.", "en": "Thank you, {code}."}
    assert "Bagian ini harus diisi." in text_of(admin.post(f"{AT}/teks/reply_baru", {"id": " ", "en": "x"}))


def test_a_new_deadline_holds_from_its_day_and_the_old_one_stays(admin):
    before = DeadlineRule.objects.count()
    day = timezone.localdate() + timedelta(days=30)
    said = {
        "clock": "verification",
        "service_class": "*",
        "amount": "1",
        "unit": "working_day",
        "starts": "received",
        "valid_from": day.isoformat(),
    }
    assert admin.post(f"{AT}/batas-waktu/baru", said).status_code == 302
    assert (
        admin.post(f"{AT}/batas-waktu/baru", said).status_code == 302
    )  # corrected the same day: a set of its own
    assert DeadlineRule.objects.count() == before + 2
    city = agencies.city()
    assert city.deadline("verification", "ordinary", day - timedelta(days=1)).amount == 2
    assert city.deadline("verification", "ordinary", day).amount == 1
    page = text_of(admin.get(f"{AT}/batas-waktu"))
    assert "1 hari kerja sejak diterima" in page
    assert "2 hari kerja sejak diterima" in page
    assert "belum dipastikan" in page


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"valid_from": "2001-01-01"}, "Aturan baru berlaku paling cepat hari ini."),
        ({"valid_from": "kemarin"}, "Tanggal itu tidak ada."),
        ({"amount": ""}, "Bagian ini harus diisi."),
        ({"confirmed": "1"}, "Yang sudah dipastikan perlu dasarnya."),
        ({"clock": "?"}, "Pilih salah satu yang tersedia."),
    ],
)
def test_a_wrong_deadline_is_refused(said, sentence, admin):
    good = {
        "clock": "verification",
        "service_class": "*",
        "amount": "1",
        "unit": "day",
        "starts": "received",
        "valid_from": timezone.localdate().isoformat(),
    }
    answer = admin.post(f"{AT}/batas-waktu/baru", {**good, **said})
    assert answer.status_code == 422
    assert sentence in text_of(answer)


def test_a_day_off_is_added_and_changed(admin):
    day = agencies.city().calendar.covered_to
    admin.post(
        f"{AT}/hari-libur/baru", {"date": day.isoformat(), "name": "Libur akhir tahun", "kind": "local"}
    )
    assert not agencies.city().calendar.is_working_day(day)
    admin.post(f"{AT}/hari-libur/{day.isoformat()}", {"name": "Tetap masuk", "kind": "working"})
    assert agencies.city().calendar.is_working_day(day)


@pytest.mark.parametrize(
    "address", ["tidak-ada", "tidak-ada/baru", "wewenang/baru", "instansi/zzz", "petugas/zzz"]
)
def test_what_is_not_there_is_not_found(address, admin):
    assert admin.get(f"{AT}/{address}").status_code == 404


@pytest.fixture
def parked(case):
    event = Event.objects.filter(case_id=case().pk)[0]
    Delivery.objects.filter(event=event).delete()
    now = timezone.now()
    return Delivery.objects.create(
        event=event,
        case_id=event.case_id,
        reaction="notify",
        attempts=8,
        next_at=now,
        parked_at=now,
        error="KeyError",
    )


def test_a_parked_delivery_is_tried_again(at, parked):
    client = at("coordinator")
    assert "KeyError" in text_of(client.get(f"{AT}/antrian"))
    client.post(f"{AT}/antrian/{parked.pk}/ulangi")
    parked.refresh_from_db()
    assert (parked.parked_at, parked.attempts) == (None, 0)


def test_a_parked_delivery_is_given_up_with_a_reason(at, parked):
    client = at("coordinator")
    client.post(f"{AT}/antrian/{parked.pk}/lewati", {"reason": " "})
    assert Delivery.objects.filter(pk=parked.pk).exists()
    client.post(f"{AT}/antrian/{parked.pk}/lewati", {"reason": "sudah dikirim lewat telepon"})
    assert not Delivery.objects.filter(pk=parked.pk).exists()
    assert Event.objects.get(name="DeliverySkipped").actor == str(client.actor)


def test_a_coordinator_s_way_into_the_administration_is_the_parked_ones(at):
    assert at("coordinator").get(AT)["Location"] == f"{AT}/antrian"
