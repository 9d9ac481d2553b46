"""A policy brief for the year after the real run's, as an example of what SIE hands out.

``python -m benchmarks.real.brief DIR --out docs/example-brief.pdf``: DIR is what the real run made. The five topics
with the most working days beyond the standard are taken, so that the choice is nobody's opinion; the words of a
programme are examples. It is as of the year's last day. No text of a complaint, and no group below five, is in it.
"""

from __future__ import annotations

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from surga.reactions.insight.rules.planning.texts import PriorityText

_FIRST, _LAST = date(2022, 1, 1), date(2022, 12, 31)
_PRIORITIES, _FEWEST = 5, 50


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), required=True)
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", show_default=True)
def main(folder: Path, out: Path, lang: str) -> None:
    """Write the plan, finish it, and print its brief."""
    folder = folder.resolve()
    os.environ |= {"SURGA_VAR": str(folder / "var"), "DJANGO_SETTINGS_MODULE": "surga.project.settings"}
    os.environ["SURGA_DATABASE_URL"] = f"sqlite:///{folder}/var/surga.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    from surga.reactions.insight.actions.folding import catch_up

    call_command("migrate", verbosity=0, interactive=False)
    catch_up()
    number = _written()
    from surga.doors.executive.papers import making
    from surga.doors.executive.papers.contents import brief as briefs
    from surga.reactions.insight.queries.planning import brief

    found = brief(number, language=lang)
    if found is None:
        raise click.ClickException("The plan that was just written is not there.")
    out.write_bytes(making.pdf_of(briefs.paper_of(found)))
    click.echo(f"{out}: {out.stat().st_size} bytes.")


def _written() -> int:
    """The plan with its priorities, finished: its numbers stay as they are known now."""
    from surga.core.agencies.queries import city
    from surga.core.people.access import system
    from surga.reactions.insight.actions import planning
    from surga.reactions.insight.models import Writing
    from surga.reactions.insight.queries.planning import candidates
    from surga.reactions.insight.rules.planning.texts import PlanText

    topics = city().topics
    end = datetime.combine(_LAST + timedelta(days=1), time(), city().calendar.zone) - timedelta(
        microseconds=1
    )
    known = [one for one in candidates(_FIRST, _LAST, end) if one.cases >= _FEWEST and one.topic in topics]
    worst = sorted(known, key=lambda one: -one.delay)[:_PRIORITIES]
    plan = PlanText(
        title=f"Prioritas {_LAST.year + 1} dari pengaduan {_LAST.year}",
        year=_LAST.year + 1,
        from_=_FIRST,
        to=_LAST,
        foreword=(
            "Contoh ringkasan kebijakan dari setahun pengaduan sebuah kota tetangga yang sungguh terjadi. Lima topik "
            "dipilih menurut satu ukuran: jumlah hari kerja yang melewati baku lima hari. Sumbernya hanya menyebut "
            "kapan laporan masuk dan kapan pertama dijawab: siapa pelapornya dan bagaimana akhirnya tidak diketahui, "
            "maka tidak ada pelapor yang terhitung dan semuanya tampak masih berjalan. "
            "Isi programnya contoh, bukan usulan."
        ),
        priorities=tuple(_priority(one.topic) for one in worst),
    )
    actor = system("example")
    row = planning.save_plan(actor, plan)
    planning.set_plan_ready(actor, row.pk, ready=True)
    # As if it had been finished on the year's last evening, by what the archive knew then.
    Writing.objects.filter(pk=row.pk).update(ready_at=end)
    return int(row.pk)


def _priority(topic: str) -> PriorityText:
    """An example of what one would write of it."""
    from surga.core.agencies.queries import city
    from surga.reactions.insight.rules.planning.texts import PriorityText

    known = city().topics[topic]
    return PriorityText(
        topic=topic,
        title=known.name,
        what="Cari sebab keterlambatan bersama instansinya, lalu tetapkan satu perbaikan yang dapat diukur.",
        who=city().agencies[known.agency].name,
        when=f"Triwulan I {_LAST.year + 1}",
        indicator="Bagian yang ditindaklanjuti dalam 5 hari kerja",
        target="95 %",
    )


if __name__ == "__main__":
    main()
