"""What comes in: arrivals as they came, conversations and their lines, contacts, submissions."""

from surga.core.intake.models.arrival import Arrival as Arrival
from surga.core.intake.models.contact import Contact as Contact
from surga.core.intake.models.conversation import Conversation as Conversation
from surga.core.intake.models.conversation import Line as Line
from surga.core.intake.models.submission import Submission as Submission
from surga.core.intake.models.written import Written as Written
