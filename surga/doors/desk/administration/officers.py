"""Officers and their API tokens: add, change, deactivate, a new password, issue and revoke."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surga.core.agencies.city import City
from surga.core.people import actions, queries
from surga.core.people.access import PARTNER, ROLES, Actor
from surga.doors.desk.administration.views import tabs_of
from surga.doors.desk.frame.fields import NEEDED, Choice, Words, YesNo, agency_parts, flat
from surga.doors.desk.frame.page import city_now, frame
from surga.doors.desk.frame.rows import agency_label
from surga.doors.look import words
from surga.doors.look.pages.officer import Visit, at_desk

#: Roles that work for one agency and see nothing without it.
OF_AN_AGENCY = frozenset({"liaison", "inspectorate"})


class OfficerForm(forms.Form):
    """Who an officer is and what they may do."""

    use_required_attribute = False
    name = Words(label=gettext_lazy("Nama"), max_length=150, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Surel"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Alamat surel itu belum lengkap. Contoh: nama@contoh.id.")},
    )
    sees_oversight = YesNo(
        label=gettext_lazy("Melihat laporan berkadar pengawasan"),
        help_text=gettext_lazy("Hanya untuk verifikator dan koordinator yang ditunjuk."),
    )
    active = YesNo(label=gettext_lazy("Boleh masuk"), initial=True)

    def __init__(self, city: City, officer: Any, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer, self.actor = officer, actor
        agency = officer.agency_code if officer is not None else ""
        roles = flat((role, words.label("role", role)) for role in (*ROLES, PARTNER))
        office = agency_parts(city, keep=agency)
        asked: dict[str, forms.Field] = {} if officer is not None else {"username": self._username()}
        asked["role"] = Choice(roles, label=_("Peran"), error_messages=NEEDED)
        asked["agency"] = Choice(office, empty=_("Tidak ada"), label=_("Instansi"), required=False)
        self.fields = {**asked, **self.fields}
        self.order_fields(["username", "name", "email", "role", "agency", "sees_oversight", "active"])

    def _username(self) -> forms.Field:
        wrong = {**NEEDED, "invalid": _("Hanya huruf, angka, dan tanda @ . + - _ tanpa spasi.")}
        label = _("Nama pengguna")
        return forms.RegexField(r"^[\w.@+-]{1,150}\Z", label=label, error_messages=wrong)

    def clean_username(self) -> str:
        # The address of the empty form: an officer of this name could never be opened.
        if self.cleaned_data["username"] == "baru":
            raise forms.ValidationError(_("Nama pengguna itu sudah dipakai."))
        if queries.officer_named(self.cleaned_data["username"]) is not None:
            raise forms.ValidationError(_("Nama pengguna itu sudah dipakai."))
        return str(self.cleaned_data["username"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("role") in OF_AN_AGENCY and not said.get("agency"):
            self.add_error("agency", _("Peran ini bekerja untuk satu instansi. Pilih instansinya."))
        themselves = self.officer is not None and str(self.officer.pk) == self.actor.id
        if themselves and (said.get("role") != "administrator" or not said.get("active")):
            self.add_error(None, _("Anda tidak dapat mencabut wewenang sendiri. Minta administrator lain."))
        return said


@require_safe
@at_desk("administer")
def officers(request: Visit) -> HttpResponse:
    """Everybody with an account, the active ones first."""
    city = city_now()
    rows = [(one, agency_label(city, one.agency_code)) for one in queries.officers()]
    context = {**frame(request.actor), "tabs": tabs_of(request.actor, "petugas"), "rows": rows}
    return render(request, "desk/administration/officers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk("administer")
def officer(request: Visit, username: str = "") -> HttpResponse:
    """Add an officer (no ``username``) or change one."""
    known = _known(username) if username else None
    first = _first(known) if known is not None else {"role": "verifier", "active": True}
    data = request.POST if request.method == "POST" else None
    form = OfficerForm(city_now(), known, request.actor, data, initial=first)
    if data is None or not form.is_valid():
        return _page(request, known, form, status=200 if data is None else 422)
    said = {"username": username, **form.cleaned_data}
    password = "" if known is not None else new_password()
    saved = actions.save_officer(request.actor, password=password, **said)
    if known is None:
        form = OfficerForm(city_now(), saved, request.actor, initial=_first(saved))
        return _page(request, saved, form, secret=(_("Kata sandi pertama"), password), status=201)
    messages.success(request, _("Tersimpan: %(code)s.") % {"code": saved.username})
    return redirect("/meja/kelola/petugas")


@require_POST
@at_desk("administer")
def password(request: Visit, username: str) -> HttpResponse:
    """A new password, shown once; the officer's open sessions end."""
    known = _known(username)
    fresh = new_password()
    actions.save_officer(request.actor, username=username, password=fresh, **_first(known))
    return _shown(request, _known(username), (_("Kata sandi baru"), fresh))


@require_POST
@at_desk("administer")
def issue(request: Visit, username: str) -> HttpResponse:
    """A new API token, shown once."""
    known = _known(username)
    name = request.POST.get("name", "").replace("\x00", "").strip()
    raw = actions.issue_token(known, name, actor=request.actor)
    return _shown(request, known, (_("Token baru"), raw))


@require_POST
@at_desk("administer")
def revoke(request: Visit, username: str, pk: int) -> HttpResponse:
    """The token opens nothing any more."""
    actions.revoke_token(pk, _known(username), actor=request.actor)
    messages.success(request, _("Token dicabut."))
    return redirect(f"/meja/kelola/petugas/{username}")


def new_password() -> str:
    """Sixteen characters to be told once: 96 bits."""
    return secrets.token_urlsafe(12)


def _known(username: str) -> Any:
    # No database holds NUL, and PostgreSQL refuses even to look for it.
    found = None if "\x00" in username else queries.officer_named(username)
    if found is None:
        raise Http404
    return found


def _first(officer: Any) -> dict[str, Any]:
    return {
        "name": officer.get_full_name(),
        "email": officer.email,
        "role": officer.role,
        "agency": officer.agency_code,
        "sees_oversight": officer.sees_oversight,
        "active": officer.is_active,
    }


def _shown(request: Visit, known: Any, secret: tuple[str, str]) -> HttpResponse:
    form = OfficerForm(city_now(), known, request.actor, initial=_first(known))
    return _page(request, known, form, secret=secret)


def _page(
    request: Visit, known: Any, form: OfficerForm, *, secret: tuple[str, str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **frame(request.actor),
        "tabs": tabs_of(request.actor, "petugas"),
        "officer": known,
        "form": form,
        "tokens": queries.tokens_of(known) if known is not None else (),
        "secret": secret,
    }
    return render(request, "desk/administration/officer.html", context, status=status)
