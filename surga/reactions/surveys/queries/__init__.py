"""Reading surveys: rounds, their index as of any date, what a unit publishes, the figure "ikm"."""

from surga.reactions.surveys.queries.figure import DEFINITION as DEFINITION
from surga.reactions.surveys.queries.figure import ikm_rows as ikm_rows
from surga.reactions.surveys.queries.indices import index_of as index_of
from surga.reactions.surveys.queries.indices import indices_of as indices_of
from surga.reactions.surveys.queries.invitations import Invited as Invited
from surga.reactions.surveys.queries.invitations import invitation as invitation
from surga.reactions.surveys.queries.invitations import invited as invited
from surga.reactions.surveys.queries.publication import publication as publication
from surga.reactions.surveys.queries.rounds import answers_of as answers_of
from surga.reactions.surveys.queries.rounds import last_typed as last_typed
from surga.reactions.surveys.queries.rounds import published as published
from surga.reactions.surveys.queries.rounds import response_of as response_of
from surga.reactions.surveys.queries.rounds import round_at as round_at
from surga.reactions.surveys.queries.rounds import round_by_code as round_by_code
from surga.reactions.surveys.queries.rounds import round_by_id as round_by_id
from surga.reactions.surveys.queries.rounds import rounds as rounds
from surga.reactions.surveys.queries.told import CITY as CITY
from surga.reactions.surveys.queries.told import SMALLEST as SMALLEST
from surga.reactions.surveys.queries.told import AnswerRow as AnswerRow
from surga.reactions.surveys.queries.told import Group as Group
from surga.reactions.surveys.queries.told import Publication as Publication
from surga.reactions.surveys.queries.told import Response as Response
from surga.reactions.surveys.queries.told import RoundInfo as RoundInfo
from surga.reactions.surveys.queries.told import Row as Row
