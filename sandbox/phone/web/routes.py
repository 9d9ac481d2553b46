"""Which address is answered by what."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Final

from sandbox.phone.apis.telegram import bot
from sandbox.phone.apis.whatsapp import graph
from sandbox.phone.apis.whatsapp.errors import Refused
from sandbox.phone.book.samples import SPOTS
from sandbox.phone.house import House
from sandbox.phone.post.faults import NoSuchFault
from sandbox.phone.web.answers import Answer, BadRequest, Lost, Request, as_json
from sandbox.phone.web.speaking import NotSaid, say

PAGE: Final = Path(__file__).parents[1] / "page"
TYPES: Final = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".webp": "image/webp", ".ogg": "audio/ogg",
}  # fmt: skip
#: The page loads nothing from anywhere else.
POLICY: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'"
}
NOT_THERE: Final = Answer(404, b"Not found.\n", "text/plain; charset=utf-8")
_GRAPH: Final = re.compile(r"/(?:v\d+\.\d+/)?(\d+)(/messages)?/?")
_BOT: Final = re.compile(r"/bot([^/]+)/(\w+)")
_BOT_FILE: Final = re.compile(r"/file/bot([^/]+)/(.+)")


def answer(house: House, request: Request) -> Answer:
    """The answer to any request. Raises ``Lost`` where none is to be given."""
    own = OWN.get((request.method, request.path))
    try:
        if own is not None:
            return own(house, request)
        if found := _BOT.fullmatch(request.path):
            return _telegram(house, request, *found.groups())
        if found := _BOT_FILE.fullmatch(request.path):
            return _telegram_file(house, *found.groups())
        if request.path == "/whatsapp_business/attachments/":
            return _whatsapp_file(house, request)
        if found := _GRAPH.fullmatch(request.path):
            return _graph(house, request, found[1], sending=bool(found[2]))
        return _still(house, request)
    except (BadRequest, NotSaid, NoSuchFault) as error:
        return as_json({"error": str(error)}, 400)


def _graph(house: House, request: Request, key: str, *, sending: bool) -> Answer:
    try:
        if request.bearer != house.credentials.token:
            raise Refused(190)
        if not sending:
            return as_json(graph.media(house, key))
        if request.method != "POST":
            raise Refused(100, "Unsupported get request.")
        try:
            form = request.form()
        except BadRequest as error:
            raise Refused(100, str(error)) from None
        taken = graph.messages(house, key, form)
    except Refused as refused:
        if refused.plain:
            return Answer(refused.status, b"<html><body>Bad gateway</body></html>", "text/html")
        return as_json(refused.form(), refused.status)
    return _perhaps(house, as_json(taken), "messages" in taken)


def _telegram(house: House, request: Request, token: str, method: str) -> Answer:
    try:
        form = request.form() if request.body else dict(request.query)
        result = bot.call(house, token, method, form)
    except bot.NotOk as error:
        return as_json(error.form(), error.code)
    except BadRequest as error:
        return as_json(bot.NotOk(400, f"Bad Request: {error}").form(), 400)
    return _perhaps(house, as_json({"ok": True, "result": result}), method.lower() == "sendmessage")


def _perhaps(house: House, given: Answer, sent: bool) -> Answer:
    """A message was taken; whether the sender hears of it is another matter."""
    if sent and house.chance.falls(house.chance.now.lose_answers):
        raise Lost
    return given


def _telegram_file(house: House, token: str, path: str) -> Answer:
    try:
        file = bot.download(house, token, path)
    except bot.NotOk as error:
        return as_json(error.form(), error.code)
    return Answer(200, file.data, "application/octet-stream")


def _whatsapp_file(house: House, request: Request) -> Answer:
    if request.bearer != house.credentials.token:
        return as_json(Refused(190).form(), 401)
    file = graph.download(house, request.query)
    return NOT_THERE if file is None else Answer(200, file.data, file.mime.partition(";")[0])


def _still(house: House, request: Request) -> Answer:
    """The page's own files, and what was sent in the chats."""
    if request.method != "GET":
        return NOT_THERE
    kind, _, name = request.path.lstrip("/").partition("/")
    if kind == "shown":
        file = house.book.files.get(name)
        return NOT_THERE if file is None else Answer(200, file.data, file.mime, POLICY)
    path = (PAGE / name).resolve()
    if kind != "page" or not path.is_relative_to(PAGE) or path.suffix not in TYPES or not path.is_file():
        return NOT_THERE
    return Answer(200, path.read_bytes(), TYPES[path.suffix], {**POLICY, "Cache-Control": "no-cache"})


def _home(_house: House, _request: Request) -> Answer:
    return Answer(200, (PAGE / "index.html").read_bytes(), TYPES[".html"], POLICY)


def _chat(house: House, request: Request) -> Answer:
    """One chat for the page; nothing but the version while that has not changed."""
    query, book = request.query, house.book
    channel, number = query.get("channel", ""), query.get("person", "")
    with book.lock:
        person = book.person(channel, number)
        typing = person is not None and person.typing_until > time.time()
        form = {"version": book.version, "typing": typing, "verified": house.verified}
        if query.get("since") != str(book.version):
            people = [
                {"channel": p.channel, "number": p.number, "name": p.name} for p in book.persons.values()
            ]
            form |= {"people": people, "messages": book.chat(channel, number)}
    return as_json(form)


def _start(house: House, _request: Request) -> Answer:
    spots = [{"place": s[0], "lat": s[1], "lon": s[2], "address": s[3]} for s in SPOTS]
    return as_json({"spots": spots, "city": house.city, "faults": asdict(house.chance.now)})


def _add_person(house: House, request: Request) -> Answer:
    form = request.form()
    channel, name = str(form.get("channel", "")), str(form.get("name", "")).strip()[:60]
    number = "".join(filter(str.isdigit, str(form.get("number", ""))))
    if channel not in {"whatsapp", "telegram"} or not name:
        raise BadRequest("A person has a channel (whatsapp or telegram) and a name.")
    if not number:
        number = f"{62812 if channel == 'whatsapp' else 7}{house.book.next() % 10**8:08d}"
    person = house.book.add_person(channel, number, name)
    person.blocked = bool(form.get("blocked", False))
    return as_json({"channel": channel, "number": number, "name": person.name}, 201)


def _say(house: House, request: Request) -> Answer:
    said = request.given()
    if isinstance(said, list):
        return as_json({"ids": [say(house, one).id for one in said]})
    if not isinstance(said, dict):
        raise BadRequest("What is said is an object, or a list of them.")
    return as_json({"id": say(house, said).id})


def _faults(house: House, request: Request) -> Answer:
    if request.method == "POST":
        house.chance.set(request.form())
    return as_json(asdict(house.chance.now))


def _reset(house: House, _request: Request) -> Answer:
    house.reset()
    return as_json({"reset": True})


OWN: Final[dict[tuple[str, str], Callable[[House, Request], Answer]]] = {
    ("GET", "/"): _home,
    ("GET", "/api/start"): _start,
    ("GET", "/api/chat"): _chat,
    ("POST", "/api/people"): _add_person,
    ("POST", "/say"): _say,
    ("GET", "/faults"): _faults,
    ("POST", "/faults"): _faults,
    ("GET", "/state"): lambda house, _request: as_json(house.state()),
    ("POST", "/reset"): _reset,
}
