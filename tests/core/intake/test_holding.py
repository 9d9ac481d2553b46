"""What officers do with a conversation: who has it, who may answer, and that nothing is said twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from surga.core.cases.states import Refused
from surga.core.intake.actions import holding
from surga.core.intake.models import Contact, Conversation, Line
from surga.core.people.access import ROLES, NotAllowed, may, system
from surga.core.people.actions import save_officer
from surga.core.people.queries import actor_of
from surga.events.models import Event


@pytest.fixture
def talk(small_city):
    """Makes a conversation as the channels leave it: somebody waits for a person, on WhatsApp, just now."""

    def make(**more):
        now = timezone.now()
        told = {"mode": "waiting", "waiting_since": now, "last_in_at": now, "unread": 2, **more}
        told = {"channel": "whatsapp", "sender": f"62812{Conversation.objects.count():06}", **told}
        return Conversation.objects.create(changed_at=now, **told)

    return make


@pytest.fixture
def second(staff):
    """Another operator."""
    return actor_of(save_officer(system("test"), username="kedua", name="Rini", role="operator"))


def fresh(conversation):
    return Conversation.objects.get(pk=conversation.pk)


def passed():
    """Mode and holder of every pass, in order."""
    rows = Event.objects.filter(name="ConversationPassed").order_by("id")
    return [(row.data["mode"], row.data["officer_id"]) for row in rows]


def code_of(wrong):
    return wrong.value.code


@pytest.mark.parametrize("mode", ["waiting", "bot"])
def test_taking_makes_it_mine_and_quiets_the_bot(talk, staff, mode):
    one, me = talk(mode=mode), staff["operator"]
    holding.take(one.pk, me)
    now = fresh(one)
    assert (now.mode, str(now.holder_id), now.unread) == ("held", me.id, 0)
    assert now.version > one.version
    assert passed() == [("held", int(me.id))]
    assert now.contact.ended_at is None


def test_taking_again_changes_nothing(talk, staff):
    one = talk()
    holding.take(one.pk, staff["operator"])
    before = fresh(one).version
    holding.take(one.pk, staff["operator"])
    assert (len(passed()), fresh(one).version, Contact.objects.count()) == (1, before, 1)


def test_the_second_to_take_is_told_who_has_it(talk, staff, second):
    one = talk()
    holding.take(one.pk, second)
    with pytest.raises(Refused) as wrong:
        holding.take(one.pk, staff["operator"])
    assert (code_of(wrong), wrong.value.params) == ("held_by_other", {"name": "Rini"})
    assert str(fresh(one).holder_id) == second.id


def test_a_coordinator_takes_from_whom_their_page_named_and_from_nobody_else(talk, staff, second):
    one, leader = talk(), staff["coordinator"]
    holding.take(one.pk, second)
    for known in (None, int(staff["operator"].id)):
        with pytest.raises(Refused):
            holding.take(one.pk, leader, known_holder=known)
    with pytest.raises(Refused):
        holding.take(one.pk, staff["operator"], known_holder=int(second.id))
    holding.take(one.pk, leader, known_holder=int(second.id))
    assert str(fresh(one).holder_id) == leader.id


ACTS = {
    "take": holding.take,
    "hand_over": lambda pk, actor: holding.hand_over(pk, actor, int(actor.id)),
    "release": holding.release,
    "snooze": lambda pk, actor: holding.snooze(pk, actor, timezone.now() + timedelta(hours=1)),
    "answer": lambda pk, actor: holding.answer(pk, actor, "Baik.", once="a"),
    "end": lambda pk, actor: holding.end(pk, actor, "information"),
    "read": holding.read,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", list(ROLES))
def test_only_roles_that_converse_reach_a_conversation(talk, staff, act, role):
    actor = staff[role]
    one = talk(mode="held", holder_id=int(actor.id))
    if may(actor, "converse"):
        ACTS[act](one.pk, actor)
    else:
        with pytest.raises(NotAllowed):
            ACTS[act](one.pk, actor)
        assert fresh(one).version == one.version


def test_nobody_without_an_account_holds_a_conversation(talk):
    with pytest.raises(NotAllowed):
        holding.take(talk().pk, system("clock"))


@pytest.mark.parametrize("act", [act for act in ACTS if act not in {"take", "read"}])
def test_who_does_not_hold_it_takes_it_first(talk, staff, second, act):
    one = talk()
    with pytest.raises(Refused) as wrong:
        ACTS[act](one.pk, staff["operator"])
    assert code_of(wrong) == "not_holder"
    holding.take(one.pk, second)
    with pytest.raises(Refused) as wrong:
        ACTS[act](one.pk, staff["operator"])
    assert code_of(wrong) == "held_by_other"
    assert Line.objects.count() == 0


def test_a_coordinator_acts_for_an_absent_holder_but_does_not_speak_for_them(talk, staff, second):
    one = talk(mode="held", holder_id=int(second.id))
    with pytest.raises(Refused):
        ACTS["answer"](one.pk, staff["coordinator"])
    holding.release(one.pk, staff["coordinator"])
    assert fresh(one).mode == "bot"


@pytest.mark.parametrize("act", ACTS)
def test_what_is_not_there_is_unknown(staff, act):
    with pytest.raises(Refused) as wrong:
        ACTS[act](12345, staff["operator"])
    assert code_of(wrong) == "conversation_unknown"


def test_an_answer_is_put_down_once_however_often_it_is_sent(talk, staff):
    one, me = talk(), staff["operator"]
    holding.take(one.pk, me)
    first = holding.answer(one.pk, me, "  Baik, kami periksa.\r\nTerima kasih. ", once="f00d")
    again = holding.answer(one.pk, me, "Baik, kami periksa.", once="f00d")
    holding.answer(one.pk, me, "Baik, kami periksa.", once="beef")
    assert first.pk == again.pk
    assert first.text == "Baik, kami periksa.\nTerima kasih."
    assert (first.author, first.state) == ("officer", "due")
    assert Line.objects.count() == 2
    now = fresh(one)
    assert (now.waiting_since, now.unread, now.preview) == (None, 0, "Baik, kami periksa.")


def test_the_same_form_id_in_two_conversations_is_two_answers(talk, staff):
    one, two, me = talk(), talk(), staff["operator"]
    for each in (one, two):
        holding.take(each.pk, me)
        holding.answer(each.pk, me, "Baik.", once="same")
    assert Line.objects.count() == 2


@pytest.mark.parametrize(("text", "code"), [(" \n ", "answer_empty"), ("a" * 4001, "text_too_long")])
def test_an_answer_has_words_and_not_too_many(talk, staff, text, code):
    one = talk()
    holding.take(one.pk, staff["operator"])
    with pytest.raises(Refused) as wrong:
        holding.answer(one.pk, staff["operator"], text, once="a")
    assert (code_of(wrong), wrong.value.field) == (code, "text")


@pytest.mark.parametrize(("channel", "hours", "fine"), [
    ("whatsapp", 23, True), ("whatsapp", 25, False), ("telegram", 25, True), ("email", 2000, True),
])  # fmt: skip
def test_after_a_day_whatsapp_takes_only_an_approved_template(talk, staff, channel, hours, fine):
    one = talk(channel=channel, last_in_at=timezone.now() - timedelta(hours=hours))
    me = staff["operator"]
    holding.take(one.pk, me)
    if fine:
        holding.answer(one.pk, me, "Baik.", once="a")
    else:
        with pytest.raises(Refused) as wrong:
            holding.answer(one.pk, me, "Baik.", once="a")
        assert code_of(wrong) == "window_closed"
    said = {"template": "kabar", "language": "id", "params": ["KDR"]}
    line = holding.answer(one.pk, me, "Kabar untuk KDR.", once="b", template=said)
    assert (line.kind, line.data) == ("template", said)


def test_handing_over_makes_it_wait_for_the_colleague(talk, staff, second):
    one, me = talk(), staff["operator"]
    holding.take(one.pk, me)
    holding.answer(one.pk, me, "Sebentar, saya sambungkan.", once="a")
    holding.hand_over(one.pk, me, int(second.id))
    now = fresh(one)
    assert (now.mode, str(now.holder_id)) == ("held", second.id)
    assert now.waiting_since is not None
    assert passed()[-1] == ("held", int(second.id))


def test_nobody_gets_a_conversation_who_may_not_converse_or_left(talk, staff):
    one, me = talk(), staff["operator"]
    gone = save_officer(system("test"), username="pergi", role="operator", active=False)
    holding.take(one.pk, me)
    for wrong_one in (int(staff["liaison"].id), gone.pk, 99999):
        with pytest.raises(Refused) as wrong:
            holding.hand_over(one.pk, me, wrong_one)
        assert code_of(wrong) == "officer_unknown"
    assert str(fresh(one).holder_id) == me.id


def test_released_to_the_bot_it_waits_for_nobody(talk, staff):
    one = talk(memory={"step": "telling", "story": "lubang", "language": "en", "quiet": True})
    holding.take(one.pk, staff["operator"])
    holding.release(one.pk, staff["operator"])
    now = fresh(one)
    assert (now.mode, now.holder_id, now.waiting_since, now.unread) == ("bot", None, None, 0)
    assert now.memory == {"language": "en"}
    assert passed()[-1] == ("bot", None)


@pytest.mark.parametrize("when", [timedelta(0), timedelta(hours=-1), timedelta(days=40)])
def test_it_is_put_off_to_a_time_that_comes_soon(talk, staff, when):
    one = talk()
    holding.take(one.pk, staff["operator"])
    with pytest.raises(Refused) as wrong:
        holding.snooze(one.pk, staff["operator"], timezone.now() + when)
    assert code_of(wrong) == "snooze_invalid"
    assert fresh(one).snoozed_until is None


@pytest.mark.parametrize("outcome", ["information", "prank", "complaint"])
def test_ending_tells_what_came_of_it(talk, staff, outcome):
    one, me = talk(phone="+6281234567890"), staff["operator"]
    holding.take(one.pk, me)
    holding.end(one.pk, me, outcome)
    contact = Contact.objects.get()
    assert (contact.outcome, str(contact.officer_id), contact.touch) == (outcome, me.id, "chat")
    assert contact.ended_at is not None
    now = fresh(one)
    assert (now.mode, now.holder_id, now.contact_id) == ("bot", None, None)
    names = list(Event.objects.order_by("id").values_list("name", flat=True))
    assert names[-3:] == ["ConversationPassed", "ContactEnded", "ConversationPassed"]


def test_an_end_without_a_known_outcome_changes_nothing(talk, staff):
    one, me = talk(), staff["operator"]
    holding.take(one.pk, me)
    with pytest.raises(Refused) as wrong:
        holding.end(one.pk, me, "nonsense")
    assert code_of(wrong) == "outcome_unknown"
    assert fresh(one).mode == "held"


def test_reading_is_the_holders_and_nobody_elses(talk, staff, second):
    one = talk()
    holding.take(one.pk, second)
    Conversation.objects.filter(pk=one.pk).update(unread=3)
    holding.read(one.pk, staff["operator"])
    assert fresh(one).unread == 3
    holding.read(one.pk, second)
    assert fresh(one).unread == 0


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_at_the_same_moment_one_has_it(talk, small_city):
    crew = [
        actor_of(save_officer(system("test"), username=f"petugas{n}", name=f"Petugas {n}", role="operator"))
        for n in range(4)
    ]
    one, start = talk(), Barrier(len(crew))

    def try_it(actor):
        start.wait()
        try:
            holding.take(one.pk, actor)
        except Refused as wrong:
            return wrong.params["name"]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(crew)) as pool:
        told = list(pool.map(try_it, crew))
    holder = fresh(one).holder
    assert sorted(told) == ["", *[str(holder)] * (len(crew) - 1)]
    assert len(passed()) == 1
