"""``python -m benchmarks.sync.drill.desk``: an officer for the drill, and a token, as JSON."""

from __future__ import annotations

import json


def main() -> None:
    import django

    django.setup()
    from surga.core.people.actions import issue_token
    from surga.core.people.models import Officer

    officer, _made = Officer.objects.get_or_create(username="latihan", defaults={"role": "coordinator"})
    print(json.dumps(issue_token(officer, "latihan")))


if __name__ == "__main__":
    main()
