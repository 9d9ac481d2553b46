"""The stand-ins that a demonstration comes with: separate programs in ``sandbox``, started beside the system.

Nothing here imports them: each is told what it needs as any outside service would be, and the system is told where it
is by the settings that the real service would have. There is none in public, nor where the real service is set up.
"""

from surga.project.commands.standins.lending import StandIn as StandIn
from surga.project.commands.standins.lending import lend as lend
