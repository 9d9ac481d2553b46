"""``python -m benchmarks.triage.masking.pictures``: what is found on drawn pictures, at what cost, or a ``--folder``.

Each picture is drawn anew from a seed: another place, size, light, slant, blur and grain. What is drawn stands in for
nobody; the figures tell of regressions and of the smallest sizes, not of every street.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import cv2
import numpy as np
from PIL import Image, ImageEnhance

from benchmarks.triage.masking.pictures import drawing
from surga.core.triage.pictures.covering import cover
from surga.core.triage.pictures.finding import Box, verdict
from surga.core.triage.pictures.looking import look_at

type Drawn = tuple[Image.Image, Box | None]


def face(dice: random.Random, low: int, high: int) -> Drawn:
    side = dice.randint(low, high)
    x, y = dice.randint(0, 1270 - side), dice.randint(0, 950 - round(1.3 * side))
    one = drawing.face(side, dice.randint(1, 99)).rotate(
        dice.uniform(-15, 15), resample=Image.Resampling.BICUBIC
    )
    picture = drawing.street(seed=dice.randint(1, 999))
    picture.paste(one, (x, y), one)
    return picture, Box(x + side // 4, y + int(side * 0.4), side // 2, int(side * 0.5))


def plate(dice: random.Random, low: int, high: int) -> Drawn:
    tall = dice.randint(low, high)
    letters = (
        "".join(dice.choices("ABDEFGHKLNRSTW", k=2))
        + f" {dice.randint(10, 9999)} "
        + dice.choice(["A", "BX", "CDE"])
    )
    sign = drawing.plate(letters, white=dice.random() < 0.5, high=tall)
    x, y = dice.randint(sign.width, 1270 - 2 * sign.width), dice.randint(2 * tall, 950 - 2 * tall)
    paint = (dice.randint(20, 230), dice.randint(20, 230), dice.randint(20, 230))
    car = drawing.on_car(drawing.street(seed=dice.randint(1, 999)), (x, y), sign, paint)
    return car, Box(x, y, *sign.size)


def card(dice: random.Random, low: int, high: int) -> Drawn:
    sheet = drawing.card(dice.randint(low, high), dice.randint(1, 99))
    return drawing.laid(
        drawing.street(seed=dice.randint(1, 999)), sheet, (20, dice.randint(20, 300)), dice.uniform(0, 360)
    ), None


def paper(dice: random.Random, low: int, high: int) -> Drawn:
    wide = dice.randint(low, high)
    sheet = drawing.paper((wide, round(wide / 1.414)), dice.randint(10, 24), dice.randint(1, 99))
    return drawing.laid(
        drawing.street(seed=dice.randint(1, 999)), sheet, (20, dice.randint(20, 200)), dice.uniform(-20, 20)
    ), None


def nothing(dice: random.Random, _low: int, _high: int) -> Drawn:
    seed = dice.randint(1, 999)
    kinds = (
        drawing.street(seed=seed),
        drawing.grain(seed=seed, rough=dice.uniform(0.6, 5)),
        drawing.bricks(),
    )
    return dice.choice(kinds), None


KINDS: dict[str, tuple[Callable[[random.Random, int, int], Drawn], list[tuple[int, int]]]] = {
    "face": (face, [(16, 23), (24, 47), (48, 400)]),
    "plate": (plate, [(20, 31), (32, 47), (48, 100)]),
    "card": (card, [(250, 399), (400, 900)]),
    "paper": (paper, [(500, 699), (700, 1100)]),
    "nothing": (nothing, [(0, 0)]),
}


def _as_taken(picture: Image.Image, dice: random.Random) -> Image.Image:
    light = ImageEnhance.Brightness(picture).enhance(dice.uniform(0.6, 1.15))
    return drawing.noisy(light, dice.uniform(2, 9), dice.uniform(0.3, 1.0), dice.randint(1, 999))


def _right(kind: str, box: Box | None, pixels: drawing.Pixels) -> tuple[bool, bool, float]:
    """Whether what matters was found, whether nothing is found any more once covered, and the seconds of CPU."""
    begun = time.process_time()
    found = look_at(pixels)
    cost = time.process_time() - begun
    if kind == "nothing":
        return verdict(found) == "clear", True, cost
    if box is None:
        hit = verdict(found) in {"held", "unsure"}
    else:
        hit = any(one.box.shared(box) >= 0.8 * box.area for one in found)
    left = look_at(cover(pixels, [one.box for one in found])) if hit else []
    return hit, not any(one.kind == kind for one in left), cost


def measured(
    many: int, seed: int, kinds: tuple[str, ...]
) -> Iterator[tuple[str, str, int, int, int, list[float]]]:
    for kind in kinds or KINDS:
        draw, sizes = KINDS[kind]
        for low, high in sizes:
            dice = random.Random(f"{seed} {kind} {low}")  # noqa: S311  # the same pictures each time
            rows = []
            for _ in range(many):
                picture, box = draw(dice, low, high)
                rows.append(_right(kind, box, drawing.pixels(_as_taken(picture, dice))))
            hits, gone = sum(row[0] for row in rows), sum(row[0] and row[1] for row in rows)
            yield kind, f"{low}–{high}" if high else "", many, hits, gone, [row[2] for row in rows]


@click.command()
@click.option("--many", default=24, show_default=True, help="Pictures of each kind and size.")
@click.option("--seed", default=7, show_default=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(KINDS)), help="Only these.")
@click.option(
    "--folder", type=click.Path(exists=True, path_type=Path), help="Say what is found on these instead."
)
def main(many: int, seed: int, kinds: tuple[str, ...], folder: Path | None) -> None:
    if folder is not None:
        for path in sorted(each for each in folder.iterdir() if each.is_file()):
            pixels = cv2.imread(str(path))
            if pixels is not None:
                found = look_at(np.asarray(pixels, dtype=np.uint8))
                told = ", ".join(f"{one.kind} {one.sure:.2f} {one.box}" for one in found)
                click.echo(f"{path.name}\t{verdict(found)}\t{told}")
        return
    click.echo(
        "| drawn | pixels | pictures | right | found no more once covered | CPU, mean | CPU, most |\n"
        + "|---" * 7
        + "|"
    )
    for kind, size, all_of, hits, gone, costs in measured(many, seed, kinds):
        mean = sum(costs) / len(costs)
        covered = f"{gone} of {hits}" if kind != "nothing" else ""
        click.echo(f"| {kind} | {size} | {all_of} | {hits} | {covered} | {mean:.2f} s | {max(costs):.2f} s |")


if __name__ == "__main__":
    main()
