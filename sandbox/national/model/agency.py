"""What an agency does, by its system or on the pages: follow up, pass on, give back."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.national.model import words
from sandbox.national.model.national import National, checked_text, set_status
from sandbox.national.model.things import Refused, Report, Stream, Upload


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What an agency says. ``status`` is "" to leave it; ``closes`` ends the report at once."""

    ref: str
    note: str
    status: str = ""
    closes: bool = False
    uploads: tuple[Upload, ...] = ()


def follow_up(national: National, agency: str, tracking_id: str, said: FollowUp, now: int) -> Stream:
    """Write a follow-up. Raises ``Refused``.

    Who filed a report and sees it with somebody else may add notes, but no status. An ended report takes further
    follow-ups and stays ended: its end is the national side's.
    """
    national.once(agency, said.ref)
    report = _reached(national, agency, tracking_id)
    checked_text(said.note, "note")
    status = _wanted(said)
    ours = holds(agency, report)
    if status and not ours:
        raise Refused("NOT_YOURS", "Laporan ini tidak berada di instansi Anda.")
    if not report.ended:
        _settle(report, status, agency, now)
    kind = words.FOLLOW_UP if ours else words.NOTE
    line = _line(national, agency, words.LIAISON, kind, said.note, said.ref, now)
    return national.write(report, line, agency, said.uploads)


def pass_on(
    national: National, agency: str, tracking_id: str, to: str, note: str, ref: str, now: int
) -> Stream:
    """Give a report to another agency; who passes it on may still read it. Raises ``Refused``."""
    report = _ours(national, agency, tracking_id, ref)
    national.known_agency(to)
    if to == agency:
        raise Refused("INVALID", "Laporan sudah berada di instansi itu.")
    report.agency = to
    _watch(report, agency)
    set_status(report, words.DISPOSED, now)
    told = f"Terdisposisi ke {national.name_of(to)}. {note}".strip()
    line = _line(national, agency, words.AGENCY_ADMIN, words.DISPOSAL, told, ref, now)
    return national.write(report, line, agency)


def give_back(national: National, agency: str, tracking_id: str, reason: str, ref: str, now: int) -> Stream:
    """Not our authority: back to the national admin. Raises ``Refused``."""
    report = _ours(national, agency, tracking_id, ref)
    checked_text(reason, "reason")
    report.agency = ""
    _watch(report, agency)
    set_status(report, words.NOT_COMPETENT, now)
    line = _line(national, agency, words.AGENCY_ADMIN, words.STATUS, reason, ref, now)
    return national.write(report, line, agency)


def holds(agency: str, report: Report) -> bool:
    """Whether an agency may act: it has the report, or filed it and nobody else has it or was asked to."""
    own = report.filed_by == agency and not report.agency and report.status != words.NOT_COMPETENT
    return report.agency == agency or own


def _reached(national: National, agency: str, tracking_id: str) -> Report:
    """A report that the agency has or may read. Secret ones can be dealt with on the pages by who has them."""
    report = national.report(tracking_id)
    return report if holds(agency, report) else national.seen(agency, tracking_id)


def _ours(national: National, agency: str, tracking_id: str, ref: str) -> Report:
    national.once(agency, ref)
    report = _reached(national, agency, tracking_id)
    if not holds(agency, report):
        raise Refused("NOT_YOURS", "Laporan ini tidak berada di instansi Anda.")
    if report.ended:
        raise Refused("INVALID", f"Laporan sudah berakhir ({report.status}).")
    return report


def _wanted(said: FollowUp) -> str:
    """The status that a follow-up asks for, "" for none."""
    if said.status and said.status not in words.SETTABLE:
        raise Refused("INVALID", f"new_status {said.status!r} tidak dapat dipakai pada tindak lanjut.")
    if said.closes and said.status not in {"", words.DONE}:
        raise Refused("INVALID", "closes=1 hanya dengan new_status selesai atau kosong.")
    return words.DONE if said.closes else said.status


def _settle(report: Report, status: str, agency: str, now: int) -> None:
    if status:
        # Who follows up what it filed itself has it from then on.
        report.agency = agency
        set_status(report, status, now)
    elif report.status == words.FOLLOWED_UP and report.agency == agency:
        set_status(report, words.FOLLOWED_UP, now)


def _watch(report: Report, agency: str) -> None:
    if agency not in report.watchers:
        report.watchers.append(agency)


def _line(national: National, agency: str, role: str, kind: str, note: str, ref: str, now: int) -> Stream:
    return Stream(national.ids.stream(), now, national.name_of(agency), role, kind, note, ref)
