"""The probes: up, ready, and the figures for monitoring."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from surga.doors.api.health import ready
from surga.events import relay
from surga.reactions.triage.models import Verdict

OUTSIDE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture
def client():
    return Client(SERVER_NAME="a-host-nobody-allowed.example")


def test_a_process_that_is_up_says_so_without_a_database(client):
    assert client.get("/healthz").content == b"ok\n"


@time_machine.travel("2026-02-03T01:00:00Z", tick=False)
def test_with_everything_there_it_is_ready(client, city):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "checks": {
            "database": {"ok": True, "kind": answer.json()["checks"]["database"]["kind"]},
            "migrations": {"ok": True},
            "city": {"ok": True, "code": "rawajaya"},
            "worker": {"ok": True, "waiting": 1, "parked": 0, "oldest_seconds": 0},
            "calendar": {"ok": True, "covered_to": "2026-12-31"},
        },
    }


def test_without_a_city_it_is_not_ready(client, db):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "not_ready"
    assert answer.json()["checks"]["city"] == {"ok": False, "reason": "NoCityError"}


def test_with_a_migration_missing_it_is_not_ready(client, city, monkeypatch):
    monkeypatch.setattr(ready._Known, "migrated", False)
    monkeypatch.setattr(ready.MigrationExecutor, "migration_plan", lambda *_: [("one", False)])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations"] == {"ok": False, "missing": 1}


def test_with_the_database_gone_it_is_not_ready_and_tells_no_secret(client, city, monkeypatch):
    def gone(*_args, **_more):
        raise OperationalError("password of surga@10.0.0.7 is wrong")

    with monkeypatch.context() as broken:
        broken.setattr(ready.connection, "cursor", gone)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] == {"ok": False, "reason": "OperationalError"}
    assert "10.0.0.7" not in answer.text


def test_a_worker_that_is_behind_is_said_but_citizens_can_still_file(client, filed):
    filed()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.get("/readyz")
    worker = answer.json()["checks"]["worker"]
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert not worker["ok"]
    assert worker["waiting"] > 0
    assert worker["oldest_seconds"] >= 360


def test_a_calendar_that_ends_soon_is_said(client, city):
    with time_machine.travel("2026-11-03T01:00:00Z"):
        assert client.get("/readyz").json()["checks"]["calendar"] == {"ok": False, "covered_to": "2026-12-31"}


def test_the_figures_count_cases_and_deliveries(client, filed):
    filed(), filed()
    lines = client.get("/metrics").text.splitlines()
    assert 'surga_cases{status="received"} 2' in lines
    assert any(line.startswith('surga_deliveries_waiting{reaction="') for line in lines)
    assert all(line.startswith(("#", "surga_")) for line in lines)


@pytest.mark.django_db(transaction=True)
def test_the_figures_tell_how_triage_stands(client, city):
    Verdict.objects.bulk_create(
        Verdict(
            case_id=n, at=timezone.now(), by="model", confidence=0.9, agency="umum", right=n < 10, among=True
        )
        for n in range(40)
    )
    told = client.get("/metrics").content.decode()
    assert 'surga_triage_cases{what="right"} 10' in told
    assert 'surga_triage_share{what="promised"} 0.9' in told
    assert "surga_triage_drifted{} 1" in told


def test_nothing_owed_is_no_figure(client, city):
    relay.drain()
    assert "surga_deliveries_waiting{" not in client.get("/metrics").text


def test_the_figures_are_for_this_machine_and_for_those_in_charge(client, bearer):
    assert client.get("/metrics", **OUTSIDE).status_code == 401
    assert client.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"}).status_code == 401
    for role, status in (("liaison", 401), ("executive", 401), ("coordinator", 200), ("administrator", 200)):
        asked = client.get("/metrics", **OUTSIDE, headers={"authorization": bearer(role)})
        assert asked.status_code == status


def test_the_figures_tell_how_the_exchange_goes_where_there_is_one(client, city, settings):
    assert "surga_exchange_out_waiting{" not in client.get("/metrics").text
    settings.SP4N = replace(settings.SP4N, adapter="manual")
    lines = client.get("/metrics").text.splitlines()
    assert 'surga_exchange_out_waiting{side="sp4n"} 0' in lines
    assert 'surga_exchange_in_troubles{side="sp4n"} 0' in lines
    assert not any(line.startswith("surga_exchange_in_read_seconds{") for line in lines)  # never read
