"""Everything the national side knows, and the few ways to look at it and to write in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sandbox.national.model import words
from sandbox.national.model.things import Agency, File, Refused, Report, Stream, Topic, Upload


class Ids(Protocol):
    """Where new ids come from; never the same twice."""

    def tracking(self) -> str: ...
    def transaction(self, now: int) -> str: ...
    def stream(self) -> str: ...
    def file(self) -> str: ...


@dataclass(slots=True)
class Changes:
    """What was written since it was last taken: for the store."""

    reports: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    refs: set[tuple[str, str]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.reports or self.files)


class National:
    """Reports by tracking id, agencies, topics, callers. One thread at a time."""

    def __init__(self, agencies: Iterable[Agency], topics: Iterable[Topic], ids: Ids) -> None:
        self.agencies = {each.id: each for each in agencies}
        self.topics = {each.id: each for each in topics}
        self.ids = ids
        #: token → agency that calls with it
        self.callers: dict[str, str] = {}
        self.reports: dict[str, Report] = {}
        #: The bytes of attached files, by the file's id.
        self.files: dict[str, bytes] = {}
        #: (agency, its own reference) → the stream it made
        self.refs: dict[tuple[str, str], str] = {}
        #: Whoever passed a report on cannot read it any more, either.
        self.forgetful = False
        self.changes = Changes()

    # Looking

    def caller(self, token: str) -> str:
        """The agency that has this token, with or without braces. Raises ``Refused``."""
        bare = token.strip().strip("{}").lower()
        for known, agency in self.callers.items():
            if bare and known.strip("{}").lower() == bare:
                return agency
        raise Refused("TOKEN_INVALID", "Token tidak dikenal atau sudah tidak berlaku.")

    def report(self, tracking_id: str) -> Report:
        """Raises ``Refused``."""
        try:
            return self.reports[tracking_id]
        except KeyError:
            raise Refused("NOT_FOUND", "Laporan tidak ditemukan.") from None

    def sees(self, agency: str, report: Report) -> bool:
        """Whether an agency's system may read a report: it has it, filed it, or passed it on."""
        if report.secret:
            return False
        watching = agency in report.watchers and not self.forgetful
        return agency in {report.agency, report.filed_by} or watching

    def seen(self, agency: str, tracking_id: str) -> Report:
        """As ``report``, and only what the agency may read. Raises ``Refused``."""
        report = self.report(tracking_id)
        if not self.sees(agency, report):
            raise Refused("NOT_FOUND", "Laporan tidak ditemukan.")
        return report

    def listing(self, agency: str, of: str = "", since: int | None = None, q: str = "") -> list[Report]:
        """What an agency may read, by time of change, ``since`` inclusive. ``of``: only what is with this agency."""
        wanted = q.strip().lower()
        found = [
            report
            for report in self.reports.values()
            if (since is None or report.updated_at >= since)
            and (of in {"", agency} or report.agency == of)
            and self.sees(agency, report)
            and (not wanted or wanted in f"{report.title}\n{report.text}".lower())
        ]
        return sorted(found, key=lambda report: (report.updated_at, report.tracking_id))

    def name_of(self, agency: str) -> str:
        return self.agencies[agency].name if agency in self.agencies else "Admin Nasional"

    def known_agency(self, agency: str) -> Agency:
        """Raises ``Refused``."""
        if agency not in self.agencies:
            raise Refused("INVALID", f"Instansi {agency!r} tidak dikenal.")
        return self.agencies[agency]

    # Writing

    def once(self, agency: str, ref: str) -> None:
        """Refuse a reference that the same agency used before. Acts on the pages have none."""
        if ref and (agency, ref) in self.refs:
            raise Refused("DUPLICATE_STREAM", "ref ini sudah pernah diterima.", self.refs[agency, ref])

    def open(self, report: Report, uploads: Sequence[Upload]) -> None:
        """A new report."""
        self.reports[report.tracking_id] = report
        self._attach(report, uploads, "")
        self.changes.reports.add(report.tracking_id)

    def write(
        self, report: Report, stream: Stream, agency: str = "", uploads: Sequence[Upload] = ()
    ) -> Stream:
        """Add a line. ``agency``: whose reference the stream carries."""
        report.streams.append(stream)
        if stream.ref:
            self.refs[agency, stream.ref] = stream.id
            self.changes.refs.add((agency, stream.ref))
        self._attach(report, uploads, stream.id)
        self.touch(report, stream.at)
        return stream

    def touch(self, report: Report, now: int) -> None:
        report.updated_at = now
        self.changes.reports.add(report.tracking_id)

    def line(self, now: int, by: str, role: str, kind: str, note: str) -> Stream:
        """A line without a reference, not yet written."""
        return Stream(self.ids.stream(), now, by, role, kind, note)

    def _attach(self, report: Report, uploads: Sequence[Upload], stream_id: str) -> None:
        for upload in uploads:
            file = File(self.ids.file(), upload.name, upload.mime, stream_id)
            self.files[file.id] = upload.data
            report.files.append(file)
            self.changes.files.add(file.id)

    def taken_changes(self) -> Changes:
        """What was written since the last time this was asked."""
        changes, self.changes = self.changes, Changes()
        return changes


def set_status(report: Report, status: str, now: int) -> None:
    """The status, and with it the clock of silence: it runs after a follow-up, and only then."""
    report.status = status
    report.auto_close_at = now + words.SILENCE if status == words.FOLLOWED_UP else 0


def checked_text(text: str, what: str = "isi") -> str:
    """Raises ``Refused`` for what is empty or too long."""
    if not text.strip():
        raise Refused("INVALID", f"{what} wajib diisi.")
    if len(text) > words.LONGEST_TEXT:
        raise Refused("INVALID", f"{what} paling panjang {words.LONGEST_TEXT} huruf.")
    return text
