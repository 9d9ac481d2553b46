"""An officer keeps views, asks to be told, and sees the week before it is sent."""

import pytest

from surga.reactions.insight.queries.watching import alerts_of, digest_of, views_of

PAGE = "/sie/pantau"


@pytest.fixture
def mayor(at):
    return at("executive")


def test_the_page_says_what_can_be_kept_and_shows_the_week(mayor, case):
    case("answered")
    said = mayor.get(PAGE).content.decode()
    assert "Belum ada. Buka halaman SIE" in said
    assert "laporan masuk" in said
    assert "belum punya alamat surel" in said
    assert mayor.get(f"{PAGE}?simpan=/sie/temuan").content.decode().count('value="/sie/temuan"') == 1


def test_a_view_is_kept_shown_and_removed(mayor):
    told = {"name": "Jalan", "address": "/sie/temuan?topik=jalan"}
    assert mayor.post(f"{PAGE}/tampilan", told).headers["Location"] == PAGE
    assert '<a href="/sie/temuan?topik=jalan">Jalan</a>' in mayor.get(PAGE).content.decode()
    kept = views_of(int(mayor.actor.id))[0]
    mayor.post(f"{PAGE}/tampilan", {"hapus": kept.pk})
    assert views_of(int(mayor.actor.id)) == []


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"name": "", "address": "/sie"}, "Bagian ini harus diisi."),
        ({"name": "x", "address": "https://example.org"}, "Yang dapat disimpan hanya halaman SIE."),
    ],
)
def test_a_view_that_cannot_be_kept_says_why(mayor, told, said):
    found = mayor.post(f"{PAGE}/tampilan", told)
    assert found.status_code == 422
    assert said in found.content.decode()


def test_an_alert_is_kept_as_a_sentence_and_stopped(mayor):
    told = {"figure": "cases", "change": "rise", "days": "28", "topic": "pungli"}
    assert mayor.post(f"{PAGE}/kabar", told).status_code == 302
    (alert,) = alerts_of(int(mayor.actor.id))
    assert alert.where == {"topic": "pungli"}
    assert "naik lebih dari kebetulan" in mayor.get(PAGE).content.decode()
    mayor.post(f"{PAGE}/kabar", {"hapus": alert.pk})
    assert alerts_of(int(mayor.actor.id)) == []


def test_an_alert_without_its_limit_is_refused_and_loses_nothing(mayor):
    found = mayor.post(f"{PAGE}/kabar", {"figure": "cases", "change": "above", "days": "7", "topic": "jalan"})
    assert found.status_code == 422
    said = found.content.decode()
    assert "Tulis batasnya dengan angka." in said
    assert '<option value="jalan" selected>' in said
    assert alerts_of(int(mayor.actor.id)) == []


def test_an_agency_is_offered_itself_only(at):
    liaison = at("liaison")
    found = liaison.post(
        f"{PAGE}/kabar", {"figure": "cases", "change": "rise", "days": "7", "agency": "pengawas"}
    )
    assert found.status_code == 422


def test_the_digest_goes_by_whatsapp_with_a_number_or_not_at_all(mayor):
    told = {"way": "whatsapp", "phone": "abc", "language": "id"}
    found = mayor.post(f"{PAGE}/ringkasan", told)
    assert found.status_code == 422
    assert "Nomor telepon itu belum lengkap." in found.content.decode()
    mayor.post(f"{PAGE}/ringkasan", {**told, "phone": "081234567890"})
    kept = digest_of(int(mayor.actor.id))
    assert (kept.way, kept.phone) == ("whatsapp", "+6281234567890")
    assert "Berhenti menerima" in mayor.get(PAGE).content.decode()
    mayor.post(f"{PAGE}/ringkasan", {"hapus": "1"})
    assert digest_of(int(mayor.actor.id)) is None


def test_an_operator_has_no_such_page(at):
    assert at("operator").get(PAGE).status_code == 403


def test_one_officer_cannot_remove_what_another_keeps(mayor, at):
    mayor.post(f"{PAGE}/tampilan", {"name": "Jalan", "address": "/sie"})
    (kept,) = views_of(int(mayor.actor.id))
    at("coordinator").post(f"{PAGE}/tampilan", {"hapus": kept.pk})
    assert len(views_of(int(mayor.actor.id))) == 1
