"""Somebody who writes to the city, and what the tables hold of it."""

import io
from datetime import datetime
from typing import Any

from django.utils import timezone
from PIL import Image

from surga.core.cases.actions import resolve_case
from surga.core.cases.models import Case
from surga.core.intake.actions.conversing import take_in
from surga.core.intake.heard import Heard
from surga.core.intake.models import Conversation, Line
from surga.core.people.access import system

SENDER = "6281234567890"
STORY = "lampu jalan mati di depan Pasar Timur sejak Senin malam"
_count = iter(range(10**6))


def write(text: str = "", *, at: datetime | None = None, **more: Any) -> Heard:
    """Somebody writes; what was heard, to be heard again."""
    at = at or timezone.now()
    values = {
        "channel": "whatsapp",
        "sender": SENDER,
        "external_id": f"wamid.{next(_count)}",
        "phone": SENDER,
        **more,
    }
    heard = Heard(at=at, text=text, **values)
    take_in(heard, at=at)
    return heard


def drawn(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (colour, 120, 90)).save(out, "JPEG")
    return out.getvalue()


def talk() -> Conversation:
    return Conversation.objects.select_related("case", "contact").get()


def said() -> list[str]:
    """Everything the bot said, in order."""
    return list(Line.objects.filter(way=Line.OUT).order_by("id").values_list("text", flat=True))


def filed() -> Case:
    write(STORY)
    write("kirim")
    case = talk().case
    assert case is not None
    return case


def solved() -> Case:
    """A case of this conversation that was resolved."""
    case = filed()
    Case.objects.filter(pk=case.pk).update(status="forwarded", agency_id="umum")
    resolve_case(case.code, system("test"), text="Lampu sudah diganti.")
    return case
