"""A case begins: what was told, and what triage says of it."""

from surga.core.cases.actions.opening.drafting import Draft, open_case, title_of

__all__ = ["Draft", "open_case", "title_of"]
