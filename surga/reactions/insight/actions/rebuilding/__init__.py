"""All that is known, made anew from the events, while whoever asks sees the old figures."""

from surga.reactions.insight.actions.rebuilding.anew import ensure_built as ensure_built
from surga.reactions.insight.actions.rebuilding.anew import rebuild as rebuild
