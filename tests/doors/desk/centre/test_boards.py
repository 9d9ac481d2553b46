"""Keeping a board: each agency its own lines, by keyboard; nobody overwrites what somebody else just said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.hotlines.actions import update_board
from surga.core.hotlines.models import BoardRow
from surga.core.hotlines.queries import board_of
from surga.events.models import Event

pytestmark = pytest.mark.django_db


def _say(line, free="", total="", note="", **more):
    seen = line.updated_at.isoformat() if line.updated_at else ""
    said = {"free": free, "total": total, "note": note, "seen": seen, **more}
    return {f"{name}-{line.id}": value for name, value in said.items()}


def test_an_agency_keeps_its_own_lines_and_no_others(at, flood):
    own, other = flood
    liaison = at("liaison")
    page = liaison.get("/meja/hotline/posko-banjir/papan").content.decode()
    assert "Balai Timur" in page
    assert "Gudang" not in page
    answer = liaison.post(
        "/meja/hotline/posko-banjir/papan", {**_say(own, "12", "40"), **_say(other, "5", "9")}
    )
    assert answer.status_code == 302
    assert [line.free for line in board_of("posko-banjir")] == [12, None]
    assert "posko-banjir" in liaison.get("/meja/hotline").content.decode()
    stranger = at("liaison", "kel-timur")
    assert stranger.get("/meja/hotline/posko-banjir/papan").status_code == 403
    assert "posko-banjir" not in stranger.get("/meja/hotline").content.decode()


def test_only_what_was_touched_is_said_anew(at, flood):
    operator = at("operator")
    both = {**_say(flood[0], "12", "40"), **_say(flood[1], "9", "")}
    operator.post("/meja/hotline/posko-banjir/papan", both)
    first, second = board_of("posko-banjir")
    long_ago = timezone.now() - timedelta(hours=7)
    BoardRow.objects.update(updated_at=long_ago)
    first, second = board_of("posko-banjir")
    assert "sudah lama" in operator.get("/meja/hotline/posko-banjir/papan").content.decode()
    operator.post(
        "/meja/hotline/posko-banjir/papan", {**_say(first, "12", "40"), **_say(second, "9", "", same="1")}
    )
    first, second = board_of("posko-banjir")
    assert first.updated_at == long_ago
    assert second.updated_at > long_ago
    assert Event.objects.filter(name="BoardUpdated", actor=str(operator.actor)).count() == 3


def test_who_comes_second_sees_the_others_figures_and_keeps_their_own(at, flood):
    own = flood[0]
    update_board(own.id, 3, 40, "", "officer:9")
    operator = at("operator")
    answer = operator.post("/meja/hotline/posko-banjir/papan", _say(own, "12", "40"))
    assert answer.status_code == 409
    assert board_of("posko-banjir")[0].free == 3
    page = answer.content.decode()
    assert 'value="12"' in page
    assert "diperbarui orang lain" in page
    # Saved again, after having seen it, it counts.
    row = answer.context["lines"][0]
    said = {f"free-{own.id}": "12", f"total-{own.id}": "40", f"note-{own.id}": "", f"seen-{own.id}": row.seen}
    assert operator.post("/meja/hotline/posko-banjir/papan", said).status_code == 302
    assert board_of("posko-banjir")[0].free == 12


@pytest.mark.parametrize(
    ("free", "total", "said"),
    [
        ("41", "40", "tidak boleh lebih"),
        ("banyak", "40", "angka"),
        ("-1", "", "angka"),
        ("9" * 9, "", "di luar batas"),
    ],
)
def test_a_wrong_row_holds_up_no_other(at, flood, free, total, said):
    typed = {**_say(flood[0], free, total), **_say(flood[1], "7", "", "ambil di gerbang")}
    answer = at("coordinator").post("/meja/hotline/posko-banjir/papan", typed)
    assert answer.status_code == 422
    assert said in str(answer.context["wrong"])
    assert f'value="{free}"' in answer.content.decode()
    first, second = board_of("posko-banjir")
    assert (first.free, second.free, second.note) == (None, 7, "ambil di gerbang")


def test_nothing_touched_is_said_so(at, flood):
    coordinator = at("coordinator")
    answer = coordinator.post(
        "/meja/hotline/posko-banjir/papan", {**_say(flood[0], "", "40"), **_say(flood[1])}, follow=True
    )
    assert "Tidak ada yang berubah" in answer.content.decode()
    assert not Event.objects.filter(name="BoardUpdated").exists()


@pytest.mark.browser
def test_the_board_is_kept_by_keyboard(desktop_page, at, flood, settings):
    cookie = at("operator").cookies[settings.SESSION_COOKIE_NAME]
    desktop_page.goto("/masuk")
    address = str(desktop_page.evaluate("location.origin"))
    desktop_page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    desktop_page.goto("/meja/hotline/posko-banjir/papan")
    for key in ("1", "2", "Enter"):
        desktop_page.keyboard.press(key)
    desktop_page.get_by_text("1 baris diperbarui.").wait_for()
    assert board_of("posko-banjir")[0].free == 12
    assert not desktop_page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_whose_agency_keeps_no_board_is_not_told_that_there_is_no_hotline(flood, at):
    page = at("liaison", agency="pengawas").get("/meja/hotline").content.decode()
    assert "Tidak ada papan yang dijaga instansi Anda" in page
    assert "Belum ada hotline" not in page
