"""``python -m benchmarks.sync.drill.kept``: what our database holds about the exchange, as JSON."""

from __future__ import annotations

import json
from typing import Any


def main() -> None:
    import django

    django.setup()
    print(json.dumps(kept(), default=str))


def kept() -> dict[str, Any]:
    """Cases, what was said on them, links, acts, steps, troubles, and who ended a case."""
    from surga.core.cases.models import Case, Entry
    from surga.events.models import Delivery, Event
    from surga.reactions.sync import models

    cases = Case.objects.order_by("id").values(
        "id", "code", "status", "channel", "text", "confidential", "oversight", "protected"
    )
    links = models.Link.objects.order_by("id").values(
        "case_id", "code", "report_id", "direction", "state", "standing", "twin"
    )
    acts = models.Act.objects.order_by("id").values(
        "case_id", "event_id", "kind", "ref", "target", "standing", "state", "reason", "doubt", "attempts"
    )
    ended = Event.objects.filter(actor="system:sp4n", name="CaseClosedBySilence")
    return {
        "cases": list(cases),
        "said": list(Entry.objects.order_by("id").values("case_id", "kind", "text", "visibility")),
        "links": list(links),
        "acts": list(acts),
        "known": list(models.Known.objects.values_list("report_id", "step_id", "ref")),
        "troubles": list(models.Trouble.objects.values("report_id", "reason", "attempts")),
        "ended_from_there": list(ended.values_list("case_id", flat=True)),
        "deliveries": Delivery.objects.filter(reaction="sync").count(),
    }


if __name__ == "__main__":
    main()
