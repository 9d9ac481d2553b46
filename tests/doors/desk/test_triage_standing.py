"""The page on which those who answer for triage read how it stands."""

import pytest
from django.utils import timezone

from surga.reactions.triage.actions import note_training
from surga.reactions.triage.models import Verdict
from surga.reactions.triage.queries import Training

PAGE = "/meja/penyaringan"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.TRIAGE_MODEL = tmp_path / "routing.npz"
    return settings.TRIAGE_MODEL


def verdicts(count, right):
    Verdict.objects.bulk_create(
        Verdict(
            case_id=n,
            at=timezone.now(),
            by="model",
            confidence=0.9,
            agency="umum",
            right=n < right,
            among=True,
        )
        for n in range(count)
    )


def read(client):
    page = client.get(PAGE)
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("coordinator", 200), ("administrator", 200), ("executive", 200), ("verifier", 403), ("liaison", 403)],
)
def test_who_may_read_it(at, role, status):
    assert at(role).get(PAGE).status_code == status


def test_a_city_that_has_not_begun_is_told_what_to_do(at):
    page = read(at("coordinator"))
    assert "Belum ada laporan yang disaring" in page
    assert "surga train" in page
    assert 'href="/meja/penyaringan"' in page


def test_the_figures_stand_in_words(at):
    verdicts(50, 45)
    page = read(at("coordinator"))
    assert "45 dari 50 usulan pertama benar." in page
    assert "Dijanjikan 90 dari 100 benar, kenyataannya 90 dari 100." in page
    assert "meleset" not in page
    assert "Dinum" in page


def test_drift_is_said_first(at):
    verdicts(60, 30)
    assert "Usulan makin sering meleset" in read(at("coordinator"))


def test_the_model_its_trainings_and_its_versions(at, place):
    place.write_bytes(b"")
    place.with_name("routing.v0.npz").write_bytes(b"")
    kept = Training(
        timezone.now(), "v1", 1200, 0.8, 0.7, 0.6, 0.95, True, "2025-01-01", "2026-10-31", 60, 0.7, 0.8, 90,
        (("Dinas Umum", "Inspektorat", 14),),
    )  # fmt: skip
    note_training(kept)
    note_training(Training(timezone.now(), "v2", 1300, 0.8, 0.7, 0.6, 0.95, False))
    page = read(at("coordinator"))
    assert "1.200 laporan, 1 Jan 2025 sampai 31 Okt 2026" in page
    assert "14 dari 90 laporan sebulan terakhir akan pindah" in page
    assert "14 × Dinum → Inspektorat" in page
    assert "lama 70, baru 80 dari 100 benar pada 60 laporan" in page
    assert "tidak dipakai: tidak lebih baik" in page
    assert '<span class="code">v0</span>' in page


def test_a_model_that_nothing_is_sure_of_says_so(at, place):
    place.write_bytes(b"")
    note_training(Training(timezone.now(), "v1", 40, 0.5, 1.01, 0.0, 0.95, True))
    assert "belum ada yang cukup yakin" in read(at("coordinator"))
