"""Logging in and out."""

from __future__ import annotations

from typing import Any

from axes.helpers import get_cool_off
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

#: The longest user name that an account can have.
LONGEST_NAME = 150


class LoginForm(AuthenticationForm):
    """Name and password. The mistake never says which of the two was wrong."""

    error_messages = {
        "invalid_login": gettext_lazy("Nama pengguna atau kata sandi tidak cocok. Periksa lagi keduanya."),
        "inactive": gettext_lazy("Nama pengguna atau kata sandi tidak cocok. Periksa lagi keduanya."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name, word = self.fields["username"], self.fields["password"]
        name.label, word.label = _("Nama pengguna"), _("Kata sandi")
        name.error_messages["required"] = _("Tuliskan nama pengguna.")
        word.error_messages["required"] = _("Tuliskan kata sandi.")
        word.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def clean_username(self) -> str:
        """A name longer than any we keep is wrong like any other, and not worth a look into the database."""
        name = str(self.cleaned_data["username"])
        if len(name) > LONGEST_NAME:
            raise self.get_invalid_login_error()
        return name


class Login(LoginView):
    """The page at /masuk."""

    template_name = "desk/frame/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        """Whoever leads the city begins with its figures, all others with their queue."""
        role = getattr(self.request.user, "role", "")
        return "/sie" if role == "executive" else super().get_default_redirect_url()

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Too many wrong passwords for this name from this place: one sentence, and when to come back."""
    wait = get_cool_off(request)
    minutes = max(1, round(wait.total_seconds() / 60)) if wait else 15
    context = {"form": LoginForm(request), "locked_minutes": minutes}
    response = render(request, "desk/frame/login.html", context, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Log out; a link could do it behind one's back, so only a form may."""
    logout(request)
    return redirect("/masuk")
