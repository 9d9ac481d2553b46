"""Examples for the description: invented, and in the shape that the API takes and gives."""

from typing import Any, Final

_CASE: Final[dict[str, Any]] = {
    "code": "KDR-2206-7Q4KX",
    "kind": "complaint",
    "status": "forwarded",
    "topic": "lampu-jalan",
    "agency": "dishub",
    "region": "35.71.02.1011",
    "channel": "web",
    "received_at": "2022-06-15T09:30:00+07:00",
    "due_at": "2022-06-22T23:59:59+07:00",
    "title": "Lampu jalan mati",
    "text": "Lampu jalan mati di depan Pasar Pahing sejak Senin",
    "labels": {
        "status": "Diteruskan",
        "topic": "Lampu jalan",
        "agency": "Dinas Perhubungan",
        "region": "Pakelan",
    },
}
_HAPPENING: Final[dict[str, Any]] = {
    "at": "2022-06-15T09:30:00+07:00",
    "type": "case_opened",
    "by": "reporter",
    "text": "",
    "agency": None,
    "reason": None,
}
ANSWERS: Final[dict[str, Any]] = {
    "file_case": {
        "code": "KDR-2206-7Q4KX",
        "token": "abcd-2345-efgh-6789",
        "status": "received",
        "url": "https://surga.example.go.id/lacak/KDR-2206-7Q4KX",
    },
    "read_case": {**_CASE, "view": "public", "timeline": [_HAPPENING]},
    "read_figure": {
        "name": "follow_up_working_days",
        "as_of": "2022-07-01T08:00:00+07:00",
        "definition": "Mean working days from receipt to the first substantive answer.",
        "filter": {"by": "month"},
        "n": 213,
        "rows": [{"by": "2022-06", "value": 3.9, "n": 181, "low": 3.6, "high": 4.2}],
    },
}
BODIES: Final[dict[str, Any]] = {
    "file_case": {
        "text": "Lampu jalan mati di depan Pasar Pahing sejak Senin",
        "title": "",
        "kind": "complaint",
        "channel": "web",
        "reporter": {"name": "Sri", "phone": "+6281234567890", "email": ""},
        "anonymous": False,
        "confidential": False,
        "region": "35.71.02.1011",
        "location": {"lat": -7.82, "lon": 112.01, "address": "Pasar Pahing"},
        "occurred_on": "2022-06-15",
    },
    "replies_by_reporter": {"text": "Di dekat gerbang selatan."},
    "rating_by_reporter": {"stars": 4, "text": "Cepat."},
    "object_by_reporter": {"text": "Lampunya masih mati."},
    "request_reopen_by_reporter": {"text": "Lampunya mati lagi."},
    "request_raise_by_reporter": {"text": "Lampunya tetap mati."},
    "verify_case": {"topic": "lampu-jalan", "publish": True},
    "ask_case": {"text": "Di sebelah mana pasar?"},
    "forward_case": {"agency": "dishub", "note": "Mohon diperiksa minggu ini."},
    "start_case": {"text": "Petugas berangkat besok pagi."},
    "return_case": {"reason": "Jalan ini milik provinsi."},
    "answer_case": {"text": "Kabelnya rusak dan sedang diganti."},
    "resolve_case": {"text": "Lampu sudah menyala."},
    "escalate_case": {"level": "province", "reason": "Jalan provinsi.", "body": "Dinas PU provinsi"},
    "raise_case": {"reason": "not_competent", "text": "Perlu izin kecamatan."},
    "archive_case": {"reason": "duplicate", "note": "Sudah dilaporkan dengan nomor lain."},
    "note_case": {"text": "Menunggu suku cadang."},
    "reopen_case": {"note": "Kami periksa lagi."},
    "refuse_reopen_case": {"reason": "Masalahnya berbeda; silakan buat laporan baru."},
}
