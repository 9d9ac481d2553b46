"""The six things that must hold, over what both databases really hold; a sentence for what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from benchmarks.sync.drill.people import Said
from benchmarks.sync.drill.programs import US
from surga.channels.sp4n.words import STANDINGS, fold
from surga.reactions.sync.rules import telling
from surga.reactions.sync.rules.reconcile import is_ours
from surga.reactions.sync.rules.standing import fits

#: What an officer has to decide: nothing of it mends itself.
_REASONS: Final = frozenset({"secret", "gone", "NOT_YOURS", "INVALID"})


class Truth:
    """``theirs``: the stand-in's state; ``ours``: ``kept``; ``said``: what people did and were told."""

    def __init__(self, theirs: dict[str, Any], ours: dict[str, Any], said: Said) -> None:
        self.said, self.ours = said, ours
        self.reports = {each["tracking_id"]: each for each in theirs["reports"]}
        self.cases = {each["id"]: each for each in ours["cases"]}
        self.by_code = {each["code"]: each for each in ours["cases"]}
        self.links = {each["report_id"]: each for each in ours["links"]}
        self.acts = ours["acts"]

    def wrong(self) -> list[str]:
        """Everything that does not hold."""
        checks = (self._once, self._nothing_lost, self._agree, self._decided_here, self._secrets, self._seen)
        return [f"{check.__name__.strip('_')}: {said}" for check in checks for said in check()]

    # 1
    def _once(self) -> Iterator[str]:
        own = Counter(telling.code_in(each["text"]) for each in self._filed_by_us())
        yield from (
            f"{code or 'a report without our marker'} is there {n} times" for code, n in own.items() if n > 1
        )
        notes = Counter(each["note"] for report in self.reports.values() for each in report["streams"])
        said = Counter(each["text"] for each in self.ours["said"])
        for word in (*self.said.answered, *self.said.replied):
            there = sum(n for text, n in notes.items() if word in text)
            here = sum(n for text, n in said.items() if word in text)
            if max(there, here) > 1:
                yield f"{word} is {there} times there and {here} times here"
        texts = Counter(
            each["text"].split("tanda")[-1] for each in self.cases.values() if "tanda" in each["text"]
        )
        yield from (f"tanda{word} is {n} cases" for word, n in texts.items() if n > 1)
        for report in self._filed_by_us():
            link = self.links.get(report["tracking_id"])
            if link is not None and link["direction"] == "in":
                yield f"our own report {report['tracking_id']} came back as a case"

    # 2
    def _nothing_lost(self) -> Iterator[str]:
        yield from (f"case {code} was acknowledged and is not here" for code in self.said.filed.values()
                    if code not in self.by_code)  # fmt: skip
        said = " ".join(each["text"] for each in self.ours["said"])
        yield from (
            f"answer {word} was acknowledged and is not here"
            for word in self.said.answered
            if word not in said
        )
        yield from (f"report {key} was acknowledged and is not there" for key in self.said.reported.values()
                    if key not in self.reports)  # fmt: skip
        notes = {word: report for report in self.reports.values() for word in _words(report)}
        for word, key in self.said.replied.items():
            if word not in notes:
                yield f"reply {word} was acknowledged and is not there"
            elif key in self.links and self._sees(self.reports[key]) and word not in said:
                yield f"reply {word} of {key} is not here"
        for word, code in self.said.answered.items():
            case = self.by_code.get(code)
            told = case is not None and self._is_told(case)
            if told and word not in notes and not self._waits(case or {}):
                yield f"answer {word} of {code} is not there"

    def _is_told(self, case: dict[str, Any]) -> bool:
        return any(link["case_id"] == case["id"] and link["state"] != "gone" for link in self.links.values())

    # 3
    def _agree(self) -> Iterator[str]:
        known = {(report_id, step_id) for report_id, step_id, _ref in self.ours["known"]}
        for key, report in self.reports.items():
            link = self.links.get(key)
            if link is None and self._sees(report) and US in {report["agency"], report["filed_by"]}:
                yield f"report {key} is not here"
            if link is None or not self._sees(report):
                continue
            missing = [each["id"] for each in report["streams"] if (key, each["id"]) not in known]
            if missing:
                yield f"steps {missing} of {key} are not here"
            standing = STANDINGS[fold(report["status"])]
            if link["standing"] != standing:
                yield f"{key} is {standing} there, and {link['standing']} in the book"
            away = report["agency"] not in {"", US} or standing == "not_ours"
            if (link["state"] == "elsewhere") != away:
                yield f"{key} is {link['state']}, and there with {report['agency']!r}"
            case = self.cases[link["case_id"]]
            free = self._waits(case) or _is_secret(case) or self._moved_there(report, link)
            if not free and not fits(case["status"], standing, link["direction"], elsewhere=away):
                yield f"{case['code']} is {case['status']} here and {standing} there"

    def _moved_there(self, report: dict[str, Any], link: dict[str, Any]) -> bool:
        """Whether somebody there moved it after the standing we told last, and did not give it to us anew."""
        told, last = {act["ref"] for act in self.acts if act["standing"]}, ""
        for stream in sorted(report["streams"], key=lambda each: (each["at"], int(each["id"][1:]))):
            if stream["ref"] in told:
                last = ""
            elif not is_ours(stream["ref"], link["code"]):
                last = stream["type"]
        return last not in {"", "disposisi"}

    # 4
    def _decided_here(self) -> Iterator[str]:
        came = {link["case_id"] for link in self.links.values() if link["direction"] == "in"}
        ended = [case_id for case_id in self.ours["ended_from_there"] if case_id not in came]
        yield from (f"case {case_id} is the city's, and was ended from there" for case_id in ended)

    # 5
    def _secrets(self) -> Iterator[str]:
        for report in self._filed_by_us():
            code = telling.code_in(report["text"])
            if code in self.by_code and _is_secret(self.by_code[code]):
                yield f"{code} left the city, and should not have"
            if report["person"]["first_name"] not in {"", "_"}:
                yield f"the reporter of {code} is named"

    # 6
    def _seen(self) -> Iterator[str]:
        if self.ours["deliveries"]:
            yield f"{self.ours['deliveries']} events were not handed over"
        for act in self.acts:
            if act["state"] == "trying" or (
                act["state"] == "due" and not self._waits(self.cases[act["case_id"]])
            ):
                yield f"act {act['ref']} is {act['state']} ({act['reason']}, tried {act['attempts']} times)"
            if act["state"] == "parked" and act["reason"] not in _REASONS:
                yield f"act {act['ref']} is parked: {act['reason']}"
        yield from (
            f"report {each['report_id']} was not taken in: {each['reason']}" for each in self.ours["troubles"]
        )

    def _waits(self, case: dict[str, Any]) -> bool:
        return any(act["case_id"] == case.get("id") and act["state"] == "parked" for act in self.acts)

    def _filed_by_us(self) -> list[dict[str, Any]]:
        return [each for each in self.reports.values() if each["filed_by"] == US]

    def _sees(self, report: dict[str, Any]) -> bool:
        return not report["secret"] and US in {report["agency"], report["filed_by"], *report["watchers"]}


def _words(report: dict[str, Any]) -> Iterator[str]:
    """The words of the drill in the steps of a report."""
    for stream in report["streams"]:
        yield from (each.strip(".,…") for each in stream["note"].split() if each.startswith("tanda"))


def _is_secret(case: dict[str, Any]) -> bool:
    return bool(case["confidential"] or case["oversight"] or case["protected"])
