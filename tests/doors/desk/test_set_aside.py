"""What was given up on is seen by who may mend it, and tried again at their word."""

import pytest
from django.utils import timezone

from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival
from surga.reactions.notify import actions
from surga.reactions.notify.letters import Letter
from surga.reactions.notify.models import Notice

AT = "/meja/kelola/antrian"


@pytest.fixture
def arrival(db):
    arriving.keep("email", b"Budi menulis: bukan surat")
    row = Arrival.objects.get()
    Arrival.objects.filter(pk=row.pk).update(state="parked", error="Unreadable", done_at=timezone.now())
    return row.pk


@pytest.fixture
def letter(case):
    subject = case()
    actions.put_down(7, "sri@contoh.example", "asked", "id", Letter("Hal", "Isi"), case_id=subject.pk)
    Notice.objects.update(state=Notice.PARKED, error="SMTPDataError", attempts=12)
    return Notice.objects.get().pk


def test_an_arrival_that_was_set_aside_is_told_without_its_words_and_tried_again(at, arrival):
    client = at("coordinator")
    told = client.get(AT).content.decode()
    assert "Pesan masuk yang disisihkan" in told
    assert "Unreadable" in told
    assert "Budi" not in told
    client.post(f"{AT}/masuk/{arrival}/ulangi")
    assert Arrival.objects.get().state == "new"


def test_a_letter_that_was_given_up_is_told_without_its_address_and_sent_again(at, letter):
    client = at("administrator")
    told = client.get(AT).content.decode()
    assert "Surat yang tidak terkirim" in told
    assert "contoh.example" not in told
    client.post(f"{AT}/surat/{letter}/ulangi")
    assert Notice.objects.get().state == Notice.DUE


def test_what_is_not_there_and_who_may_not(at, arrival):
    assert at("coordinator").post(f"{AT}/lain/{arrival}/ulangi").status_code == 404
    assert at("operator").post(f"{AT}/masuk/{arrival}/ulangi").status_code == 403
    assert Arrival.objects.get().state == "parked"
