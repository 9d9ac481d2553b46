"""The register's map: kelurahan that lead to their cases, darker where more was told.

Drawn here and not by a template, for it stands beside every page of the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from surga.core.regions import queries as regions

_SHADES: Final = 4


def drawn(counts: Mapping[str, int], link: str, selected: str) -> SafeString:
    """An SVG in the look of `.map`; ``link``: the address that a region's code is put behind."""
    words = (
        _("Peta kelurahan"),
        _("Makin pekat warnanya, makin banyak laporan. Pilih kelurahan untuk menyaring."),
    )
    shapes = tuple(regions.shapes(fresh=False))
    return _drawn(shapes, regions.viewbox(fresh=False), tuple(sorted(counts.items())), link, selected, words)


@lru_cache(maxsize=128)
def _drawn(
    shapes: tuple[tuple[str, str, str], ...],
    viewbox: str,
    told: tuple[tuple[str, int], ...],
    link: str,
    selected: str,
    words: tuple[str, str],
) -> SafeString:
    counts = dict(told)
    most = max(counts.values(), default=0)
    paths = format_html_join(
        "",
        '<a href="{}{}" aria-label="{}"{}><path class="{}" d="{}"><title>{}</title></path></a>',
        (
            (link, code, name, *_marks(code, selected, counts, most), path, name)
            # The chosen one last, so that its edge lies on top.
            for code, plain, path in sorted(shapes, key=lambda shape: shape[0] == selected)
            for name in (f"{plain}: {counts.get(code, 0)}",)
        ),
    )
    return format_html(
        '<figure class="map"><svg viewBox="{}" role="group" aria-label="{}">{}</svg>'
        "<figcaption>{}</figcaption></figure>",
        viewbox,
        words[0],
        paths,
        words[1],
    )


def _marks(code: str, selected: str, counts: Mapping[str, int], most: int) -> tuple[SafeString, str]:
    """The attribute of the chosen region, and the classes of its shape."""
    shade = ceil(_SHADES * counts.get(code, 0) / most) if most else 0
    classes = "map-region" + (f" map-shade-{shade}" if shade else "")
    if code != selected:
        return SafeString(""), classes
    return SafeString(' aria-current="true"'), f"{classes} map-region-on"
