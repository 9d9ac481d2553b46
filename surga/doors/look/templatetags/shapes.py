"""Drawing small things straight into HTML: icons, status badges, clocks. Lists call these fifty times a page,
so they are built here and not from templates."""

from dataclasses import replace
from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surga.doors.look import words
from surga.doors.look.templatetags import moments

SPRITE = "look/img/icons.svg"


@lru_cache(512)
def icon(name: str, extra: str = "") -> SafeString:
    """An icon of the sprite. It is decoration: the word beside it says the same."""
    classes = f"icon {extra}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        classes,
        static(SPRITE),
        name,
    )


def badge(word: words.Word, extra: str = "") -> SafeString:
    """A word with its shape and colour."""
    return format_html(
        '<span class="badge tone-{} {}" title="{}">{}{}</span>',
        word.tone,
        extra,
        word.meaning,
        icon(f"status-{word.shape}"),
        word.label,
    )


def status(
    code: str, *, big: bool = False, overdue: object = False, meaning: bool = False, there: str = ""
) -> SafeString:
    """The badge of a status; `overdue` puts 'Lewat batas' beside it, `meaning` its sentence below it.

    `there`: the word SP4N-LAPOR! has for this very case, where it is known.
    """
    return _status(str(code), big, bool(overdue), meaning, there, moments.locale())


@lru_cache(512)
def _status(code: str, big: bool, overdue: bool, meaning: bool, known: str, language: str) -> SafeString:
    """The same for the same answers; `language` is the active one, here to tell the answers apart."""
    word, there = words.word("status", code), national(code, known)
    size = "badge-l" if big else ""
    hint = " ".join(part for part in (str(word.meaning), there) if part)
    shown = badge(replace(word, meaning=hint), size)
    if overdue:
        shown = format_html("{} {}", shown, badge(words.OVERDUE, size))
    if not meaning:
        return shown
    beside = format_html('<p class="small muted">{}</p>', there) if there else ""
    return format_html(
        '<div class="status-line"><p class="row row-tight">{}</p><p>{}</p>{}</div>',
        shown,
        word.meaning,
        beside,
    )


def national(code: str, known: str = "") -> str:
    """`{% national case.status %}`: what SP4N-LAPOR! calls the status, where its word differs from ours.

    ``known``: how the case itself stands there.
    """
    if known:
        return _("Di SP4N-LAPOR!: %(word)s.") % {"word": known}
    word = words.national_word(str(code))
    return _("SP4N-LAPOR! menyebutnya: %(word)s.") % {"word": word} if word else ""


def clock(due_at: object, name: str, overdue: bool, left: int | None, paused: bool) -> SafeString:
    """A deadline: by when, how many working days remain; brick with '!' when it is over."""
    if paused:
        return _clock("still", "clock", _("Berhenti, menunggu pelapor"), name)
    if not due_at:
        return SafeString("")
    by = {"day": moments.due(due_at)}
    if overdue:
        return _clock("late", "status-overdue", _("Lewat batas sejak %(day)s") % by, name)
    if left is None:
        return _clock("calm", "clock", _("Batas %(day)s") % by, name)
    if left <= 0:
        return _clock("soon", "clock", _("Batas hari ini"), name)
    said = ngettext(
        "%(left)s hari kerja lagi, batas %(day)s", "%(left)s hari kerja lagi, batas %(day)s", left
    )
    return _clock("soon" if left == 1 else "calm", "clock", said % {**by, "left": left}, name)


def _clock(mood: str, shape: str, said: str, name: str) -> SafeString:
    title = words.label("clock", name) if name else ""
    return format_html('<span class="clock clock-{}" title="{}">{}{}</span>', mood, title, icon(shape), said)
