"""Another government's program at the door: its token, its matters, and nothing else."""

import base64
import io

import pytest
from PIL import Image

from surga.core.cases import actions as cases
from surga.core.cases.models import Case, Photo
from surga.core.people.access import system

REF = "[Ref HLR-2611-7Q4KX]"
OFFICER = system("test")


def picture(side: int = 64) -> str:
    out = io.BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(out, "JPEG", quality=95)
    return base64.b64encode(out.getvalue()).decode()


@pytest.fixture
def partner(bearer):
    return bearer("partner")


@pytest.fixture
def brought(api, partner):
    answer = api.post("/exchange/reports", {"ref": REF, "text": "Jalan provinsi rusak"}, partner)
    assert answer.status_code == 201
    return answer.json()["id"]


def report(api, partner, code):
    return api.get(f"/exchange/reports/{code}", partner).json()


@pytest.mark.parametrize("role", ["coordinator", "administrator", "operator"])
def test_only_another_governments_account_exchanges(api, bearer, role):
    assert api.get("/exchange/reports", bearer(role)).status_code == 403
    assert api.get("/exchange/reports", "Bearer wrong").status_code == 401
    assert api.get("/exchange/reports").status_code == 401


def test_a_partner_has_no_other_door(api, partner, filed):
    code, _reporter = filed()
    assert api.get("/cases", partner).json()["items"] == []
    assert api.get(f"/cases/{code}", partner).status_code == 404
    assert api.post(f"/cases/{code}/note", {"text": "Halo"}, partner).status_code == 404
    assert api.get(f"/exchange/reports/{code}", partner).status_code == 404


def test_what_is_brought_twice_is_there_once(api, partner, brought):
    again = api.post("/exchange/reports", {"ref": REF, "text": "Jalan provinsi rusak"}, partner)
    assert (again.status_code, again.json()) == (200, {"id": brought, "created": False})
    assert Case.objects.count() == 1
    listed = api.get("/exchange/reports", partner, q=REF).json()["items"]
    assert [(each["id"], each["ref"], each["steps"]) for each in listed] == [(brought, REF, None)]


def test_an_answer_is_asked_for_and_a_list_has_pages(api, partner, brought):
    other = api.post("/exchange/reports", {"ref": "[Ref 2]", "text": "Lampu mati"}, partner).json()["id"]
    cases.verify_case(brought, OFFICER)
    cases.answer_case(brought, OFFICER, text="Akan diaspal")
    found = report(api, partner, brought)
    assert (found["standing"], found["yours"]) == ("followed_up", False)
    assert [(step["kind"], step["text"]) for step in found["steps"]] == [
        ("status", ""), ("follow_up", "Akan diaspal"),
    ]  # fmt: skip
    first = api.get("/exchange/reports", partner, limit=1).json()
    assert ([each["id"] for each in first["items"]], first["next"]) == ([other], "2")
    second = api.get("/exchange/reports", partner, limit=1, cursor=first["next"]).json()
    assert ([each["id"] for each in second["items"]], second["next"]) == ([brought], None)
    since = api.get("/exchange/reports", partner, since=found["updated_at"]).json()["items"]
    assert [each["id"] for each in since] == [brought]


def test_words_and_pictures_come_together_and_once(api, partner, brought):
    step = {"ref": "HLR.1", "text": "Pelapor mengirim foto", "pictures": [{"data": picture()}, {"data": "x"}]}
    first = api.post(f"/exchange/reports/{brought}/steps", step, partner).json()
    assert api.post(f"/exchange/reports/{brought}/steps", step, partner).json() == first
    assert Photo.objects.count() == 1
    assert [each["ref"] for each in report(api, partner, brought)["steps"] if each["ref"]] == ["HLR.1"]


def test_a_partner_may_send_more_at_once_than_anybody_else(api, partner, bearer):
    large = {"ref": REF, "text": "Jalan rusak", "pictures": [{"data": picture(1600)}] * 2}
    assert api.post("/exchange/reports", large, bearer("coordinator")).status_code == 413
    assert api.post("/exchange/reports", large, partner).status_code == 201
    assert Photo.objects.count() == 1
    huge = {"ref": REF, "text": "Jalan rusak", "pictures": [{"data": "A" * 13_000_000}]}
    assert api.post("/exchange/reports", huge, partner).status_code == 413


def test_a_proof_is_fetched_by_whoever_brought_the_matter(api, partner, brought, bearer):
    cases.verify_case(brought, OFFICER, agency="umum")
    cases.forward_case(brought, OFFICER)
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "green").save(out, "JPEG")  # in noise something may be seen that is kept back
    proof = out.getvalue()
    cases.resolve_case(brought, OFFICER, text="Sudah diaspal", photos=[proof])
    (shown,) = report(api, partner, brought)["pictures"]
    fetched = api.get(f"/exchange/reports/{brought}/pictures/{shown['id']}", partner).json()
    assert base64.b64decode(fetched["data"])[:2] == b"\xff\xd8"
    assert api.get(f"/exchange/reports/{brought}/pictures/{int(shown['id']) + 1}", partner).status_code == 404
    other = bearer("partner", "umum")
    assert api.get(f"/exchange/reports/{brought}/pictures/{shown['id']}", other).status_code != 200


def test_each_refusal_has_its_sentence_and_its_code(api, partner, brought):
    other = api.post("/exchange/reports", {"ref": "[Ref 2]", "text": "Lampu mati"}, partner).json()["id"]
    at = f"/exchange/reports/{brought}"
    api.post(f"{at}/steps", {"ref": "HLR.1", "text": "Halo"}, partner)
    said = {
        "ref_reused": (f"/exchange/reports/{other}/steps", {"ref": "HLR.1", "text": "Halo"}),
        "not_yours": (f"{at}/steps", {"ref": "HLR.2", "text": "Selesai", "standing": "done"}),
        "ref_invalid": (f"{at}/steps", {"ref": " ", "text": "Halo"}),
        "status_unknown": (f"{at}/steps", {"ref": "HLR.3", "text": "Halo", "standing": "selesai"}),
        "text_empty": ("/exchange/reports", {"ref": "[Ref 3]", "text": " "}),
    }
    for code, (address, body) in said.items():
        answer = api.post(address, body, partner)
        assert answer.json()["type"].endswith(f"/{code}"), (code, answer.json())
        assert answer.status_code == (409 if code in {"ref_reused", "not_yours"} else 422)
    assert api.get("/exchange/reports", partner, cursor="zwei").status_code == 422
    assert api.get("/exchange/reports", partner, since="kemarin").status_code == 422
