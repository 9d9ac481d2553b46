"""Questions to prepare for a meeting, out of what the figures show."""

from __future__ import annotations

from django.utils.translation import gettext as _

from surga.doors.executive.findings.agencies.one import Facts
from surga.doors.executive.findings.asking import RATING, REOPENED, WITHIN
from surga.doors.executive.findings.telling.words import value_of
from surga.doors.look.templatetags.moments import number
from surga.reactions.insight.rules.noise.against import FEWEST, cells

#: Given back so often, of so many cases, is a question; how many days are old.
_OFTEN, _OLD = 0.1, 30
_COPIED = 2


def questions_of(facts: Facts) -> list[str]:
    """In the order in which they matter; none where nothing stands out."""
    mix, asked = facts.mix, []
    if mix is not None and facts.mark < 0:
        asked.append(
            _(
                "Tepat waktu %(kept)s, padahal %(expected)s dapat diharapkan untuk campuran topiknya. Apa hambatannya?"
            )
            % {"kept": value_of(WITHIN, mix.kept.value), "expected": value_of(WITHIN, mix.expected.value)}
        )
    asked += [
        _("Mengapa %(topic)s lebih lambat daripada di instansi lain (%(mine)s, lainnya %(others)s)?")
        % {"topic": topic.name, "mine": topic.within.said, "others": topic.others}
        for topic in facts.topics
        if topic.within.look == "worse"
    ]
    old = sum(n for low, _high, n in facts.ages if low >= _OLD)
    if old and facts.oldest:
        asked.append(
            _("%(n)s laporan sudah terbuka lebih dari 30 hari; yang tertua %(code)s. Kapan selesai?")
            % {"n": number(old), "code": facts.oldest[0].code}
        )
    asked += _of_quality(facts)
    asked += [
        _("Apa yang membuat %(topic)s lebih cepat daripada di instansi lain? Dapatkah ditiru?")
        % {"topic": topic.name}
        for topic in facts.topics
        if topic.within.look == "better"
    ][:_COPIED]
    return asked


def _of_quality(facts: Facts) -> list[str]:
    asked = []
    reopened, rating, cases = (facts.figures[name] for name in (REOPENED, RATING, "cases"))
    if reopened is not None and cells(REOPENED, {"": reopened}, facts.city[REOPENED])[""] < 0:
        asked.append(
            _("%(share)s laporan dibuka kembali. Apa yang belum beres saat dijawab selesai?")
            % {"share": value_of(REOPENED, reopened.value)}
        )
    if rating is not None and cells(RATING, {"": rating}, facts.city[RATING])[""] < 0:
        asked.append(
            _("Pelapor memberi rata-rata %(stars)s. Apa keluhan mereka?")
            % {"stars": value_of(RATING, rating.value)}
        )
    back = facts.returned or 0
    if cases is not None and back >= FEWEST and back >= _OFTEN * cases.n:
        asked.append(
            _("%(n)s kali laporan dikembalikan karena bukan wewenang. Topik mana yang salah alamat?")
            % {"n": number(back)}
        )
    return asked
