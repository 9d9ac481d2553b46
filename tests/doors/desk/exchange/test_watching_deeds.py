"""What officers do about the exchange: each deed once in effect, said in a sentence, and nothing typed is lost."""

import re

import pytest
from django.utils import timezone

from surga.core.cases.models import Case
from surga.reactions.sync.models import Act, Cursor, Difference, Link, Trouble, Twin

AT = "/meja/pertukaran"
pytestmark = pytest.mark.usefixtures("linked")


def text_of(answer):
    """The page's words with single blanks, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_an_act_is_tried_again_and_the_second_time_nothing_happens(at, act):
    row, client = act(), at("coordinator")
    for said in ("Kiriman dicoba lagi.", "Kiriman dicoba lagi."):
        assert said in text_of(client.post(f"{AT}/kiriman/{row.pk}/ulangi", follow=True))
    Act.objects.update(state="done")
    answer = client.post(
        f"{AT}/kiriman/{row.pk}/ulangi", {"sisi": "sp4n", "keadaan": "menunggu"}, follow=True
    )
    assert "Kiriman itu sudah tidak menunggu." in text_of(answer)
    assert answer.redirect_chain == [(f"{AT}/kiriman?sisi=sp4n&keadaan=menunggu", 302)]
    assert Act.objects.get().state == "done"


def test_all_that_is_held_up_is_tried_again(at, act):
    act()
    act(reason="secret")
    client = at("coordinator")
    assert "Coba lagi semuanya" in text_of(client.get(f"{AT}/kiriman"))
    assert "1 kiriman dicoba lagi." in text_of(
        client.post(f"{AT}/kiriman/ulangi-semua", {"side": "sp4n"}, follow=True)
    )
    assert sorted(Act.objects.values_list("state", flat=True)) == ["due", "parked"]
    assert client.post(f"{AT}/kiriman/ulangi-semua", {"side": "nobody"}).status_code == 404


def test_an_act_is_skipped_with_a_reason(at, act):
    row, client = act(), at("coordinator")
    answer = client.post(f"{AT}/kiriman/{row.pk}/lewati", {"reason": " \x00 "})
    assert answer.status_code == 422
    assert "Tuliskan alasannya." in text_of(answer)
    answer = client.post(
        f"{AT}/kiriman/{row.pk}/lewati", {"reason": "Sudah diurus lewat telepon"}, follow=True
    )
    assert "Kiriman dilewati" in text_of(answer)
    assert Act.objects.get().state == "skipped"
    assert "Kiriman ke SP4N-LAPOR! dilewati" in text_of(
        client.get(f"/meja/laporan/{Case.objects.get(pk=row.case_id).code}")
    )


def test_a_case_is_linked_by_hand_and_what_was_typed_stays(at, act):
    row, client = act(), at("coordinator")
    answer = client.post(f"{AT}/kiriman/{row.pk}/hubungkan", {"report_id": "12a<b>"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="12a&lt;b&gt;" aria-invalid="true"' in page
    assert "Nomor di sana hanya angka" in page
    answer = client.post(f"{AT}/kiriman/{row.pk}/hubungkan", {"report_id": " #0916581 "}, follow=True)
    assert "dihubungkan dengan 0916581 di SP4N-LAPOR!" in text_of(answer)
    assert (Link.objects.get().report_id, Act.objects.get().state) == ("0916581", "done")
    second = act()
    answer = client.post(f"{AT}/kiriman/{second.pk}/hubungkan", {"report_id": "0916581"})
    assert "sudah terhubung dengan yang lain di sana" in text_of(answer)


def test_a_secret_case_is_told_only_by_who_may(at, act, case):
    subject = case("verified")
    Case.objects.filter(pk=subject.pk).update(confidential=True)
    row, client = act(subject, reason="secret"), at("coordinator")
    assert f"{AT}/kiriman/{row.pk}/izinkan" in client.get(f"{AT}/kiriman").content.decode()
    assert f"{AT}/kiriman/{row.pk}/izinkan" not in at("administrator").get(f"{AT}/kiriman").content.decode()
    assert at("administrator").post(f"{AT}/kiriman/{row.pk}/izinkan").status_code == 403
    assert "boleh disampaikan ke SP4N-LAPOR!" in text_of(
        client.post(f"{AT}/kiriman/{row.pk}/izinkan", follow=True)
    )
    assert Act.objects.get().state == "due"


@pytest.mark.parametrize("way", ["ulangi", "lewati", "hubungkan", "izinkan"])
def test_an_act_that_is_not_there_harms_nobody(at, city, way):
    answer = at("coordinator").post(f"{AT}/kiriman/999/{way}", {"reason": "x", "report_id": "1"}, follow=True)
    assert "Kiriman itu sudah tidak menunggu." in text_of(answer)
    assert at("verifier").post(f"{AT}/kiriman/999/{way}").status_code == 403


@pytest.mark.parametrize(
    "address", ["kiriman/{}/ulangi", "belum-masuk/{}/coba", "kembar/{}/sama", "perbedaan/{}/bereskan"]
)
def test_a_number_that_no_row_can_have_harms_nobody(at, city, address):
    assert at("coordinator").post(f"{AT}/{address.format(10**30)}").status_code == 302


def test_what_is_no_deed_is_not_there(at, act, twin):
    assert at("coordinator").post(f"{AT}/kiriman/{act().pk}/hapus").status_code == 404
    assert at("coordinator").post(f"{AT}/kembar/{twin().pk}/hapus").status_code == 404
    assert at("coordinator").get(f"{AT}/kiriman/1/ulangi").status_code == 405


def test_a_report_not_taken_in_is_told_and_tried(at, trouble):
    row, client = trouble(), at("coordinator")
    told = text_of(client.get(f"{AT}/belum-masuk"))
    assert "0916582 SP4N-LAPOR! Jawaban SP4N-LAPOR! tidak terbaca." in told
    assert "dicoba dalam 1 jam" in told
    assert "diambil pada putaran berikutnya" in text_of(
        client.post(f"{AT}/belum-masuk/{row.pk}/coba", follow=True)
    )
    assert Trouble.objects.get().next_at <= timezone.now()
    Trouble.objects.all().delete()
    assert "Laporan itu sudah diambil." in text_of(
        client.post(f"{AT}/belum-masuk/{row.pk}/coba", follow=True)
    )


def test_two_matters_are_told_apart_or_joined(at, case, twin):
    first, client = twin(), at("verifier")
    told = text_of(client.get(f"{AT}/kembar"))
    assert "Kemiripan 84 dari 100" in told
    assert told.index("Lampu mati di alun-alun") < told.index("Lampu alun-alun padam")
    assert "dua perkara yang berbeda" in text_of(client.post(f"{AT}/kembar/{first.pk}/beda", follow=True))
    assert Twin.objects.get().decided == "other"
    assert "sudah diputuskan" in text_of(client.post(f"{AT}/kembar/{first.pk}/sama", follow=True))
    second = twin(report_id="0916590")
    assert "Digabung" in text_of(client.post(f"{AT}/kembar/{second.pk}/sama", follow=True))
    assert Case.objects.get(pk=second.case_id).status == "archived"


def test_a_pair_with_a_case_one_may_not_see_is_not_shown(at, case, twin):
    hidden = case(text="Lampu balai desa padam karena pungutan")
    Case.objects.filter(pk=hidden.pk).update(oversight=True)
    row = twin(other=hidden)
    client = at("verifier")
    assert "pungutan" not in text_of(client.get(f"{AT}/kembar"))
    assert "sudah diputuskan" in text_of(client.post(f"{AT}/kembar/{row.pk}/sama", follow=True))
    assert Twin.objects.get().decided == ""
    assert "pungutan" in text_of(at("verifier", oversight=True).get(f"{AT}/kembar"))


def test_a_difference_is_explained_and_mended(at, case):
    subject, client = case("in_progress"), at("coordinator")
    Link.objects.create(
        system="sp4n", case_id=subject.pk, code=subject.code, report_id="0916581", direction="out"
    )
    row = Difference.objects.create(
        system="sp4n",
        kind="standing",
        case_id=subject.pk,
        report_id="0916581",
        ours="in_progress",
        theirs="disposed",
    )
    Difference.objects.create(system="sp4n", kind="double", case_id=subject.pk, report_id="0916599")
    told = text_of(client.get(f"{AT}/perbedaan"))
    assert "Di sini “Dikerjakan”, di SP4N-LAPOR! “Terdisposisi”." in told
    assert told.count("Kabarkan status kita lagi") == 1
    assert "Dibereskan" in text_of(client.post(f"{AT}/perbedaan/{row.pk}/bereskan", follow=True))
    assert "sudah tidak ada" in text_of(client.post(f"{AT}/perbedaan/{row.pk}/bereskan", follow=True))
    assert (Act.objects.get().kind, Difference.objects.get().kind) == ("follow_up", "double")


def test_both_sides_are_compared_at_a_word(at, city):
    client = at("coordinator")
    assert "belum pernah dibandingkan." in text_of(client.get(f"{AT}/perbedaan"))
    asked = {"side": "sp4n"}
    assert "belum pernah dibaca" in text_of(client.post(f"{AT}/perbedaan/bandingkan", asked, follow=True))
    Cursor.objects.create(system="sp4n", compared_at=timezone.now())
    assert "dibandingkan baru saja." in text_of(client.get(f"{AT}/perbedaan"))
    assert "sebentar lagi" in text_of(client.post(f"{AT}/perbedaan/bandingkan", asked, follow=True))
