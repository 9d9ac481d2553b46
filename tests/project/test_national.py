"""The link to SP4N-LAPOR! as the environment sets it up."""

import pytest

from surga.project.configuration.environment import SettingError
from surga.project.configuration.national import Sp4n, sp4n

WHOLE = {"ADAPTER": "sp4n", "URL": "https://lapor.example/", "TOKEN": "{A}", "AGENCY": "3571"}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch):
    def one(**values: str) -> Sp4n:
        for name in ("ADAPTER", "URL", "TOKEN", "AGENCY", "POLL_SECONDS", "PARALLEL"):
            monkeypatch.delenv(f"SURGA_SP4N_{name}", raising=False)
        for name, value in values.items():
            monkeypatch.setenv(f"SURGA_SP4N_{name}", value)
        return sp4n()

    return one


def test_it_is_off_unless_told_otherwise(told) -> None:
    assert told() == Sp4n("off", poll_seconds=60)


def test_the_whole_of_it(told) -> None:
    assert told(**WHOLE, POLL_SECONDS="30", PARALLEL="2") == Sp4n(
        "sp4n", "https://lapor.example", "{A}", "3571", 30, 2
    )


def test_a_token_is_shown_nowhere(told) -> None:
    assert "{A}" not in repr(told(**WHOLE))


@pytest.mark.parametrize("adapter", ["manual", "export", "OFF"])
def test_what_speaks_to_no_gateway_needs_no_more(told, adapter) -> None:
    assert told(ADAPTER=adapter).adapter == adapter.lower()


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"ADAPTER": "lapor"}, "SURGA_SP4N_ADAPTER"),
        ({"ADAPTER": "sp4n", "URL": "https://lapor.example"}, "SURGA_SP4N_TOKEN, SURGA_SP4N_AGENCY"),
        (WHOLE | {"URL": "ftp://lapor.example"}, "SURGA_SP4N_URL"),
        (WHOLE | {"URL": "lapor.example"}, "SURGA_SP4N_URL"),
        (WHOLE | {"URL": "https://lapor.example?x=1"}, "SURGA_SP4N_URL"),
        (WHOLE | {"URL": "https://[lapor"}, "SURGA_SP4N_URL"),
        (WHOLE | {"URL": "https://lapor.example:x"}, "SURGA_SP4N_URL"),
        (WHOLE | {"URL": "https://me@lapor.example"}, "SURGA_SP4N_URL"),
        *(
            (WHOLE | {"POLL_SECONDS": told}, "SURGA_SP4N_POLL_SECONDS")
            for told in ("0", "4", "x", "-5", "86401", "1.5")
        ),
        *((WHOLE | {"PARALLEL": told}, "SURGA_SP4N_PARALLEL") for told in ("0", "65", "x")),
    ],
)
def test_what_cannot_be_used_is_named(told, values, named) -> None:
    with pytest.raises(SettingError, match=named):
        told(**values)
