"""What holds whatever anybody writes, in whatever order."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surga.core.intake.dialogue.memory import STEPS, Memory, from_dict, to_dict
from surga.core.intake.dialogue.sense import code_in, read
from surga.core.intake.dialogue.speech import LABELS, SENTENCES
from surga.core.intake.dialogue.turn import Act, AddToCase, Cancelled, HandOver, Known, Offer, Seen
from surga.core.intake.heard import KINDS, Heard
from tests.core.intake.dialogue.playing import CODE, KNOWN, MORNING, Talk

WORDS = st.sampled_from(
    "halo|p|ya|tidak|kirim|ubah|lewati|anonim|rahasia|status|makasih|sudah beres|belum|5|1|2|tambahan|laporan baru|"
    "bukan itu|cukup|lampu mati|di depan Pasar Pahing|jl Dhoho rt 3|bagaimana cara urus KTP|usul taman|baik|nggih|"
    "lampu jalan mati di depan Pasar Pahing sejak Senin|sampah tidak diangkut|kdr 2611 7q4kx|hello|yes|👍|⭐⭐⭐|"
    "jalan berlubang sering bikin kecelakaan di depan pasar|mau lapor|kapan?|😀||.|/start".split("|")
)
LOUD = st.sampled_from(["petugas", "tolong!!", "kebakaran", "batal"])
TEXTS = st.one_of(WORDS, WORDS, LOUD, st.text(max_size=60))
KNOWNS = st.builds(
    Known,
    city=st.just("Kota Kediri"),
    prefix=st.sampled_from(["KDR", ""]),
    region_at=st.sampled_from(["", "35.71.01.1005"]),
    region_named=st.sampled_from(["", "35.71.01.1004"]),
    region_label=st.sampled_from(["", "Pojok"]),
    topic=st.sampled_from(["", "lampu-jalan"]),
    articles=st.sampled_from(
        [(), (Offer("a", "A", "satu"),), (Offer("a", "A", "satu"), Offer("b", "B", "dua"))]
    ),
    seen=st.sampled_from([None, Seen(CODE, "forwarded", mine=True), Seen(CODE, "closed")]),
    asked=st.sampled_from(["", "", CODE]),
    resolved=st.sampled_from(["", "", CODE]),
    open=st.booleans(),
)


@st.composite
def messages(draw: st.DrawFn) -> dict[str, Any]:
    """One message of any kind, with anything in it."""
    kind = draw(st.sampled_from(["text", "text", "text", "choice", *KINDS]))
    with_words = kind in {"text", "choice"} or draw(st.booleans())
    more: dict[str, Any] = {"kind": kind, "text": draw(TEXTS) if with_words else ""}
    if kind == "location":
        more |= {
            "lat": draw(st.floats(-90, 90)),
            "lon": draw(st.floats(-180, 180)),
            "place": draw(st.text(max_size=9)),
        }
    if kind == "choice":
        ids = [*LABELS, f"beres:{CODE}", f"belum:{CODE}", "beres:", "x"]
        more["choice"] = draw(st.one_of(st.sampled_from(ids), st.text(max_size=9)))
    if kind == "photo":
        more["group"] = draw(st.sampled_from(["", "album"]))
    return {**more, "known": draw(KNOWNS)}


TALKS = st.lists(messages(), max_size=12)
CHANNELS = st.sampled_from(["whatsapp", "telegram", "email"])


@settings(max_examples=300)
@given(TALKS, CHANNELS, st.sampled_from([1, 90]))
def test_nothing_raises_and_nobody_is_left_without_a_word(
    messages: list[dict[str, Any]], channel: str, pause: int
) -> None:
    talk = Talk(channel=channel, pause=timedelta(minutes=pause))
    photos = 0
    for message in messages:
        quiet, album = talk.memory.quiet, photos > 0 and message["kind"] == "photo"
        photos += message["kind"] == "photo"
        words = talk.write(message.pop("text"), **message)
        turn = talk.turns[-1]
        if quiet:
            assert words == ""
            assert turn.acts == ()
        elif not album and (channel != "email" or talk.filed is None):
            assert words.strip()
        for say in turn.says:
            assert len(say.choices) <= 3
            assert all(0 < len(label) <= 20 for _, label in say.choices)
            assert "{" not in say.text or "{" in str(messages)


@given(TALKS, CHANNELS)
def test_after_handing_over_the_bot_is_quiet(messages: list[dict[str, Any]], channel: str) -> None:
    talk = Talk(channel=channel)
    talk.write("petugas")
    for message in messages:
        assert talk.write(message.pop("text"), **message) == ""
    assert talk.acts == [HandOver("asked")]


@given(TALKS)
def test_never_mind_always_ends_it(messages: list[dict[str, Any]]) -> None:
    talk = Talk()
    for message in messages:
        talk.write(message.pop("text"), **message)
    talk.memory = replace(talk.memory, quiet=False)
    talk.write("batal")
    assert isinstance(talk.acts[-1], Cancelled)
    assert talk.memory.step == "fresh"
    assert (talk.memory.story, talk.memory.photos, talk.memory.anonymous) == ("", 0, False)


STORIES = st.sampled_from(
    ["lampu mati", "jalan rusak", "sampah tidak diangkut sudah seminggu", "banjir", "usul taman", "selokan mampet bau",
     "lampu jalan mati di depan Pasar Pahing sejak Senin", "parkir liar di jl Dhoho"]
)  # fmt: skip
PLACES = st.sampled_from(
    ["Sukorame", "di depan pasar", "jl dhoho", "tidak tahu", "rt 3 rw 2", "ya", "kel pojok"]
)
YES = st.sampled_from(["ya", "kirim", "nggih", "ok", "👍", "betul pak"])
GREETINGS = st.sampled_from(["halo", "p", "kulonuwun", "assalamualaikum", "pak", "mau lapor"])


@given(GREETINGS, STORIES, PLACES, YES)
def test_who_answers_what_is_asked_has_a_code_in_five_turns(
    greeting: str, story: str, place: str, yes: str
) -> None:
    talk = Talk()
    words = talk.write(greeting)
    for _ in range(4):
        if CODE in words:
            break
        if talk.memory.step == "placing":
            words = talk.write(place)
        elif talk.memory.step == "checking":
            words = talk.write(yes)
        elif talk.memory.story:
            words = talk.write("sudah seminggu begini terus")
        else:
            words = talk.write(story)
    assert CODE in words
    assert talk.filed is not None
    assert talk.filed.story.startswith(story)


@given(st.lists(st.one_of(WORDS, st.text(max_size=60)), max_size=10))
def test_every_word_of_a_story_is_filed(texts: list[str]) -> None:
    """What is added while a story is open is in it, whatever it is, when it is sent."""
    talk = Talk()
    talk.write("lampu jalan mati di depan Pasar Pahing sejak Senin")
    added: list[str] = []
    for text in texts:
        sense = read(Heard("x", "", "", MORNING, text=text), talk.memory, "KDR")
        heard_as_words = (
            sense.is_matter and not sense.code and not sense.is_any("emergency", "done", "notyet")
        )
        if heard_as_words and talk.memory.step == "checking":
            added.append(sense.text)
            talk.write(text)
    talk.write("kirim")
    if talk.filed is not None:
        assert all(text in talk.filed.story for text in added)


@given(
    st.sampled_from(STEPS),
    st.text(),
    st.floats(-90, 90),
    st.lists(st.text()),
    st.booleans(),
    st.integers(0, 9),
)
def test_the_memory_survives_being_kept(
    step: str, words: str, lat: float, others: list[str], flag: bool, number: int
) -> None:
    memory = Memory(
        step, story=words, lat=lat, others=tuple(others), anonymous=flag, photos=number, region=words
    )
    assert from_dict(to_dict(memory)) == memory


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.one_of(JSON, st.fixed_dictionaries({}, optional=dict.fromkeys(asdict(Memory()), JSON))), TEXTS)
def test_whatever_was_kept_the_talk_goes_on(kept: Any, text: str) -> None:
    talk = Talk(memory=from_dict(kept))
    assert talk.write(text).strip() or talk.turns[-1].memory.quiet


@given(st.text(max_size=200), st.sampled_from(["KDR", ""]))
def test_a_code_that_is_found_is_one(text: str, prefix: str) -> None:
    code, _ = code_in(text, prefix)
    if code:
        assert code_in(code, prefix) == (code, 0)


def test_both_languages_have_the_same_places_to_fill() -> None:
    for key, (indonesian, english) in SENTENCES.items():
        for name in (
            "{code}",
            "{city}",
            "{link}",
            "{summary}",
            "{place}",
            "{title}",
            "{brief}",
            "{opens}",
            "{prefix}",
        ):
            assert (name in indonesian) == (name in english), key


def test_what_is_added_to_a_case_is_never_told_to_another() -> None:
    talk = Talk(known=replace(KNOWN, asked=CODE))
    talk.write("jawaban saya: tiang nomor tiga")
    act: Act = talk.acts[-1]
    assert act == AddToCase(CODE, "jawaban saya: tiang nomor tiga")


@pytest.mark.parametrize(
    "words",
    [
        "tolong ",
        "ya ",
        "di ",
        "a",
        "nama ",
        "kdr 2611 ",
        "terima kasih ",
        "laporan saya ",
        "_",
        "2611-",
        "halo ",
    ],
)
def test_whoever_repeats_a_word_is_understood_at_once(words: str) -> None:
    """A pattern that tries every way of reading them would never end."""
    assert Talk().write(words * 3000)
