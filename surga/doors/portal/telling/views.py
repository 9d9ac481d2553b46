"""`/lapor`: the three steps, each saved as soon as it is sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from surga.core.cases.photos import MAX_PHOTOS
from surga.core.triage.words import plain
from surga.doors.look.words.dangers import alarm_in
from surga.doors.portal.gate import pace
from surga.doors.portal.gate.machine import FAILURES, said_of
from surga.doors.portal.gate.ready import needs_city
from surga.doors.portal.telling import place
from surga.doors.portal.telling.forms import ContactForm, PlaceForm, StepForm, StoryForm
from surga.doors.portal.telling.keeping import darkroom, drafts
from surga.doors.portal.telling.keeping.drafts import CONTACT, PLACE, STORY, Draft
from surga.doors.portal.telling.listening.alike import Suggestion, lead_at

_FORMS: Mapping[str, type[StepForm]] = {STORY: StoryForm, PLACE: PlaceForm, CONTACT: ContactForm}
_TEMPLATES = {name: f"portal/telling/{name}.html" for name in (STORY, PLACE, CONTACT)}


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponseBase:
    """The first step, empty; or begun with what the home page's box or the step itself sent."""
    if request.method != "POST":
        waiting = None if "baru" in request.GET else drafts.unsent(request)
        return _page(request, None, STORY, StoryForm(initial={"kind": "complaint"}), {"waiting": waiting})
    from_home = "kind" not in request.POST
    if from_home and not request.POST.get("text", "").strip() and not request.FILES:
        return redirect("lapor")
    try:
        pace.count(request, "draft")
    except pace.TooOften as error:
        return pace.too_often(request, error)
    return _story(request, drafts.new(), go_on=not from_home)


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, draft_id: uuid.UUID, name: str) -> HttpResponseBase:
    """One of the three steps of a draft."""
    draft = drafts.find(request, draft_id)
    if draft is None:
        # The session ended while the page was open: what was typed on it still begins a new draft.
        return start(request) if request.method == "POST" and name == STORY else gone(request)
    if draft.sent:
        return redirect("terima", draft.sent)
    if request.method != "POST":
        return _page(request, draft, name, _filled(draft, name))
    if name == STORY:
        return _story(request, draft)
    return _place(request, draft) if name == PLACE else _contact(request, draft)


@never_cache
@require_http_methods(["GET", "HEAD"])
def draft_photo(request: HttpRequest, draft_id: uuid.UUID, name: str) -> HttpResponse:
    """A small picture of one's own draft."""
    draft = drafts.find(request, draft_id)
    picture = darkroom.small(draft, name) if draft is not None else None
    if picture is None:
        return HttpResponse(status=404)
    return HttpResponse(picture, content_type="image/jpeg")


@needs_city
@never_cache
@require_http_methods(["GET", "HEAD"])
def draft_map(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """The map as a picture with the draft's pin, for browsers that run no scripts."""
    draft = drafts.find(request, draft_id)
    shown = place.map_for(draft.location if draft else "", draft.region if draft else "")
    return render(request, "portal/telling/peta.svg", {"map": shown}, content_type="image/svg+xml")


@require_POST
def throw_away(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponseBase:
    """The draft and its photos, at the wish of the one who began it."""
    draft = drafts.find(request, draft_id)
    if draft is not None:
        for name in list(draft.photos):
            darkroom.remove(draft, name)
        drafts.forget(request, draft)
        messages.success(request, _("Laporan yang belum dikirim itu sudah dibuang."))
    return redirect("lapor")


def gone(request: HttpRequest) -> HttpResponseBase:
    """The draft is not this browser's, or it waited too long."""
    messages.warning(
        request, _("Laporan yang belum dikirim itu tidak ada lagi di peramban ini. Silakan mulai lagi.")
    )
    return redirect("lapor")


def _story(request: HttpRequest, draft: Draft, *, go_on: bool = True) -> HttpResponseBase:
    removed, same = request.POST.get("hapus", ""), _same(request)
    posted: Mapping[str, Any] = {"kind": draft.kind, **request.POST.dict()}
    form = StoryForm(posted, request.FILES)
    form.is_valid()
    draft.text = form.cleaned_data.get("text", draft.text)
    draft.kind = form.cleaned_data.get("kind", draft.kind)
    draft.is_other(request.POST.getlist("bukan"))
    try:
        for told in darkroom.take_in(draft, request.FILES.getlist("photos")):
            form.add_error("photos", told)
        if removed:
            darkroom.remove(draft, removed)
        elif go_on and not form.errors:
            draft.mark(STORY)
            _together(draft, same)
        drafts.save(request, draft)
    except FAILURES as error:
        return _failed(request, draft, STORY, form, error)
    if removed or not form.errors:
        return redirect("langkah", draft.id, draft.next_step if go_on and not removed else STORY)
    return _page(request, draft, STORY, form, status=422)


def _place(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    posted = request.POST.dict()
    pressed = place.clicked(posted)
    if pressed is not None:
        posted |= {"location": pressed, "region": place.region_of(pressed) or str(posted.get("region", ""))}
    if "hapus_titik" in posted:
        posted["location"] = ""
    form = PlaceForm(posted)
    if not form.is_valid():
        return _page(request, draft, PLACE, form, status=422)
    values = form.cleaned_data
    draft.location, draft.address = values["location"], values["address"]
    draft.region = values["region"] or place.region_of(draft.location)
    day = values["occurred_on"]
    draft.occurred_on = day.isoformat() if day is not None else ""
    draft.is_other(request.POST.getlist("bukan"))
    _together(draft, _same(request))
    stays = pressed is not None or "hapus_titik" in posted
    return _next(request, draft, PLACE, form, stays=stays)


def _contact(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, CONTACT, form, status=422)
    for name, value in form.cleaned_data.items():
        setattr(draft, name, value)
    return _next(request, draft, CONTACT, form)


def _same(request: HttpRequest) -> Suggestion | None:
    """The earlier report that this one is said to be the same as."""
    return lead_at(request.POST.get("sama", "")[:40])


def _together(draft: Draft, lead: Suggestion | None) -> None:
    """From now on it goes together with another report: where that is, is known."""
    if lead is not None:
        draft.lead, draft.region = lead.code, draft.region or lead.region_code
        draft.mark(PLACE)


def _next(
    request: HttpRequest, draft: Draft, name: str, form: StepForm, *, stays: bool = False
) -> HttpResponseBase:
    """Keep the step, and lead to the next one; ``stays``: back to the same."""
    if not stays:
        draft.mark(name)
    try:
        drafts.save(request, draft)
    except FAILURES as error:
        return _failed(request, draft, name, form, error)
    return redirect("langkah", draft.id, name if stays else draft.next_step)


def _failed(request: HttpRequest, draft: Draft, name: str, form: StepForm, error: Exception) -> HttpResponse:
    """The step again, with everything in it, and what the machine could not do."""
    status, told = said_of(error)
    form.add_error(None, told)
    known = drafts.find(request, draft.id)
    return _page(request, known, name, form, status=status)


def _filled(draft: Draft, name: str) -> StepForm:
    """The step's form with what the draft holds."""
    kind = _FORMS[name]
    return kind(
        initial={field: getattr(draft, field, None) for field in kind.base_fields if field != "photos"}
    )


def _page(
    request: HttpRequest,
    draft: Draft | None,
    name: str,
    form: StepForm,
    more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "draft": draft, "room_for_photos": MAX_PHOTOS, **(more or {})}
    if draft is not None:
        context["room_for_photos"] = MAX_PHOTOS - len(draft.photos)
        context["alarm"] = alarm_in(draft.text)
    if name == PLACE:
        typed = {key: str(form[key].value() or "") for key in ("location", "region")}
        shown = "" if "location" in form.errors else plain(typed["location"])
        context |= {"map": place.map_for(shown, typed["region"]), "picture_width": place.PICTURE_WIDTH}
    return render(request, _TEMPLATES[name], context, status=status)
