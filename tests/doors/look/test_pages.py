"""The pages and components as HTML: whole, labelled, escaped, without anything inline."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from surga.doors.look.pages import styleguide
from surga.doors.look.templatetags.drawing import box_of

pytestmark = pytest.mark.urls("surga.doors.look.pages.urls")
SPRITE = Path(styleguide.__file__).parents[1] / "static/look/img/icons.svg"
STANDING = ("400.html", "403.html", "404.html", "500.html", "403_csrf.html")
VOID = {"meta", "link", "input", "img", "br", "hr"}


class Page(HTMLParser):
    """Collects what the tests ask for, and notices tags that are not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _tag, attrs in self.found if (value := attrs.get(name)) is not None]


def render(text: str, **context: Any) -> str:
    return Template("{% load look %}" + text).render(Context(context))


def request_of(user: Any = None) -> HttpRequest:
    request = RequestFactory().get("/gaya")
    if user is not None:
        request.user = user
    return request


def guide(name: str) -> str:
    return render_to_string(
        f"look/styleguide/{name}.html", styleguide.example_context(), request_of(_Officer())
    )


class _Officer:
    is_authenticated = True
    username = "verifikator"
    role = "verifier"
    agency_code = ""

    def get_full_name(self) -> str:
        return ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["portal", "desk"])
def test_the_style_guide_is_whole_html(name: str) -> None:
    page = Page(guide(name))
    assert page.wrong == []
    assert page.open == []
    ids = page.attributes("id")
    # The guide shows the same form twice, wrong and right; each id a component makes by itself is one.
    assert [each for each in ids if not each.startswith("id_") and ids.count(each) > 1] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["portal", "desk"])
def test_nothing_is_inline(name: str) -> None:
    html = guide(name)
    page = Page(html)
    assert page.attributes("style") == []
    assert [key for _tag, attrs in page.found for key in attrs if key.startswith("on")] == []
    assert "<style" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert [src for src in page.attributes("src") + page.attributes("href") if "//" in src] == []


@pytest.mark.django_db
def test_every_icon_shown_exists() -> None:
    sprite = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    used = {
        href.rpartition("#")[2]
        for name in ("portal", "desk")
        for href in re.findall(r'<use href="([^"]+)"', guide(name))
    }
    assert used
    assert used - sprite == set()


@pytest.mark.django_db
def test_the_page_tells_its_language_and_offers_the_other() -> None:
    page = Page(guide("portal"))
    assert dict(page.found)["html"]["lang"] == "id"
    assert 'href="#isi"' in guide("portal")
    buttons = [attrs for tag, attrs in page.found if tag == "button" and attrs.get("name") == "language"]
    assert [(each["value"], each["aria-pressed"]) for each in buttons] == [("id", "true"), ("en", "false")]


@pytest.mark.django_db
def test_the_officer_is_named_and_can_log_out() -> None:
    html = guide("desk")
    assert "verifikator" in html
    assert "Verifikator" in html
    assert 'action="/keluar"' in html


@pytest.mark.parametrize("name", STANDING)
def test_a_standing_problem_page_needs_nothing(name: str) -> None:
    html = render_to_string(name)
    assert Page(html).wrong == []
    assert 'class="problem"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_a_problem_says_what_happened_and_what_to_do(status: int) -> None:
    html = render_to_string("look/problem.html", {"status": status, "detail": "Karena <ini>."}, request_of())
    assert f'<p class="caption">{status}</p>' in html
    assert "Karena &lt;ini&gt;." in html
    assert "Apa yang dapat dilakukan" in html


class _Form(forms.Form):
    phone = forms.CharField(label="Telepon", help_text="Hanya petugas.", required=False)
    kind = forms.ChoiceField(label="Jenis", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    agree = forms.BooleanField(label="Setuju")


def test_a_field_ties_hint_and_error_to_its_control() -> None:
    form = _Form({"phone": "<1>", "kind": "a", "agree": "on"})
    form.is_valid()
    form.add_error("phone", "Belum lengkap.")
    html = render("{% field form.phone %}", form=form)
    control = next(attrs for tag, attrs in Page(html).found if tag == "input")
    assert control["aria-describedby"] == "id_phone_hint id_phone_error"
    assert control["aria-invalid"] == "true"
    assert control["value"] == "<1>"
    assert 'id="id_phone_hint"' in html
    assert 'id="id_phone_error"' in html
    assert "boleh dikosongkan" in html


def test_radios_stand_in_a_fieldset_and_a_checkbox_before_its_label() -> None:
    form = _Form()
    assert "<legend>Jenis" in render("{% field form.kind %}", form=form)
    single = render("{% field form.agree %}", form=form)
    assert single.index('type="checkbox"') < single.index("Setuju")


def test_the_error_summary_leads_to_each_field() -> None:
    form = _Form({"phone": "1"})
    form.is_valid()
    form.add_error(None, "Semua salah.")
    html = render("{% error_summary form %}", form=form)
    assert 'href="#id_kind"' in html
    assert 'href="#id_agree"' in html
    assert 'href="#id_phone"' not in html
    assert "Ada 3 hal" in html
    assert "<li>Semua salah.</li>" in html


def test_the_error_summary_takes_plain_errors_and_none() -> None:
    html = render("{% error_summary errors %}", errors={"text": "Tuliskan <dulu>."})
    assert 'href="#id_text"' in html
    assert "&lt;dulu&gt;" in html
    assert "Ada satu hal" in html
    assert render("{% error_summary errors %}", errors={}).strip() == ""


def test_a_status_is_word_shape_and_colour() -> None:
    html = render('{% status "returned" overdue=True %}')
    assert "tone-sun" in html
    assert "#status-returned" in html
    assert "Dikembalikan" in html
    assert "Lewat batas" in html
    assert render('{% status "<b>" %}').count("<b>") == 0


def test_the_timeline_names_the_agency_and_hides_who_the_system_is() -> None:
    items = [
        {"at": styleguide.AT, "type": "CaseForwarded", "by": "officer", "agency": "DLH", "text": "<script>"},
        {"at": styleguide.AT, "type": "ClockOverdue", "by": "system", "facts": {"clock": "resolution"}},
    ]
    html = render("{% timeline items %}", items=items)
    assert "Diteruskan ke DLH" in html
    assert "&lt;script&gt;" in html
    assert "Petugas" in html
    assert "Batas waktu terlewati: Penyelesaian" in html
    assert "system" not in html


def test_the_map_marks_the_chosen_region_and_the_pin() -> None:
    shapes = [("a", "Alfa <1>", "M0 0L10 0L10 10Z"), ("b", "Beta", "M10 0L20 0L20 10Z")]
    html = render(
        '{% region_map shapes "a" pin link="?region=" shades=shades %}',
        shapes=shapes,
        pin=(5, 5),
        shades={"b": 3},
    )
    assert html.index("Beta") < html.index("Alfa")
    assert "Alfa &lt;1&gt;" in html
    assert 'href="?region=a"' in html
    assert 'aria-current="true"' in html
    assert "map-shade-3" in html
    assert "translate(5.00 5.00)" in html


def test_a_map_of_nothing_is_still_a_map() -> None:
    assert box_of([]) == "0 0 100 100"
    assert "<svg" in render("{% region_map shapes %}", shapes=[])


def test_the_pager_shows_only_ways_that_exist() -> None:
    html = render_to_string("look/components/page/pager.html", {"older": "?cursor=x&q=a"})
    assert "?cursor=x&amp;q=a" in html
    assert "Lebih baru" not in html
    assert render_to_string("look/components/page/pager.html", {}).strip() == ""


def test_steps_tell_where_one_is() -> None:
    assert "1 dari 3" in render('{% steps 1 3 "Di mana" %}')


@pytest.mark.django_db
def test_the_style_guide_is_for_debugging_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMONSTRATION", False)
    assert client.get("/gaya").status_code == 404
    monkeypatch.setattr(settings, "DEMONSTRATION", True)
    assert client.get("/gaya").status_code == 200


@pytest.mark.django_db
def test_the_language_switch_is_remembered(client: Client) -> None:
    answer = client.post("/bahasa", {"language": "en", "next": "/lapor"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/lapor"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
