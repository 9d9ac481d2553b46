"""What the national admin does: verify, hold, dispose, take back, archive; and what the clock does."""

from __future__ import annotations

from sandbox.national.model import words
from sandbox.national.model.national import National, checked_text, set_status
from sandbox.national.model.things import Refused, Report, Stream

ADMIN = "Admin Nasional"


def verify(
    national: National,
    tracking_id: str,
    agency: str,
    now: int,
    *,
    title: str = "",
    kind: str = "",
    topic_id: str = "",
) -> Stream:
    """Say what a new report is, and give it to an agency. Empty words leave what is there. Raises ``Refused``."""
    report = national.report(tracking_id)
    if report.agency or report.status not in {words.UNVERIFIED, words.HELD}:
        raise Refused("INVALID", f"Laporan ini tidak menunggu verifikasi ({report.status}).")
    national.known_agency(agency)
    if kind and kind not in words.KINDS:
        raise Refused("INVALID", f"Klasifikasi {kind!r} tidak dikenal.")
    if topic_id and topic_id not in national.topics:
        raise Refused("INVALID", f"Topik {topic_id!r} tidak dikenal.")
    report.title = title.strip() or report.title
    report.kind = kind or report.kind
    report.topic_id = topic_id or report.topic_id
    return _give(national, report, agency, now, f"Terverifikasi sebagai {report.kind}.")


def dispose(national: National, tracking_id: str, agency: str, note: str, now: int) -> Stream:
    """Give a report to another agency, wherever it is: who had it loses sight of it. Raises ``Refused``."""
    report = _live(national, tracking_id)
    national.known_agency(agency)
    if report.agency == agency:
        raise Refused("INVALID", "Laporan sudah berada di instansi itu.")
    return _give(national, report, agency, now, note)


def hold(national: National, tracking_id: str, note: str, now: int) -> Stream:
    """The reporter must complete it first. Raises ``Refused``."""
    report = _live(national, tracking_id)
    if report.status != words.UNVERIFIED:
        raise Refused(
            "INVALID", f"Hanya laporan yang belum terverifikasi dapat ditunda, bukan {report.status}."
        )
    checked_text(note, "catatan")
    set_status(report, words.HELD, now)
    return national.write(report, national.line(now, ADMIN, words.NATIONAL_ADMIN, words.STATUS, note))


def take_back(national: National, tracking_id: str, note: str, now: int) -> Stream:
    """Fetch a report back from the agency that has it. Raises ``Refused``."""
    report = _live(national, tracking_id)
    if not report.agency:
        raise Refused("INVALID", "Laporan sudah berada di pusat.")
    checked_text(note, "catatan")
    report.agency = ""
    report.watchers.clear()
    set_status(report, words.UNVERIFIED, now)
    return national.write(report, national.line(now, ADMIN, words.NATIONAL_ADMIN, words.STATUS, note))


def archive(national: National, tracking_id: str, note: str, now: int) -> Stream:
    """End a report without follow-up. Raises ``Refused``."""
    report = _live(national, tracking_id)
    checked_text(note, "alasan")
    set_status(report, words.ARCHIVED, now)
    return national.write(report, national.line(now, ADMIN, words.NATIONAL_ADMIN, words.STATUS, note))


def close_silent(national: National, now: int) -> list[Report]:
    """End what was followed up and met with silence for ten days."""
    due = [each for each in national.reports.values() if 0 < each.auto_close_at <= now]
    for report in sorted(due, key=lambda each: (each.auto_close_at, each.tracking_id)):
        set_status(report, words.DONE, now)
        note = "Selesai otomatis setelah 10 hari tanpa tanggapan."
        national.write(report, national.line(now, "Sistem", words.SYSTEM, words.STATUS, note))
    return due


def _give(national: National, report: Report, agency: str, now: int, note: str) -> Stream:
    report.agency = agency
    report.watchers.clear()
    set_status(report, words.DISPOSED, now)
    told = f"Terdisposisi ke {national.name_of(agency)}. {note}".strip()
    return national.write(report, national.line(now, ADMIN, words.NATIONAL_ADMIN, words.DISPOSAL, told))


def _live(national: National, tracking_id: str) -> Report:
    report = national.report(tracking_id)
    if report.ended:
        raise Refused("INVALID", f"Laporan sudah berakhir ({report.status}).")
    return report
