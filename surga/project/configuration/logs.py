"""Structured logs, one JSON line an event, without personal data.

A processor drops every key that is not on the list: who writes a log line
cannot leak a name or a text by accident.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

# What a log line may carry: codes, counts and names of code, never what a person wrote or is called.
ALLOWED = frozenset(
    "event level timestamp logger case_id code reaction event_name attempts count seconds status method "
    "route error where actor_kind agency queue file line reason waiting parked port pid adapter clock "
    "backend version read created skipped what".split()
)


def keep_allowed(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in ALLOWED or key.startswith("_")}


def name_the_error(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of an exception only its class and where it was raised: its message may name a person."""
    info = event.pop("exc_info", None)
    error = info[1] if isinstance(info, tuple) else sys.exc_info()[1] if info else None
    if error is None:
        return event
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    event["error"] = type(error).__name__
    if trace is not None:
        event["where"] = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
    return event


def tell_the_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Of Django's own lines about a request: its status, its method and the route's pattern, never the address."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    status = getattr(record, "status_code", None)
    if status is not None:
        event["status"] = status
    if request is not None:
        event["method"] = str(getattr(request, "method", ""))[:8]
        match = getattr(request, "resolver_match", None)
        event["route"] = str(getattr(match, "route", "") or "unknown")
    return event


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            # Other people's lines stay as they wrote them: what they would fill in may be a path or a name.
            "use_get_message": False,
            "processors": [
                name_the_error,
                tell_the_request,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                keep_allowed,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "surga": {"handlers": ["out"], "level": "INFO", "propagate": False},
        "axes": {"handlers": ["out"], "level": "ERROR", "propagate": False},
    },
}

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
