"""Pictures drawn from nothing: nobody's face, nobody's plate, nobody's card."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

type Pixels = npt.NDArray[np.uint8]

_SKIN = ((224, 172, 140), (198, 134, 94), (141, 85, 54), (240, 200, 170))
_WORDS = (
    "warga jalan lampu nomor tanggal alamat kelurahan kecamatan kota surat nama agama kerja lahir".split()
)


def pixels(picture: Image.Image) -> Pixels:
    """As OpenCV has it."""
    return np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])


def street(size: tuple[int, int] = (1280, 960), seed: int = 1) -> Image.Image:
    """Sky, houses without windows, asphalt with grain, a hole: nothing that anybody should not see."""
    dice, (wide, high) = random.Random(seed), size  # noqa: S311  # the same pictures each time
    picture = Image.new("RGB", size, (176, 200, 214))
    draw = ImageDraw.Draw(picture)
    for n in range(4):
        left = n * wide // 4
        tone = dice.randint(120, 210)
        draw.rectangle(
            (left, high // 4 - dice.randint(0, high // 8), left + wide // 4, high // 2),
            (tone, tone - 14, tone - 30),
        )
    draw.rectangle((0, high // 2, wide, high), (104, 102, 98))
    for _ in range(3):
        x, y, r = (
            dice.randint(0, wide),
            dice.randint(high * 5 // 8, high),
            dice.randint(high // 20, high // 8),
        )
        draw.ellipse((x - 2 * r, y - r // 2, x + 2 * r, y + r // 2), (58, 54, 50))
    grain = np.random.default_rng(seed).normal(0, 9, (high, wide, 1))
    rough = np.clip(np.asarray(picture).astype(float) + grain, 0, 255).astype(np.uint8)
    return Image.fromarray(rough).filter(ImageFilter.GaussianBlur(0.8))


def grain(size: tuple[int, int] = (900, 700), seed: int = 1, rough: float = 2.0) -> Image.Image:
    """Gravel, grass, water: texture all over."""
    noise = np.random.default_rng(seed).normal(0, 1, (size[1], size[0]))
    tone = Image.fromarray(np.clip(128 + 70 * noise, 0, 255).astype(np.uint8)).filter(
        ImageFilter.GaussianBlur(rough)
    )
    spread = np.asarray(tone).astype(float)
    spread = (spread - spread.mean()) / (spread.std() + 1e-6) * 34 + 120
    return Image.fromarray(np.clip(spread, 0, 255).astype(np.uint8)).convert("RGB")


def bricks(size: tuple[int, int] = (900, 700)) -> Image.Image:
    """A wall: rows of marks of one height, and no text."""
    picture = Image.new("RGB", size, (196, 190, 182))
    draw = ImageDraw.Draw(picture)
    for row in range(size[1] // 34 + 1):
        for column in range(size[0] // 84 + 2):
            left = column * 84 - (42 if row % 2 else 0)
            draw.rectangle((left, row * 34, left + 78, row * 34 + 28), (156, 84, 62))
    return noisy(picture, 6)


def face(side: int = 220, seed: int = 1) -> Image.Image:
    """A drawn face, shaded as one in daylight is, on nothing (with an alpha channel)."""
    dice, big = random.Random(seed), 4 * side  # noqa: S311  # the same pictures each time
    skin = dice.choice(_SKIN)
    dark = tuple(int(n * 0.62) for n in skin)
    light = tuple(min(255, int(n * 1.1)) for n in skin)
    picture = Image.new("RGBA", (big, int(big * 1.3)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    _oval(draw, big, (0.5, 0.56, 0.44, 0.56), (34, 26, 22))  # hair
    draw.rectangle(_at(big, (0.36, 0.95, 0.64, 1.28)), dark)  # neck
    _oval(draw, big, (0.5, 0.66, 0.37, 0.49), skin)
    _oval(draw, big, (0.5, 0.46, 0.26, 0.14), light)
    for x in (0.345, 0.655):
        _oval(draw, big, (x, 0.585, 0.1, 0.055), dark)
        _oval(draw, big, (x, 0.6, 0.072, 0.034), (245, 242, 238))
        _oval(draw, big, (x, 0.6, 0.034, 0.034), (40, 28, 22))
        draw.arc(_at(big, (x - 0.12, 0.475, x + 0.12, 0.6)), 200, 340, (38, 28, 22), round(0.026 * big))
        _oval(draw, big, (x + (0.02 if x < 0.5 else -0.02), 0.8, 0.08, 0.05), light)
    draw.polygon(_at(big, (0.5, 0.58, 0.435, 0.8, 0.565, 0.8)), light)
    draw.line(_at(big, (0.455, 0.6, 0.432, 0.79)), dark, round(0.02 * big))
    for x in (0.46, 0.54):
        _oval(draw, big, (x, 0.8, 0.024, 0.014), (60, 34, 28))
    _oval(draw, big, (0.5, 0.925, 0.125, 0.044), (150, 66, 62))
    _oval(draw, big, (0.5, 0.92, 0.12, 0.012), (84, 34, 34))
    _oval(draw, big, (0.5, 1.02, 0.1, 0.025), dark)
    small = picture.resize((side, int(side * 1.3)), Image.Resampling.LANCZOS)
    return small.filter(ImageFilter.GaussianBlur(side / 130))


def _at(big: int, places: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(round(n * big) for n in places)


def _oval(
    draw: ImageDraw.ImageDraw, big: int, place: tuple[float, float, float, float], tone: tuple[int, ...]
) -> None:
    x, y, wide, high = place
    draw.ellipse(_at(big, (x - wide, y - high, x + wide, y + high)), (*tone, 255))


def with_face(base: Image.Image, at: tuple[int, int], side: int = 220, seed: int = 1) -> Image.Image:
    one, picture = face(side, seed), base.copy()
    picture.paste(one, at, one)
    return picture


def plate(text: str = "AG 1234 XY", under: str = "05 28", white: bool = True, high: int = 90) -> Image.Image:
    """An Indonesian plate: the newer white one, or the black one; its second line is the month."""
    ground, ink = ((236, 236, 232), (22, 22, 24)) if white else ((20, 20, 22), (232, 232, 230))
    wide = round(high * 2.9)
    picture = Image.new("RGB", (wide, high), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((2, 2, wide - 3, high - 3), outline=ink, width=max(1, high // 40))
    _fit(draw, text, (wide // 2, round(high * 0.4)), wide * 0.86, high * 0.6, ink)
    _fit(draw, under, (wide // 2, round(high * 0.82)), wide * 0.4, high * 0.2, ink)
    return picture


def on_car(
    base: Image.Image, at: tuple[int, int], sign: Image.Image, paint: tuple[int, int, int] = (150, 32, 30)
) -> Image.Image:
    picture = base.copy()
    draw = ImageDraw.Draw(picture)
    (x, y), (wide, high) = at, sign.size
    draw.rounded_rectangle((x - wide, y - 2 * high, x + 2 * wide, y + 2 * high), high // 2, paint)
    for side in (x - wide // 2 - wide // 4, x + wide + wide // 4):
        draw.ellipse((side, y - high, side + high, y), (250, 236, 200))
    picture.paste(sign, at)
    return picture


def card(wide: int = 640, seed: int = 1) -> Image.Image:
    """As a KTP is laid out: blue, a heading, rows at the left, a photo at the right. The words mean nothing."""
    dice, high = random.Random(seed), round(wide / 85.6 * 54)  # noqa: S311  # the same pictures each time
    picture = Image.new("RGB", (wide, high), (150, 190, 222))
    draw = ImageDraw.Draw(picture)
    size = wide / 34
    draw.text((wide // 2, size), "PROVINSI CONTOH", (24, 26, 40), font=_font(size), anchor="mm")
    draw.text((wide // 2, 2.2 * size), "KOTA CONTOH", (24, 26, 40), font=_font(size), anchor="mm")
    draw.text(
        (size, 3.2 * size),
        "NIK : " + "".join(str(dice.randint(0, 9)) for _ in range(16)),
        (18, 18, 26),
        font=_font(1.5 * size),
    )
    for row in range(10):
        said = f"{dice.choice(_WORDS).title():<10} : {' '.join(dice.choices(_WORDS, k=2)).upper()}"
        draw.text((size, (5.2 + 1.5 * row) * size), said, (28, 30, 40), font=_font(0.95 * size))
    photo = (round(wide * 0.73), round(high * 0.24), round(wide * 0.96), round(high * 0.76))
    draw.rectangle(photo, (190, 50, 46))
    one = face(photo[2] - photo[0] - 20, seed)
    picture.paste(one, (photo[0] + 10, photo[1] + 14), one)
    return picture


def paper(size: tuple[int, int] = (1000, 707), rows: int = 16, seed: int = 1) -> Image.Image:
    """As a KK is: a bright page with a heading and a table."""
    dice, (wide, high) = random.Random(seed), size  # noqa: S311  # the same pictures each time
    picture = Image.new("RGB", size, (240, 240, 234))
    draw = ImageDraw.Draw(picture)
    tall = high / (rows + 5)
    draw.text((wide // 2, 1.6 * tall), "KARTU CONTOH", (20, 20, 20), font=_font(1.2 * tall), anchor="mm")
    for row in range(rows):
        y = (3.2 + row) * tall
        draw.line((wide * 0.05, y, wide * 0.95, y), (120, 120, 120))
        said = " ".join(dice.choices(_WORDS, k=9))
        draw.text(
            (wide * 0.06, y + 0.12 * tall),
            said[: int(wide * 0.86 / (0.36 * tall))],
            (30, 30, 34),
            font=_font(0.66 * tall),
        )
    return picture


def laid(base: Image.Image, sheet: Image.Image, at: tuple[int, int], turned: float = 0) -> Image.Image:
    """A card or a paper lying on something, turned by degrees."""
    one = sheet.convert("RGBA").rotate(turned, expand=True, resample=Image.Resampling.BICUBIC)
    picture = base.copy()
    picture.paste(one, at, one)
    return picture


def noisy(picture: Image.Image, much: float = 6, blur: float = 0.6, seed: int = 3) -> Image.Image:
    """As a telephone's camera has it in the evening."""
    grains = np.random.default_rng(seed).normal(0, much, (picture.height, picture.width, 3))
    rough = np.clip(np.asarray(picture.convert("RGB")).astype(float) + grains, 0, 255).astype(np.uint8)
    return Image.fromarray(rough).filter(ImageFilter.GaussianBlur(blur))


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(max(6, round(size)))


def _fit(
    draw: ImageDraw.ImageDraw,
    text: str,
    middle: tuple[int, int],
    wide: float,
    high: float,
    ink: tuple[int, int, int],
) -> None:
    """Letters pressed into metal: heavy, and each with room of its own."""
    size = high * 1.35
    thick = max(0, round(size / 30))
    room = [draw.textlength(letter, font=_font(size)) + 2 * thick + size * 0.1 for letter in text]
    if sum(room) > wide:
        return _fit(draw, text, middle, wide, high * 0.95, ink)
    x = middle[0] - sum(room) / 2
    for letter, space in zip(text, room, strict=True):
        draw.text(
            (x + space / 2, middle[1]),
            letter,
            ink,
            font=_font(size),
            anchor="mm",
            stroke_width=thick,
            stroke_fill=ink,
        )
        x += space
    return None
