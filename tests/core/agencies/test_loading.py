"""Loading a city's folder, editing at the desk, loading again; and the copy that a process keeps."""

import shutil
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from surga.core.agencies import actions, models, queries
from surga.core.agencies.actions import load_city
from surga.core.agencies.city import AgencyInfo, DeadlineInfo, RuleInfo, TopicInfo
from surga.core.agencies.profile import ProfileError
from surga.core.regions.actions import load_regions
from surga.core.regions.models import Region
from surga.events.models import Event

TINY = Path(__file__).parents[2] / "cities" / "rawajaya"
ADMIN = "officer:7"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_copy():
    queries.forget()


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(TINY, tmp_path / "city"))


@pytest.fixture
def city(folder):
    load_city(folder, "system:setup", load_regions)
    return folder


def again(folder):
    load_city(folder, "system:setup", load_regions)


def change(folder, file, old, new):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_whole_city_is_there_after_loading(city):
    now = queries.city()
    assert (now.code, now.name, now.prefix, now.timezone) == (
        "rawajaya", "Kota Rawajaya", "RWJ", "Asia/Makassar",
    )  # fmt: skip
    assert now.agencies["kel-timur"].region == "99.01.1001"
    assert now.topics["pungli"].oversight
    assert now.topics["kekerasan"].protected
    assert [rule.code for rule in now.rules] == ["jalan-negara", "surat-kelurahan"]
    assert now.calendar.opens == time(8)
    assert now.calendar.is_working_day(date(2025, 3, 15))  # a Saturday
    assert not now.calendar.is_working_day(date(2025, 3, 10))
    assert now.calendar.is_working_day(date(2025, 3, 16))  # a worked Sunday
    assert now.holidays == {date(2025, 3, 10): "Hari jadi kota"}
    assert now.text("greeting", "en") == "Welcome to Rawajaya."
    assert now.settings["map"]["zoom"] == 14
    assert Region.objects.count() == 3


def test_loading_is_recorded(city):
    event = Event.objects.get()
    assert (event.name, event.data["what"], event.data["code"], event.actor) == (
        "ProfileChanged", "city", "rawajaya", "system:setup",
    )  # fmt: skip


def test_a_faulty_folder_changes_nothing(city):
    before = queries.city()
    change(city, "agencies.csv", "umum,Dinas Umum", "umum,Dinas Lain")
    change(city, "topics.csv", "pengawas,examination", "nobody,examination")
    with pytest.raises(ProfileError, match=r"topics\.csv:4: agency 'nobody' is not in agencies\.csv"):
        again(city)
    assert queries.city() is before


def test_a_fault_in_the_middle_of_loading_changes_nothing(city):
    change(city, "agencies.csv", "umum,Dinas Umum", "umum,Dinas Lain")
    change(city, "regions.csv", "99.01.1001,Timur", "99.01.1001,Terbit")

    def broken(rows):
        load_regions(rows)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        load_city(city, "system:setup", broken)
    assert queries.city().agencies["umum"].name == "Dinas Umum"
    assert Region.objects.get(code="99.01.1001").name == "Timur"


def test_the_copy_costs_one_query_and_knows_of_changes(city, django_assert_num_queries):
    first = queries.city()
    with django_assert_num_queries(1):
        assert queries.city() is first
    with django_assert_num_queries(0):
        assert queries.city(fresh=False) is first
    actions.save_text("greeting", "id", "Halo.", ADMIN)
    assert queries.city().text("greeting") == "Halo."


def test_another_process_s_change_is_seen(city):
    queries.city()
    models.Text.objects.filter(key="greeting", language="id").update(text="Dari luar")
    models.ProfileState.objects.update(version=1)
    assert queries.city().text("greeting") == "Dari luar"


def test_without_a_city_the_question_is_refused():
    with pytest.raises(queries.NoCityError):
        queries.city()


def test_loading_again_brings_news_and_keeps_what_was_edited(city):
    actions.save_agency(replace(queries.city().agencies["umum"], email="umum@example.id"), ADMIN)
    actions.save_topic(replace(queries.city().topics["jalan"], name="Jalan dan gang"), ADMIN)
    actions.save_text("greeting", "id", "Halo.", ADMIN)
    actions.save_day_off(date(2025, 3, 10), "tetap kerja", "working", ADMIN)
    change(city, "agencies.csv", "umum,Dinas Umum", "umum,Dinas Semua")
    change(city, "agencies.csv", "pengawas,Inspektorat", "pengawas,Inspektorat Kota")
    change(city, "topics.csv", "jalan,Jalan,", "jalan,Jalan raya,")
    change(city, "words/texts.toml", "Selamat datang", "Selamat pagi")
    change(city, "words/texts.toml", "Welcome to", "Good morning,")
    again(city)
    now = queries.city()
    assert (now.agencies["umum"].name, now.agencies["umum"].email) == ("Dinas Umum", "umum@example.id")
    assert now.agencies["pengawas"].name == "Inspektorat Kota"
    assert now.topics["jalan"].name == "Jalan dan gang"
    assert now.text("greeting") == "Halo."
    assert now.text("greeting", "en") == "Good morning, Rawajaya."
    assert now.calendar.is_working_day(date(2025, 3, 10))


def test_what_the_folder_drops_is_switched_off_not_deleted(city):
    change(
        city, "topics.csv", "kekerasan,Kekerasan,Violence,umum,quick,yes,no,PELECEHAN SEKSUAL,kekerasan\n", ""
    )
    change(
        city,
        "authority.csv",
        "10,jalan-negara,jalan,,jalan negara,centre,umum,Balai Jalan,Jalan negara,,no\n",
        "",
    )
    again(city)
    now = queries.city()
    assert not now.topics["kekerasan"].active
    assert [rule.code for rule in now.rules] == ["surat-kelurahan"]


def test_a_promise_s_figures_are_never_changed_in_place(city):
    change(city, "deadlines.csv", "verification,*,2,", "verification,*,9,")
    with pytest.raises(ProfileError, match=r"deadlines\.csv:2: rwj-1 verification .* new version"):
        again(city)
    assert queries.city().deadline("verification", "quick", date(2025, 1, 1)).amount == 2


def test_a_new_deadline_takes_over_on_its_day(city):
    today = timezone.localdate()
    soon = today + timedelta(days=30)
    rule = DeadlineInfo("rwj-2", "verification", "*", 1, "working_day", "received", soon)
    actions.add_deadline_rule(rule, ADMIN)
    now = queries.city()
    assert now.deadline("verification", "quick", today).amount == 2
    assert now.deadline("verification", "quick", soon).amount == 1
    assert (now.rule_version(today), now.rule_version(soon)) == ("rwj-1", "rwj-2")
    with pytest.raises(actions.RefusedError, match="version_taken"):
        actions.add_deadline_rule(rule, ADMIN)
    with pytest.raises(actions.RefusedError, match="date_past"):
        actions.add_deadline_rule(replace(rule, valid_from=today - timedelta(days=1)), ADMIN)


def test_a_rule_for_one_class_goes_before_one_for_all(city):
    today = timezone.localdate()
    quick = DeadlineInfo("rwj-2", "resolution", "quick", 3, "working_hour", "verified", today)
    actions.add_deadline_rule(quick, ADMIN)
    now = queries.city()
    assert now.deadline("resolution", "quick", today).unit == "working_hour"
    assert now.deadline("resolution", "ordinary", today).amount == 10


def test_every_edit_is_recorded(city):
    actions.save_agency(AgencyInfo("baru", "Dinas Baru", kind="dinas"), ADMIN)
    actions.save_topic(TopicInfo("air", "Air", agency="baru"), ADMIN)
    actions.save_rule(RuleInfo("air", 5, ("air",), agency="baru"), ADMIN)
    actions.save_rule(RuleInfo("air", 5, ("air",), agency="baru"), ADMIN, active=False)
    actions.save_day_off(date(2026, 1, 2), "Libur", "local", ADMIN)
    told = [
        (event.data["what"], event.data["code"]) for event in Event.objects.filter(actor=ADMIN).order_by("id")
    ]
    assert told == [
        ("agency", "baru"), ("topic", "air"), ("authority_rule", "air"), ("authority_rule", "air"),
        ("day_off", "2026-01-02"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("save", "info", "field", "code"),
    [
        (actions.save_agency, AgencyInfo("x", " "), "name", "name_empty"),
        (actions.save_agency, AgencyInfo("x", "X", kind="kiosk"), "kind", "kind_unknown"),
        (actions.save_agency, AgencyInfo("x", "X", parent="nobody"), "parent", "agency_unknown"),
        (actions.save_agency, AgencyInfo("x", "X" * 201), "name", "text_too_long"),
        (actions.save_agency, AgencyInfo("x" * 61, "X"), "code", "text_too_long"),
        (actions.save_agency, AgencyInfo("x", "X", email="nobody"), "email", "invalid"),
        (actions.save_topic, TopicInfo("x", "X\0", agency="umum"), "name", "invalid"),
        (actions.save_topic, TopicInfo("x", "X", agency="nobody"), "agency", "agency_unknown"),
        (actions.save_topic, TopicInfo("x", "X", agency="umum", service_class="slow"), "service_class",
         "service_class_unknown"),
        (actions.save_rule, RuleInfo("x", 1, ("nothing",)), "topics", "topic_unknown"),
        (actions.save_rule, RuleInfo("x", 1, agency="@someone"), "agency", "agency_unknown"),
        (actions.save_rule, RuleInfo("x", 1, level="centre"), "body", "name_empty"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(city, save, info, field, code):
    before = Event.objects.count()
    with pytest.raises(actions.RefusedError) as refused:
        save(info, ADMIN)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert Event.objects.count() == before


def test_an_agency_switched_off_alerts_its_cases(city):
    assert queries.route("jalan", "", "aspal").agency == "umum"
    actions.save_agency(replace(queries.city().agencies["umum"], active=False), ADMIN)
    found = queries.route("jalan", "", "aspal")
    assert (found.agency, found.alert, found.reason) == ("", True, "agency_inactive")


def test_the_trace_reads_as_sentences(city):
    found = queries.route("jalan", "", "Jalan negara rusak")
    assert queries.explain(found.trace) == [
        "Topik: Jalan.",
        "Wilayah belum diketahui.",
        "Aturan jalan-negara cocok karena kata “jalan negara”.",
        "Diteruskan ke Dinas Umum.",
    ]
    assert queries.explain(queries.route("jalan", "99.01", "aspal").trace) == [
        "Topik: Jalan.",
        "Wilayah sudah diketahui.",
        "Tidak ada aturan khusus; instansi topik ini yang menangani.",
        "Diteruskan ke Dinas Umum.",
    ]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("place_needed|surat", "Aturan surat perlu wilayah, jadi dilewati."),
        ("alert|topic_missing|", "Topik belum diketahui; verifikator memilih."),
        ("alert|agency_inactive|umum", "Instansi umum tidak aktif lagi; verifikator memilih."),
        ("alert|rule_broken|TypeError", "Aturan ini rusak (TypeError); verifikator memilih."),
        ("something new", "something new"),
    ],
)
def test_every_step_has_a_sentence(city, step, sentence):
    assert queries.explain([step]) == [sentence]


def test_the_end_of_the_calendar_is_announced(city):
    assert queries.calendar_warning(date(2025, 1, 1)) == ""
    assert "2026-12-31" in queries.calendar_warning(date(2026, 11, 1))
