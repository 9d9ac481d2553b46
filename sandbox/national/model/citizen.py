"""What a reporter does: file, reply, edit."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.national.model import words
from sandbox.national.model.national import National, checked_text, set_status
from sandbox.national.model.things import Filing, Refused, Report, Stream, Upload

_TITLE = 60  # characters of the text that are the title until somebody writes a better one


def file(national: National, filing: Filing, now: int, filed_by: str = "") -> Report:
    """A new report: to the agency that the reporter chose, else to the national admin. Raises ``Refused``."""
    checked_text(filing.text)
    if filing.kind not in words.KINDS:
        raise Refused("INVALID", f"Klasifikasi {filing.kind!r} tidak dikenal.")
    if filing.agency:
        national.known_agency(filing.agency)
    if filing.topic_id and filing.topic_id not in national.topics:
        raise Refused("INVALID", f"Topik {filing.topic_id!r} tidak dikenal.")
    report = Report(
        tracking_id=national.ids.tracking(), transaction_id=national.ids.transaction(now),
        title=filing.title.strip() or _gist(filing.text), text=filing.text, kind=filing.kind,
        topic_id=filing.topic_id, agency=filing.agency,
        status=words.DISPOSED if filing.agency else words.UNVERIFIED,
        anonymous=filing.anonymous, secret=filing.secret, channel=filing.channel,
        happened_on=filing.happened_on, place=filing.place, lat=filing.lat, lon=filing.lon,
        created_at=now, updated_at=now, person=filing.person, filed_by=filed_by,
    )  # fmt: skip
    national.open(report, filing.uploads)
    if filing.agency:
        note = f"Terdisposisi ke {national.name_of(filing.agency)}, pilihan pelapor."
        national.write(report, national.line(now, "Sistem", words.SYSTEM, words.DISPOSAL, note))
    return report


def reply(
    national: National, tracking_id: str, text: str, now: int, uploads: Sequence[Upload] = ()
) -> Stream:
    """The reporter says something: the clock of silence stops, what waited for it goes on. Raises ``Refused``."""
    report = national.report(tracking_id)
    _live(report)
    checked_text(text, "tanggapan")
    if report.status == words.FOLLOWED_UP or (report.status == words.HELD and report.agency):
        set_status(report, words.REPLIED, now)
    elif report.status == words.HELD:
        set_status(report, words.UNVERIFIED, now)
    line = national.line(now, "Pelapor", words.REPORTER, words.REPLY, text)
    return national.write(report, line, uploads=uploads)


def edit(national: National, tracking_id: str, text: str, now: int) -> Report:
    """Another text in place of the first; no line tells of it, only the time of change. Raises ``Refused``."""
    report = national.report(tracking_id)
    _live(report)
    report.text = checked_text(text)
    report.edits += 1
    national.touch(report, now)
    return report


def _live(report: Report) -> None:
    if report.ended:
        raise Refused("INVALID", f"Laporan sudah berakhir ({report.status}).")


def _gist(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(" ", 1)[0] + "…"
