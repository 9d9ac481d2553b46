"""The panel of faults and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sandbox.national.pages.frame import mistake, page
from sandbox.national.pages.markup import Markup, button, choice, field, hidden, tag, tick
from sandbox.national.wire.faults.faults import Faults, Rule
from sandbox.national.wire.faults.kinds import CALLS, KINDS

#: name → (words, rules)
READY: Final[dict[str, tuple[str, list[dict[str, object]]]]] = {
    "lost": ("Jawaban addstream hilang, sekali", [{"kind": "cut_after", "call": "addstream", "next": 1}]),
    "repair": ("Pemeliharaan: semua HTML", [{"kind": "html"}]),
    "rough": ("Hari yang buruk", [
        {"kind": "cut_after", "share": 0.15}, {"kind": "cut_before", "share": 0.1},
        {"kind": "status_503", "share": 0.1},
        {"kind": "truncated", "share": 0.05}, {"kind": "rate_limit", "share": 0.05, "retry_after": "1"},
        {"kind": "repeat_row", "share": 0.3}, {"kind": "any_order", "share": 0.5}, {"kind": "shifted", "share": 0.2},
    ]),
}  # fmt: skip


def panel(faults: Faults, now: int, typed: Mapping[str, str] | None = None, why: str = "") -> bytes:
    """``typed`` is shown again, ``why`` it was refused."""
    rules = faults.rules
    sentence = f"{len(rules)} gangguan menyala." if rules else "Semua berjalan baik: tidak ada gangguan."
    return page(
        "Gangguan", "/gangguan", now,
        tag("h1", sentence),
        tag("p", "Yang bisa terjadi di luar sana, dibuat terjadi di sini. Hanya panggilan API yang terganggu; "
                 "halaman-halaman ini tidak.", class_="lead"),
        mistake(why),
        tag("ul", [_rule(number, each) for number, each in enumerate(rules)], class_="rules") if rules else None,
        tag("div",
            tag("section", tag("h2", "Tambah gangguan"), _adding(typed or {}), tag("h2", "Siap pakai"), _ready()),
            tag("section", tag("h2", "Selalu"), _settings(faults), tag("h2", "Jam"), _clock(),
                tag("h2", "Ulang"), _again()),
            class_="two even"),
    )  # fmt: skip


def _rule(number: int, rule: Rule) -> Markup:
    kind = KINDS[rule.kind]
    where = "semua panggilan" if rule.call == "*" else rule.call
    often = f"{rule.next} panggilan lagi" if rule.next >= 0 else f"{rule.share:.0%} panggilan"
    value = f" · {kind.option} {rule.value}" if kind.option and rule.value else ""
    stored = " · tetap disimpan" if rule.stored else ""
    told = f"{where} · {often}{value}{stored} · terjadi {rule.happened} kali"
    off = tag(
        "form", hidden(do="remove", number=str(number)), button("Matikan"), method="post", action="/gangguan"
    )
    return tag("li", tag("div", tag("b", kind.label), tag("p", told, class_="fine")), off)


def _adding(was: Mapping[str, str]) -> Markup:
    kinds = [(each.name, each.label) for each in KINDS.values()]
    calls = [("*", "Semua panggilan"), *((each, each) for each in CALLS)]
    return _form(
        "add", "Nyalakan",
        choice("kind", "Gangguan", kinds, was.get("kind", "")),
        choice("call", "Pada", calls, was.get("call", "")),
        field("percent", "Peluang, persen", was.get("percent", "100"), kind="number"),
        field("next", "Hanya n panggilan berikutnya", was.get("next", ""), kind="number", hint="Kosong: terus."),
        field("value", "Nilai", was.get("value", ""),
              hint="Detik untuk Retry-After dan jawaban lambat, MB untuk raksasa, alamat untuk pengalihan."),
        tick("stored", "Panggilan tetap disimpan (untuk HTML, 502–504, galat)", on=bool(was.get("stored"))),
    )  # fmt: skip


def _ready() -> Markup:
    return tag(
        "form", hidden(do="ready"), [button(words, name="which", value=name) for name, (words, _) in READY.items()],
        method="post", action="/gangguan", class_="buttons",
    )  # fmt: skip


def _settings(faults: Faults) -> Markup:
    now = faults.settings
    return _form(
        "settings", "Simpan",
        field("skew_seconds", "Selisih jam, detik", str(now.skew_seconds), kind="number",
              hint="600: jam di sini sepuluh menit lebih cepat."),
        field("seed", "Benih acak", str(now.seed), kind="number", hint="Benih yang sama, kebetulan yang sama."),
        tick("leading_zero", "Nomor laporan baru diawali 0", on=now.leading_zero),
        tick("forget_passed_on", "Yang meneruskan atau mengembalikan laporan tidak dapat membacanya lagi",
             on=now.forget_passed_on),
    )  # fmt: skip


def _clock() -> Markup:
    steps = (("3600", "Maju 1 jam"), ("86400", "Maju 1 hari"), ("864000", "Maju 10 hari"))
    return tag(
        "form", hidden(do="tick"), [button(words, name="seconds", value=seconds) for seconds, words in steps],
        method="post", action="/gangguan", class_="buttons",
    )  # fmt: skip


def _again() -> Markup:
    ways = (
        ("clear", "Matikan semua gangguan"),
        ("reset", "Kembali ke laporan contoh"),
        ("empty", "Kosongkan laporan"),
    )
    return tag(
        "form", [button(words, name="do", value=do) for do, words in ways], method="post", action="/gangguan",
        class_="buttons",
    )  # fmt: skip


def _form(do: str, word: str, *inside: Markup) -> Markup:
    return tag("form", hidden(do=do), *inside, button(word), method="post", action="/gangguan", class_="card")
