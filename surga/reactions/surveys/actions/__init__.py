"""Running rounds, asking people, taking answers: the only place that writes them."""

from surga.reactions.surveys.actions.answering import AnswerDraft as AnswerDraft
from surga.reactions.surveys.actions.answering import answer as answer
from surga.reactions.surveys.actions.answering import answer_invitation as answer_invitation
from surga.reactions.surveys.actions.inviting import invite as invite
from surga.reactions.surveys.actions.inviting import invite_reporter as invite_reporter
from surga.reactions.surveys.actions.rounds import MOST_PEOPLE as MOST_PEOPLE
from surga.reactions.surveys.actions.rounds import RoundDraft as RoundDraft
from surga.reactions.surveys.actions.rounds import SurveyRefused as SurveyRefused
from surga.reactions.surveys.actions.rounds import allowed as allowed
from surga.reactions.surveys.actions.rounds import change_round as change_round
from surga.reactions.surveys.actions.rounds import close_round as close_round
from surga.reactions.surveys.actions.rounds import make_round as make_round
from surga.reactions.surveys.actions.rounds import open_round as open_round
from surga.reactions.surveys.actions.rounds import publish_round as publish_round
from surga.reactions.surveys.actions.sheets import record_many as record_many
from surga.reactions.surveys.actions.sheets import take_back as take_back
from surga.reactions.surveys.actions.sheets import type_in as type_in
from surga.reactions.surveys.actions.sheets import type_many as type_many
from surga.reactions.surveys.actions.sitting import hear as hear
from surga.reactions.surveys.actions.sitting import keep_left as keep_left
from surga.reactions.surveys.rules.replies import LONGEST_COMMENT as LONGEST_COMMENT
