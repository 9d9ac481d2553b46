"""Questions in SQL, read-only, over views."""

from surga.reactions.insight.sql.door import Answer as Answer
from surga.reactions.insight.sql.door import NotAnswered as NotAnswered
from surga.reactions.insight.sql.door import ask as ask
from surga.reactions.insight.sql.views import VIEWS as VIEWS
