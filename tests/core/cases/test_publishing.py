"""Which cases everybody may read: by rule, and by an officer's own word where the rule leaves one."""

import pytest

from surga.core.cases import actions
from surga.core.people.access import Actor, system
from surga.core.triage.flags import sensitive as flag
from surga.core.triage.mask import MaskingFailed
from tests.core.conftest import file_case

type Staff = dict[str, Actor]
PLAIN = "Lampu jalan mati sejak Senin"
CHILD = "Anak tetangga dipukuli ayahnya setiap malam"
LEVY = "Petugas loket meminta uang Rp 50.000 untuk KTP"
ILL = "Ibu saya menderita kanker dan belum dapat bantuan"


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        (PLAIN, None, True), (PLAIN, True, True), (PLAIN, False, False),
        (CHILD, None, False), (CHILD, True, True), (CHILD, False, False),
        (LEVY, None, False), (ILL, None, False),
    ],
)  # fmt: skip
def test_the_rules_publish_and_an_officers_word_shows_more(
    text: str, asked: bool | None, shown: bool, staff: Staff
) -> None:
    case = actions.verify_case(file_case(text), staff["verifier"], topic="jalan", publish=asked)
    assert case.published == shown
    # Other governments publish what they are told, and a narrow figure betrays: both ask whether it is protected.
    assert case.protected == (text != PLAIN and not asked)


@pytest.mark.usefixtures("small_city")
@pytest.mark.parametrize("text", [CHILD, LEVY, ILL])
def test_a_program_cannot_say_that_a_sensitive_text_is_shown(text: str) -> None:
    assert not actions.verify_case(file_case(text), system("import"), topic="jalan", publish=True).published


def test_the_title_counts_as_the_text_does(staff: Staff) -> None:
    case = actions.verify_case(file_case(PLAIN), staff["verifier"], topic="jalan", title=CHILD)
    assert not case.published


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"confidential": True}, {"topic": "jalan"}),
        ({}, {"topic": "jalan", "oversight": True}),
        ({}, {"topic": "kekerasan"}),
        ({}, {"topic": "pungli"}),
        ({}, {"topic": "pungli", "oversight": False}),
    ],
)
def test_nobody_publishes_what_is_never_published(
    more: dict[str, object], said: dict[str, object], staff: Staff
) -> None:
    case = actions.verify_case(file_case(PLAIN, **more), staff["verifier"], publish=True, **said)  # type: ignore[arg-type]  # each is of its kind
    assert not case.published


def test_what_cannot_be_read_is_not_published(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_text: str) -> str:
        raise MaskingFailed

    monkeypatch.setattr(flag, "mask", broken)
    assert not actions.verify_case(file_case(PLAIN), staff["verifier"], topic="jalan").published
