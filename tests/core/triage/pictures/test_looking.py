"""Faces, plates, cards and papers are found on drawn pictures, and nothing where there is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from benchmarks.triage.masking.pictures import drawing as draw
from surga.core.triage.pictures.covering import cover, veiled
from surga.core.triage.pictures.finding import Box, Finding, verdict
from surga.core.triage.pictures.looking import look_at


def seen(picture: Image.Image) -> list[Finding]:
    return look_at(draw.pixels(picture))


def kinds(picture: Image.Image) -> set[str]:
    return {one.kind for one in seen(picture)}


@pytest.mark.parametrize("seed", range(2))
def test_a_street_has_nothing_to_hide(seed: int) -> None:
    assert seen(draw.street(seed=seed)) == []


@pytest.mark.parametrize("rough", [0.7, 2.5])
def test_texture_is_neither_text_nor_a_face(rough: float) -> None:
    assert verdict(seen(draw.grain(rough=rough, seed=5))) == "clear"


def test_a_wall_of_bricks_is_no_page() -> None:
    assert verdict(seen(draw.bricks())) == "clear"


@pytest.mark.parametrize("side", [60, 220])
def test_a_face_is_found_whole(side: int) -> None:
    found = seen(draw.noisy(draw.with_face(draw.street(), (300, 300), side)))
    inner = Box(300 + side // 4, 300 + int(side * 0.35), side // 2, int(side * 0.6))
    assert any(one.kind == "face" and one.box.shared(inner) > 0.9 * inner.area for one in found)
    assert verdict(found) == "masked"


@pytest.mark.parametrize("white", [True, False], ids=["white", "black"])
@pytest.mark.parametrize("high", [40, 90])
def test_a_plate_is_found_whole(white: bool, high: int) -> None:
    sign = draw.plate(white=white, high=high)
    found = seen(draw.noisy(draw.on_car(draw.street(), (600, 600), sign), 5))
    inner = Box(600, 600, *sign.size)
    assert any(one.kind == "plate" and one.box.shared(inner) > 0.85 * inner.area for one in found)


@pytest.mark.parametrize(("wide", "turned"), [(640, 0), (640, 12), (900, 90), (400, -25)])
def test_a_card_is_held_back(wide: int, turned: float) -> None:
    top = 520 if wide == 400 else 30
    picture = draw.noisy(draw.laid(draw.street(), draw.card(wide), (60, top), turned))
    assert verdict(seen(picture)) == "held"


@pytest.mark.parametrize(("size", "turned"), [((700, 495), 8), ((600, 848), 0)])
def test_a_paper_is_held_back(size: tuple[int, int], turned: float) -> None:
    assert verdict(seen(draw.noisy(draw.laid(draw.street(), draw.paper(size), (60, 30), turned)))) == "held"


def test_a_page_without_edges_is_held_back() -> None:
    assert verdict(seen(draw.noisy(draw.paper((1600, 1131)).crop((40, 40, 1500, 1100))))) == "held"


@pytest.mark.parametrize(
    "picture",
    [
        draw.noisy(draw.with_face(draw.street(), (300, 300), 220)),
        draw.noisy(draw.on_car(draw.street(), (600, 600), draw.plate(high=90)), 5),
        draw.noisy(draw.laid(draw.street(), draw.card(640), (60, 30), 12)),
        draw.noisy(draw.laid(draw.street(), draw.paper((700, 495)), (60, 30), 0)),
    ],
    ids=["face", "plate", "card", "paper"],
)
def test_what_was_covered_is_not_found_again(picture: Image.Image) -> None:
    found = seen(picture)
    assert found
    covered = cover(draw.pixels(picture), [one.box for one in found])
    again = look_at(covered)
    assert [one for one in again if any(one.box.shared(old.box) for old in found)] == []


def test_covering_leaves_the_rest_and_the_given_picture_alone() -> None:
    before = draw.pixels(draw.grain((300, 200)))
    kept = before.copy()
    after = cover(before, [Box(50, 40, 60, 50), Box(-20, -20, 10, 10)])
    assert (before == kept).all()
    changed = np.zeros(before.shape[:2], bool)
    changed[40:90, 50:110] = True
    assert (after[~changed] == before[~changed]).all()
    assert (after[changed] != before[changed]).any()


def test_two_faces_of_one_light_are_the_same_when_covered() -> None:
    """What stays does not tell who it was: fine detail of either leaves no trace."""
    noise = np.random.default_rng(1)
    # Detail without a mean: what distinguishes two people, and no light or shade.
    detail = noise.choice([-40, 40], (160, 160)).repeat(1, axis=0)
    flat = np.full((160, 160, 3), 128, np.uint8)
    lively = np.clip(flat.astype(int) + detail[:, :, None], 0, 255).astype(np.uint8)
    whole = Box(0, 0, 160, 160)
    assert np.abs(cover(flat, [whole]).astype(int) - cover(lively, [whole]).astype(int)).max() <= 6


def test_a_veil_leaves_no_letter() -> None:
    sheet = veiled(draw.pixels(draw.paper((700, 495))))
    assert look_at(sheet) == []


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 3), (40, 40)])
def test_any_size_can_be_looked_at(size: tuple[int, int]) -> None:
    look_at(draw.pixels(Image.new("RGB", size, "white")))
    veiled(draw.pixels(Image.new("RGB", size, "white")))


def test_doubt_asks_and_cards_are_held() -> None:
    box = Box(0, 0, 9, 9)
    assert verdict([]) == "clear"
    assert verdict([Finding("face", box, 0.9)]) == "masked"
    assert verdict([Finding("face", box, 0.9), Finding("plate", box, 0.3)]) == "unsure"
    assert verdict([Finding("card", box, 0.4)]) == "unsure"
    assert verdict([Finding("card", box, 0.7), Finding("face", box, 0.3)]) == "held"
