"""What ``surga check`` tells of the channels."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surga.core.agencies import queries as agencies
from surga.core.intake.actions.traffic import arriving
from surga.core.intake.models import Arrival, Line
from surga.project.configuration.messaging import WhatsApp
from surga.project.configuration.readiness import findings
from tests.core.intake.talk import conversation, told

pytestmark = pytest.mark.usefixtures("small_city")


def told_of(what: str) -> list[tuple[str, str]]:
    return [(one.grade, one.words) for one in findings() if one.what == what]


def test_it_says_which_channels_are_set_up(settings) -> None:
    assert told_of("SURGA_WHATSAPP_TOKEN") == [("ok", "WhatsApp is not set up")]
    settings.WHATSAPP = WhatsApp("1", "t", "s", "v", "http://127.0.0.1:1")
    assert told_of("SURGA_WHATSAPP_TOKEN") == [("ok", "WhatsApp is set up")]
    assert told_of("chat.templates") == []


def test_whatsapp_without_a_template_for_late_news_is_told(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WHATSAPP = WhatsApp("1", "t", "s", "v", "http://127.0.0.1:1")
    monkeypatch.setitem(agencies.city().settings, "chat", {})  # type: ignore[arg-type]  # a dict, in truth
    assert [grade for grade, _ in told_of("chat.templates")] == ["warn"]


def test_a_quiet_house_has_nothing_to_tell() -> None:
    arriving.keep("whatsapp", b"")
    told(conversation())
    assert told_of("whatsapp") == told_of("messages") == []


def test_what_was_set_aside_and_what_waits_is_told() -> None:
    for _ in range(3):
        arriving.keep("whatsapp", b"")
    first = Arrival.objects.order_by("id").first()
    assert first is not None
    Arrival.objects.filter(pk=first.pk).update(state=Arrival.PARKED)
    Arrival.objects.exclude(pk=first.pk).update(received_at=timezone.now() - timedelta(minutes=6))
    assert [words.split(":")[0][:22] for _, words in told_of("whatsapp")] == [
        "1 arrivals were set as",
        "2 arrivals wait since ",
    ]


def test_lines_in_trouble_are_told() -> None:
    talk = conversation()
    for number, state in enumerate(("failed", "unsure", "unsure", "due", "sent")):
        line = told(talk, key=str(number))
        Line.objects.filter(pk=line.pk).update(state=state, next_at=timezone.now() - timedelta(minutes=6))
    assert [words.split(":")[0] for _, words in told_of("messages")] == [
        "1 are late",
        "1 could not be sent",
        "2 may have been sent or not",
    ]
