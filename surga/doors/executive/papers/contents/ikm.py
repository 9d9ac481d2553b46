"""What a unit publishes of a round of the satisfaction survey (PermenPANRB 14/2017, article on publication)."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surga.doors.executive.papers.contents.definitions import with_meanings
from surga.doors.executive.papers.making.paper import (
    Block,
    Column,
    Drawing,
    Number,
    Numbers,
    Paper,
    Points,
    Remark,
    Section,
    Table,
    Words,
)
from surga.doors.executive.papers.making.writing import between, written
from surga.doors.look.charts import Point, dots
from surga.doors.look.templatetags import moments
from surga.reactions.surveys.queries import SMALLEST, Publication
from surga.reactions.surveys.rules.elements import ELEMENTS

_COMMENTS = 12
_ELEMENTS = {one.code: one for one in ELEMENTS}


def paper_of(told: Publication, language: str, *, public: bool = False) -> Paper:
    """The publication as a paper. Index 1 to 4 and of 100; what fewer than five people said is not shown.

    ``public``: without comments, for no person has read what the masks left of them.
    """
    with translation.override(language):
        return with_meanings(
            Paper(
                kind="ikm",
                name=f"ikm-{told.round.slug}-{told.round.period}",
                title=_("Indeks Kepuasan Masyarakat"),
                subtitle=f"{told.round.unit_name} · {told.round.period_name(language)}",
                city=told.city,
                language=language,
                as_of=told.as_of,
                facts=_facts(told),
                lead=(_lead(told, language),),
                sections=(
                    Section("", (_tiles(told, language),)),
                    _change(told, language),
                    _next(told),
                    _elements(told, language),
                    _people(told, language),
                    *(() if public else (_said(told),)),
                ),
            )
        )


def _facts(told: Publication) -> tuple[tuple[str, str], ...]:
    info = told.round
    span = _("%(from)s sampai %(to)s") % {
        "from": moments.short(info.from_on),
        "to": moments.short(info.to_on),
    }
    return (
        (_("Masa survei"), span),
        (_("Seperti diketahui pada"), moments.full(told.as_of)),
        (_("Bobot setiap unsur"), "1/9" if info.weight_mode == "exact" else _("0,11 seperti tercetak")),
        (
            _("Penerima layanan"),
            written(info.population, "count") if info.population else _("tidak diketahui"),
        ),
    )


def _lead(told: Publication, language: str) -> str:
    index = told.index
    if index.converted is None or index.band is None:
        return _("Jawabannya belum cukup untuk satu indeks.")
    return _(
        "%(unit)s mendapat %(value)s dari 100: mutu %(quality)s, kinerja %(name)s, menurut %(n)s orang."
    ) % {
        "unit": told.round.unit_name,
        "value": moments.number(index.converted, 2),
        "quality": index.band.quality,
        "name": index.band.name(language).lower(),
        "n": written(index.n, "count"),
    }


def _tiles(told: Publication, language: str) -> Numbers:
    index, answers = told.index, told.response
    value = None if index.value is None else float(index.value)
    converted = None if index.converted is None else float(index.converted)
    band = "" if index.band is None else _("mutu %(quality)s, %(name)s") % {
        "quality": index.band.quality, "name": index.band.name(language).lower()
    }  # fmt: skip
    needed = "" if told.needed is None else _("perlu %(n)s menurut Krejcie dan Morgan") % {
        "n": written(told.needed, "count")
    }  # fmt: skip
    asked = _("%(answered)s dari %(asked)s yang diminta; %(unasked)s datang sendiri") % {
        "answered": written(answers.answered, "count"),
        "asked": written(answers.asked, "count"),
        "unasked": written(answers.unasked, "count"),
    }
    return Numbers(
        (
            Number(_("IKM (1 sampai 4)"), value, "score", index.n, index.low, index.high, "ikm"),
            Number(_("IKM dari 100"), converted, "score", index.n, None if index.low is None else index.low * 25,
                   None if index.high is None else index.high * 25, "ikm", band),
            Number(_("Jawaban"), index.n, "count", note=needed),
            Number(_("Yang diminta dan menjawab"), answers.rate, "share", answers.asked, figure="response_rate",
                   note=asked),
        )
    )  # fmt: skip


def _elements(told: Publication, language: str) -> Section:
    heads = (
        Column(_("Unsur"), share=0.7), Column(_("Tentang"), share=3), Column("NRR", "score"),
        Column(_("dari 100"), "score"),
        Column(_("Mutu"), share=0.8), Column("n", "count"), *between("score"),
        Column(_("Tidak dijawab"), "count", 1.1),
    )  # fmt: skip
    rows = tuple(
        (
            _ELEMENTS[one.code].number, _ELEMENTS[one.code].name(language),
            None if one.nrr is None else float(one.nrr), None if one.converted is None else float(one.converted),
            "" if one.band is None else one.band.quality, one.n, one.low, one.high, one.unanswered,
        )
        for one in told.index.elements
    )  # fmt: skip
    table = Table(
        _("Sembilan unsur"), _("Unsur"), heads, rows, ("ikm_element",),
        note=_("NRR: nilai rata-rata, 1 sampai 4. Yang tidak dijawab tidak diisi. Urutan U8 dan U9 menurut formulir."),
    )  # fmt: skip
    points = [
        Point(_ELEMENTS[one.code].name(language), float(one.nrr), one.n, one.low, one.high)
        for one in told.index.elements
        if one.nrr is not None
    ]
    drawn: tuple[Block, ...] = ()
    if points:
        weak = _ELEMENTS[told.index.weakest[0].code].name(language)
        title = _("Paling lemah: %(element)s") % {"element": weak.lower()}
        centre = None if told.index.value is None else float(told.index.value)
        chart = dots(
            title,
            _("Nilai setiap unsur dengan selang 95 %; garis: indeksnya"),
            points,
            whole=centre,
            whole_label=_("indeks"),
            span=(1, 4),
        )
        drawn = (Drawing(chart, ("ikm_element",)),)
    return Section(_("Unsur demi unsur"), (*drawn, table))


def _change(told: Publication, language: str) -> Section:
    head = _("Dibanding survei sebelumnya")
    before, change = told.before, told.change
    if before is None or change is None or told.before_index is None or told.before_index.value is None:
        return Section(head, (Words((_("Belum ada survei sebelumnya yang dapat dibandingkan."),)),))
    facts = {
        "before": moments.number(round(float(told.before_index.value), 2), 2),
        "now": moments.number(round(float(told.index.value or 0), 2), 2),
        "period": before.period_name(language),
    }
    said = {
        "up": _(
            "Naik dari %(before)s (%(period)s) menjadi %(now)s, lebih dari yang dapat terjadi karena kebetulan."
        ),
        "down": _(
            "Turun dari %(before)s (%(period)s) menjadi %(now)s, lebih dari yang dapat terjadi karena kebetulan."
        ),
        "noise": _(
            "Dari %(before)s (%(period)s) menjadi %(now)s: sekecil itu dapat terjadi karena kebetulan saja."
        ),
    }.get(
        change.verdict,
        _("Dari %(before)s (%(period)s) menjadi %(now)s: jawabannya terlalu sedikit untuk menilai."),
    )
    return Section(head, (Words((said % facts,)),))


def _people(told: Publication, language: str) -> Section:
    heads = (
        Column(_("Pertanyaan"), share=2),
        Column(_("Jawaban"), share=3),
        Column(pgettext("paper", "Orang"), "count"),
    )
    # Where nobody said anything there is nothing to print.
    groups = [one for one in (*told.people, told.ways) if any(count != 0 for _said, count in one.rows)]
    rows = tuple(
        (group.name(language), said, count)
        for group in groups
        for said, count in (
            *((choice(language), count) for choice, count in group.rows),
            (_("tidak menjawab"), group.unsaid),
        )
    )
    note = _(
        "Angka di bawah %(least)s tidak ditampilkan, dan satu angka lain bersamanya, agar tidak dapat dihitung balik."
    )
    table = Table(_("Siapa yang menjawab"), _("Responden"), heads, rows, note=note % {"least": SMALLEST})
    return Section(_("Siapa yang menjawab, dan lewat apa"), (table,))


def _said(told: Publication) -> Section:
    title = _("Kata mereka")
    if not told.comments:
        return Section(title, (Words((_("Tidak ada komentar yang dapat ditampilkan."),)),))
    more = len(told.comments) - _COMMENTS
    blocks: list[Block] = [Points(told.comments[:_COMMENTS])]
    if more > 0:
        blocks.append(Words((_("Masih ada %(n)s komentar lain.") % {"n": written(more, "count")},)))
    return Section(title, (Words((_("Nama, nomor, dan alamat sudah disamarkan."),)), *blocks))


def _next(told: Publication) -> Section:
    title = _("Rencana tindak lanjut")
    if told.follow_up.strip():
        return Section(title, (Words(tuple(part for part in told.follow_up.splitlines() if part.strip())),))
    return Section(title, (Remark(_("Unit ini belum menulis rencana tindak lanjutnya.")),))
