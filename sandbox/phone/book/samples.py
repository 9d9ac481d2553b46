"""What the page can send without a file of one's own: photos, a sticker and a voice note, all made by us."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parents[1] / "page" / "samples"
#: name → (file, MIME type)
SAMPLES: Final = {
    "lampu": ("lampu.jpg", "image/jpeg"),
    "jalan": ("jalan.jpg", "image/jpeg"),
    "stiker": ("stiker.webp", "image/webp"),
    "suara": ("suara.ogg", "audio/ogg; codecs=opus"),
}
#: The sample of a kind that comes without a file.
OF_KIND: Final = {"photo": "lampu", "sticker": "stiker", "voice": "suara"}
#: Points in Kota Kediri (about where the name says), and one outside the city.
SPOTS: Final = (
    ("Pasar Pahing", -7.82, 112.01, "Kelurahan Pakelan"),
    ("Alun-alun Kota Kediri", -7.8166, 112.0119, "Kelurahan Setonogedong"),
    ("Taman Sekartaji", -7.8044, 112.0046, "Kelurahan Mojoroto"),
    ("Goa Selomangleng", -7.8086, 111.9747, "Kelurahan Pojok"),
    ("Stadion Brawijaya", -7.829, 112.022, "Kelurahan Singonegaran"),
    ("Simpang Lima Gumul", -7.8165, 112.0625, "Kabupaten Kediri, di luar kota"),
)


def sample(name: str) -> tuple[bytes, str, str]:
    """(data, MIME type, file name) of a sample. Raises ``KeyError``."""
    file, mime = SAMPLES[name]
    return (FOLDER / file).read_bytes(), mime, file
