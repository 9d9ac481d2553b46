"""A small city, its officers with their tokens, and a client that speaks JSON."""

import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from surga.core.agencies import queries as agencies
from surga.core.agencies.actions import load_city
from surga.core.people.access import system
from surga.core.people.actions import issue_token, save_officer
from surga.core.regions import queries as regions
from surga.core.regions.actions import load_regions

CITY = Path(__file__).parents[2] / "cities" / "rawajaya"
SETUP = system("setup")


class Api:
    """Asks the API and gives the answer with its JSON; checks on the way what every answer must have."""

    def __init__(self):
        self.client = Client(raise_request_exception=True)

    def get(self, path, token="", **query):
        return self._checked(self.client.get(f"/api/v1{path}", query, headers=self._headers(token)))

    def post(self, path, body=None, token="", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        kind = named.pop("content-type", "application/json")
        sent = self.client.post(
            f"/api/v1{path}", content, content_type=kind, headers={**self._headers(token), **named}
        )
        return self._checked(sent)

    def _headers(self, token):
        return {"authorization": token} if token else {}

    def _checked(self, answer):
        if answer.status_code >= 400:
            said = answer.json()
            assert answer["Content-Type"] == "application/problem+json"
            assert said["status"] == answer.status_code
            assert said["type"].startswith("http://127.0.0.1:8000/problems/")
            assert said["title"]
            assert said["detail"]
            assert all(set(fault) == {"path", "code", "detail"} for fault in said["errors"])
        return answer


def codes(answer):
    """The refusals of an answer, as path → code."""
    return {fault["path"]: fault["code"] for fault in answer.json()["errors"]}


@pytest.fixture(autouse=True)
def _no_copies():
    agencies.forget()
    regions.forget()
    cache.clear()


@pytest.fixture
def city(db):
    load_city(CITY, "system:setup", load_regions)
    return agencies.city()


@pytest.fixture
def api(city):
    return Api()


@pytest.fixture
def bearer(city):
    """Makes an officer of a role, and gives the value of their Authorization header."""

    def make(role, agency="", **more):
        name = f"{role}-{agency or 'kota'}"
        officer = save_officer(SETUP, username=name, name=name.title(), role=role, agency=agency, **more)
        return f"Bearer {issue_token(officer)}"

    return make


@pytest.fixture
def filed(api):
    """Files a case, and gives its code with the value of its reporter's Authorization header."""

    def file(text="Jalan rusak di depan pasar", **more):
        receipt = api.post("/cases", {"text": text, **more}).json()
        return receipt["code"], f"Case {receipt['token']}"

    return file
