"""How PostgreSQL is asked."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_postgresql_answers_in_the_process_that_was_asked() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL starts helpers")
    with connection.cursor() as cursor:
        for name, value in (("max_parallel_workers_per_gather", "0"), ("jit", "off")):
            cursor.execute("SELECT current_setting(%s)", [name])
            assert cursor.fetchone() == (value,)
