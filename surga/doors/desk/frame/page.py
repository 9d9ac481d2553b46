"""What frames every page of the desk: the officer's queues, their other doors, and what needs attention."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.core.agencies import queries as agencies
from surga.core.agencies.city import City
from surga.core.cases import queries as cases
from surga.core.people.access import Actor, may
from surga.doors.look import words
from surga.events import queries as events
from surga.reactions.sync import queries as exchange

#: Which queues a role works from, the one it begins with first.
QUEUES_OF: Mapping[str, tuple[str, ...]] = {
    "operator": ("verify", "waiting", "overdue", "answered", "closed", "all"),
    "verifier": (
        "verify",
        "returned",
        "reopen",
        "overdue",
        "waiting",
        "escalated",
        "answered",
        "closed",
        "all",
    ),
    "liaison": ("mine", "overdue", "waiting", "answered", "closed", "all"),
    "coordinator": (
        "overdue",
        "returned",
        "reopen",
        "verify",
        "mine",
        "escalated",
        "waiting",
        "answered",
        "closed",
        "all",
    ),
    "inspectorate": ("oversight", "mine", "overdue", "waiting", "answered", "closed", "all"),
    "executive": ("overdue", "mine", "escalated", "answered", "closed", "all"),
}
_ATTENTION = frozenset({"overdue", "returned", "reopen"})
#: So many links fit beside each other on a small desktop's screen, with counts of four figures; of more, these go into
#: a menu, and where that is not enough, the last too.
_FIT = 6
_SELDOM = frozenset({"escalated", "waiting", "answered", "closed", "all"})
_LAST = "mine"


def queues_of(actor: Actor) -> tuple[str, ...]:
    """The officer's queues in the order of their work; none for a role that sees no case."""
    queues = QUEUES_OF.get(actor.role, ())
    if actor.oversight and actor.role in {"verifier", "coordinator"}:
        return (*queues[:-2], "oversight", *queues[-2:])
    return queues


def queue_label(queue: str) -> str:
    """The queue's name; the escalated ones are called as their status is, and a liaison's own are tasks."""
    return words.label("status", "escalated") if queue == "escalated" else words.label("queue", queue)


def queue_path(queue: str) -> str:
    return f"/meja/antrean/{queue}"


def frame(actor: Actor, *, on: str = "", counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The context of ``look/desk_base.html``. ``counts`` as :func:`cases.queue_counts` gives them."""
    queues = [
        {
            "name": queue,
            "href": queue_path(queue),
            "label": queue_label(queue),
            "count": (counts or {}).get(queue) or None,
            "late": queue in _ATTENTION and bool((counts or {}).get(queue)),
            "on": queue == on,
        }
        for queue in queues_of(actor)
    ]
    front = front_of(actor)
    more = _menu(queues_of(actor), _FIT - len(front))
    return {
        "queues": [queue for queue in queues if queue["on"] or queue["name"] not in more],
        "more_queues": [queue for queue in queues if queue["name"] in more],
        "actor": actor,
        "doors": doors_of(actor),
        "front": front,
    }


def _menu(names: Sequence[str], room: int) -> set[str]:
    """The queues that have to go into the menu where only so many have room on the line."""
    if len(names) <= room:
        return set()
    more = set(_SELDOM & set(names))
    return more | {_LAST} if len(names) - len(more) > room else more


def front_of(actor: Actor) -> list[dict[str, str]]:
    """What stands before the queues, for those who work at the call centre all day."""
    front = [("/meja/percakapan", _("Percakapan"))] if may(actor, "converse") else []
    if actor.role == "operator":
        front.append(("/meja/baru", _("Telepon dan loket")))
    return [{"href": href, "label": label} for href, label in front]


def doors_of(actor: Actor) -> list[dict[str, str]]:
    """The pages beside the queues that this officer may open."""
    doors: list[tuple[str | tuple[str, ...], str, str, str]] = [
        ("file", "/meja/baru", "plus", _("Catat laporan")),
        ("converse", "/meja/percakapan", "message-circle", _("Percakapan")),
        ("judge_photo", "/meja/foto", "image", _photos_label(actor)),
        ("supervise", "/meja/pusat", "users", _("Pusat kontak")),
        ("keep_board", "/meja/hotline", "phone", _("Hotline dan posko")),
        ("keep_articles", "/meja/pengetahuan", "circle-help", _("Pengetahuan")),
        (("run_surveys", "enter_survey"), "/meja/survei", "thumbs-up", _("Survei kepuasan")),
        (("see_parked", "verify"), "/meja/pertukaran", "share-2", _("Pertukaran")),
        ("supervise", "/meja/gabungan", "layers", _("Banyak yang sama")),
        ("supervise", "/meja/penyaringan", "list-filter", _("Penyaringan")),
        ("see_sie", "/sie", "eye", _("SIE")),
        ("administer", "/meja/kelola", "settings", _("Kelola kota")),
        ("see_parked", "/meja/kelola/antrian", "layers", _("Kiriman tertahan")),
    ]
    return [
        {"href": href, "icon": icon, "label": label}
        for actions, href, icon, label in doors
        if any(may(actor, action) for action in ((actions,) if isinstance(actions, str) else actions))
    ]


def _photos_label(actor: Actor) -> str:
    """With how many wait for a decision, counted anew every half minute at most: the menu is on every page."""
    if not may(actor, "judge_photo"):
        return ""
    key = f"desk-photos:{actor}"
    waiting: int | None = cache.get(key)
    if waiting is None:
        waiting = cases.count_to_decide(actor)
        cache.set(key, waiting, 30)
    return f"{_('Foto')} ({waiting if waiting < 100 else '99+'})" if waiting else _("Foto")


def alerts_of(actor: Actor) -> list[dict[str, str]]:
    """What must not stay unseen: parked deliveries, and cases for which a rule failed."""
    found = []
    if may(actor, "see_parked"):
        stuck = sum(row.parked for row in events.backlog())
        if stuck:
            said = ngettext(
                "%(n)s kiriman tertahan dan perlu diputuskan.",
                "%(n)s kiriman tertahan dan perlu diputuskan.",
                stuck,
            )
            found.append({"text": said % {"n": stuck}, "href": "/meja/kelola/antrian"})
        untold = exchange.stuck_acts()
        if untold:
            said = ngettext(
                "%(n)s kabar untuk pemerintah lain tertahan dan perlu diputuskan.",
                "%(n)s kabar untuk pemerintah lain tertahan dan perlu diputuskan.",
                untold,
            )
            found.append({"text": said % {"n": untold}, "href": "/meja/pertukaran"})
    if may(actor, "verify"):
        lost = cases.unrouted(actor)
        if lost:
            said = ngettext(
                "%(n)s laporan gagal dicarikan instansi karena aturannya rusak.",
                "%(n)s laporan gagal dicarikan instansi karena aturannya rusak.",
                lost,
            )
            found.append({"text": said % {"n": lost}, "href": queue_path("verify")})
    return found


def city_now() -> City:
    """The profile, asked once a request; what comes after uses the same copy."""
    return agencies.city()
