"""Campaigns, repeat writers and spam: seen together, with a reason; nothing is deleted."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from surga.core.cases.models import Case
from surga.core.triage.similar.groups import CAMPAIGN
from surga.reactions.similar.actions import take_in
from surga.reactions.similar.models import Suspicion
from surga.reactions.similar.queries import Group, groups

type File = Callable[..., Case]


def test_fifty_alike_are_a_campaign(file: File, lamp: str) -> None:
    found = [file(lamp, name=f"Warga {n}", email=f"warga{n}@example.org") for n in range(CAMPAIGN)]
    for case in found[:-1]:
        take_in(case.pk)
    assert groups() == []
    take_in(found[-1].pk)
    ids = tuple(case.pk for case in found)
    assert groups() == [Group("campaign", "50", ids)]
    # What few may know of is in no group.
    Case.objects.filter(pk=ids[3]).update(confidential=True)
    assert groups()[0].case_ids == ids[:3] + ids[4:]
    Suspicion.objects.update(at=timezone.now() - timedelta(days=31))
    assert groups() == []
    assert len(groups(days=40)) == 1
    assert Case.objects.count() == CAMPAIGN


def test_who_writes_five_times_a_week_is_seen_unless_anonymous(file: File) -> None:
    texts = ["Lampu padam", "Jalan rusak", "Pohon tumbang", "Sampah menumpuk", "Got mampet"]
    mine = [file(f"{text} di gang {n}") for n, text in enumerate(texts)]
    for n, text in enumerate(texts):
        file(f"{text} di blok {n}", name="Lain", email="lain@example.org", anonymous=True)
    for n, text in enumerate(texts[:4]):
        file(f"{text} di taman {n}", name="Jarang", email="jarang@example.org")
    assert groups() == [Group("writer", "5", tuple(case.pk for case in mine))]


def test_spam_is_grouped_by_its_reason(file: File) -> None:
    link, other = "Slot gacor maxwin, daftar gratis di www.menang.xyz", "!!! 12"
    found = [
        file(text, name=f"W{n}", email=f"w{n}@example.org") for n, text in enumerate((link, other, link))
    ]
    for case in found:
        take_in(case.pk)
    assert groups(days=10**9) == [
        Group("spam", "link", (found[0].pk, found[2].pk)),
        Group("spam", "empty", (found[1].pk,)),
    ]
