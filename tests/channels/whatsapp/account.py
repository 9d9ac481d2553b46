"""A number of ours at a stand-in for Meta, and what Meta says to it."""

from surga.channels.whatsapp.channel import WhatsAppChannel
from surga.channels.wire.outside import Outside
from surga.core.intake.heard import Outgoing
from surga.project.configuration.messaging import WhatsApp
from tests.channels.stand_in import Reply

TO = "6281110001234"
HELLO = Outgoing(to=TO, text="Halo", ref="ref-1")


def channel_at(url: str, **timeouts: float) -> WhatsAppChannel:
    account = WhatsApp("100200300400", "the token", "secret", "verify", f"{url}/v23.0")
    return WhatsAppChannel(account, Outside(**timeouts))


def taken(message_id: str = "wamid.OURS") -> Reply:
    return Reply(thing={"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": message_id}]})


def mistake(code: object, status: int = 400, **headers: str) -> Reply:
    error = {"message": "(#x) Sri Contoh", "type": "OAuthException", "code": code, "fbtrace_id": "A"}
    return Reply(status, {"error": error}, headers={k.replace("_", "-"): v for k, v in headers.items()})
