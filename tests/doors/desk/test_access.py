"""Every role, every action, every flag of a case, over HTTP: the table of access.py says what must happen.

What an officer may not see does not exist for them (404); what they see and may not do is refused (403);
a refusal changes nothing.
"""

import pytest
from django.db import transaction
from django.utils import timezone

from surga.core.cases.models import Case, Photo
from surga.core.cases.queries import facts_of
from surga.core.people.access import ACTIONS, ROLES, WITHOUT_CASE, may
from surga.doors.desk.casework.handling.deeds import DEEDS
from surga.events.models import Event

#: How the case stands when the deed is tried, and what the form says. Photos and bounces are added below.
TRIES = {
    "see": ("forwarded", {}),
    "reveal": ("forwarded", {"reason": "Perlu menelepon."}),
    "verify": ("received", {"topic": "jalan"}),
    "ask": ("forwarded", {"text": "Di sebelah mana?"}),
    "forward": ("forwarded", {"agency": "pengawas"}),
    "decide": ("forwarded", {"agency": "pengawas"}),
    "start": ("forwarded", {}),
    "return": ("forwarded", {"reason": "Bukan wewenang kami."}),
    "answer": ("in_progress", {"text": "Kami jadwalkan."}),
    "resolve": ("in_progress", {"text": "Sudah selesai."}),
    "escalate": ("in_progress", {"level": "province", "reason": "Jalan provinsi."}),
    "raise": ("in_progress", {"reason": "not_competent"}),
    "archive": ("verified", {"reason": "spam"}),
    "note": ("closed", {"text": "Sudah ditelepon."}),
    "reopen": ("closed", {}),
    "refuse_reopen": ("closed", {"reason": "Sudah selesai."}),
    "show_photo": ("forwarded", {"public": "1"}),
    "bulk": ("forwarded", {"do": "ask", "sure": "1", "text": "Di sebelah mana?"}),
}
FLAGS = {
    "plain": {},
    "anonymous": {"anonymous": True},
    "confidential": {"confidential": True},
    "oversight": {"oversight": True},
    "accused agency": {"confidential": True, "accused": "umum"},
    "other agency": {"agency_id": "kel-timur"},
    "with the inspectorate": {"agency_id": "pengawas"},
}
#: Deeds that have no row of their own in the table → the row they go by.
GO_BY = {deed.name: deed.right for deed in DEEDS.values() if deed.right}
#: The figures are shown by other doors.
NOT_HERE = {"figures"}
#: What is done on pages of their own; ``test_pictures`` and ``test_together`` walk those.
ELSEWHERE = {"judge_photo", "see_original", "join", "split"}


@pytest.fixture
def everybody(at):
    """A client for each role, and for those that may be named for oversight cases."""
    plain = [at(role) for role in ROLES]
    return [*plain, at("verifier", oversight=True), at("coordinator", oversight=True)]


def test_the_walk_leaves_out_no_action():
    assert (set(TRIES) - set(GO_BY)) | WITHOUT_CASE | ELSEWHERE == set(ACTIONS)
    assert GO_BY == {"raise": "escalate"}
    assert set(DEEDS) <= set(TRIES)


@pytest.mark.parametrize("action", TRIES)
def test_a_deed_is_done_exactly_where_the_table_allows_it(action, everybody, case):
    status, said = TRIES[action]
    subject = case()
    photo = Photo.objects.create(
        case=subject, file="x", thumb="x", original="x", width=1, height=1, at=timezone.now()
    )
    wrong = []
    for name, flags in FLAGS.items():
        fields = {"agency_id": "umum", **flags, "status": status, "bounces": 2 if action == "decide" else 0}
        if action == "refuse_reopen":
            fields["reopen_requested_at"] = timezone.now()
        _set(subject.pk, fields)
        fresh = Case.objects.select_related("reporter").get(pk=subject.pk)
        wrong += [
            (client.actor.role, client.actor.oversight, name, expected, got)
            for client in everybody
            for expected, got in [_tried(client, fresh, action, said, photo.pk)]
            if expected != got
        ]
    assert not wrong


def _set(pk, fields):
    """The case as if nothing had been said of it but this."""
    clean = {
        "anonymous": False,
        "confidential": False,
        "oversight": False,
        "accused": "",
        "reopen_requested_at": None,
    }
    Case.objects.filter(pk=pk).update(**{**clean, **fields})


def _tried(client, case, action, said, photo_id):
    """(what the table says must come, what came), each as "done", 403 or 404."""
    facts = facts_of(case)
    before = _state(case.pk)
    with transaction.atomic():
        answer = _ask(client, case.code, action, {**said, "photo_id": photo_id})
        after = _state(case.pk)
        transaction.set_rollback(True)
    got = "done" if answer.status_code < 400 else answer.status_code
    if got != "done":
        assert after == before, "a refusal changed something"
    return _expected(client.actor, action, facts), got


def _expected(actor, action, facts):
    if action == "bulk" and not may(actor, "bulk"):
        return 403  # the role has no bulk work at all, whatever the case
    if not may(actor, "see", facts):
        return 404
    needed = {"decide": ("forward", "decide"), "bulk": ("bulk", "ask")}.get(
        action, (GO_BY.get(action, action),)
    )
    return "done" if all(may(actor, each, facts) for each in needed) else 403


def _ask(client, code, action, said):
    if action == "see":
        return client.get(f"/meja/laporan/{code}")
    if action == "bulk":
        return client.post("/meja/massal", {**said, "code": code})
    name = "forward" if action == "decide" else action
    return client.post(f"/meja/laporan/{code}/{name}", said)


def _state(pk):
    row = Case.objects.filter(pk=pk).values().get()
    return row, Event.objects.count(), list(Photo.objects.filter(case=pk).values_list("public"))


@pytest.mark.parametrize("action", sorted(WITHOUT_CASE - NOT_HERE))
def test_pages_without_a_case_open_for_the_roles_of_the_table(action, everybody):
    addresses = {
        "file": ["/meja/baru"],
        "converse": ["/meja/percakapan"],
        "supervise": ["/meja/pusat"],
        "see_sie": ["/sie/pantau"],
        "plan": ["/sie/depan/rencana"],
        "run_surveys": ["/meja/survei/baru"],
        "enter_survey": ["/meja/survei"],
        "run_hotlines": ["/meja/hotline/baru"],
        "keep_board": ["/meja/hotline"],
        "keep_articles": ["/meja/pengetahuan"],
        "see_parked": ["/meja/kelola/antrian"],
        "administer": [
            "/meja/kelola/petugas",
            "/meja/kelola/petugas/baru",
            "/meja/kelola/instansi",
            "/meja/kelola/instansi/baru",
            "/meja/kelola/topik/jalan",
            "/meja/kelola/teks/reply_photo",
            "/meja/kelola/batas-waktu",
            "/meja/kelola/wewenang",
        ],
    }
    for client in everybody:
        expected = 200 if may(client.actor, action) else 403
        for address in addresses[action]:
            assert client.get(address).status_code == expected, (client.actor.role, address)


SAVING = {
    "file": [
        ("/meja/baru", {"text": "Jalan rusak", "channel": "phone", "kind": "complaint", "once": "a" * 32})
    ],
    "see_parked": [("/meja/kelola/antrian/1/ulangi", {}), ("/meja/kelola/antrian/1/lewati", {"reason": "x"})],
    "administer": [
        ("/meja/kelola/petugas/baru", {"username": "anyar", "role": "operator", "active": "1"}),
        ("/meja/kelola/petugas/administrator-kota/kata-sandi", {}),
        ("/meja/kelola/petugas/administrator-kota/token", {"name": "x"}),
        ("/meja/kelola/petugas/administrator-kota/token/1/cabut", {}),
        ("/meja/kelola/teks/reply_photo", {"id": "Lain", "en": "Other"}),
    ],
}


@pytest.mark.parametrize("action", SAVING)
def test_nothing_is_saved_for_a_role_without_the_right(action, everybody):
    for client in everybody:
        for address, said in SAVING[action]:
            before = Event.objects.count()
            with transaction.atomic():
                answer = client.post(address, said)
                recorded = Event.objects.count() - before
                transaction.set_rollback(True)
            if may(client.actor, action):
                assert answer.status_code < 400, (client.actor.role, address)
            else:
                assert answer.status_code == 403, (client.actor.role, address)
                assert recorded == 0


@pytest.mark.parametrize(
    "address",
    [
        "/meja",
        "/meja/antrean/all",
        "/meja/laporan/RWJ-2601-AAAAA",
        "/meja/baru",
        "/meja/kontak",
        "/meja/kelola",
        "/meja/kelola/petugas",
    ],
)
def test_a_stranger_is_led_to_the_login_and_back(client, address, city):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"/masuk?next={address}"


def test_a_stranger_can_do_nothing(client, case):
    subject = case()
    answer = client.post(f"/meja/laporan/{subject.code}/note", {"text": "x"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk")
    assert not Event.objects.filter(name="NoteAdded").exists()


def test_queues_and_search_keep_secrets_too(everybody, case):
    """A case that a page would not show is not in a list either."""
    secret = case(text="Petugas minta uang saat mengurus surat")
    assert secret.oversight
    for client in everybody:
        shown = any(
            secret.code in client.get(f"/meja/antrean/{queue}", {"q": "minta uang"}).content.decode()
            for queue in ("verify", "oversight", "all", "mine")
        )
        assert shown == may(client.actor, "see", facts_of(secret)), client.actor.role
