"""Every pair of colours that meets on a screen can be read, in both themes."""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "surga/doors/look/static/look/css"
HUES = ("river", "sun", "leaf", "brick", "sky")
GROUNDS = ("paper", "card", "sunken")
TEXT = [
    *product(("ink", "muted", *HUES), GROUNDS),
    *product(("ink",), [f"{hue}-tint" for hue in HUES]),
    *((hue, f"{hue}-tint") for hue in HUES),
    ("muted", "river-tint"),
    ("paper", "ink"),
    ("on-river", "river"),
    ("on-river", "river-strong"),
    ("on-brick", "brick"),
]
# Borders of fields and the ring of the focus: 3:1 is asked of what is not text.
EDGES = [*product(("edge", "sky", "river"), GROUNDS)]


def themes() -> dict[str, dict[str, str]]:
    css = (CSS / "tokens.css").read_text()
    light, system, chosen = re.findall(r"color-scheme: (?:light|dark);([^}]*)}", css)
    found = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, system, chosen))
    return dict(zip(("light", "dark by system", "dark by choice"), found, strict=True))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_measure_is_the_known_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark by system"])
def test_text_can_be_read(theme: str) -> None:
    colours = themes()[theme]
    poor = {f"{a} on {b}": round(contrast(colours[a], colours[b]), 2) for a, b in TEXT}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark by system"])
def test_edges_can_be_seen(theme: str) -> None:
    colours = themes()[theme]
    found = {f"{a} on {b}": round(contrast(colours[a], colours[b]), 2) for a, b in EDGES}
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}


def test_the_dark_theme_is_one() -> None:
    found = themes()
    assert found["dark by system"] == found["dark by choice"]
    assert found["light"].keys() == found["dark by choice"].keys()


def test_every_variable_used_is_defined() -> None:
    css = {path.name: path.read_text() for path in CSS.glob("*.css")}
    defined = set(re.findall(r"(--[\w-]+):", "".join(css.values())))
    assert set(re.findall(r"var\((--[\w-]+)", "".join(css.values()))) <= defined


def test_colours_stand_in_one_file() -> None:
    loose = {
        path.name: found
        for path in CSS.glob("*.css")
        if path.name not in ("tokens.css", "print.css")
        and (found := re.findall(r"#[0-9a-fA-F]{3,6}\b", path.read_text()))
    }
    assert loose == {}
