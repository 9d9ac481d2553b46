"""Structured logs, one JSON line an event, without personal data.

A processor drops every key that is not on the list: who writes a log line
cannot leak a name or a text by accident.
"""

from __future__ import annotations

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


def drop_message_arguments(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Django's own lines interpolate paths and names; the logger's name and level are enough."""
    record = event.get("_record")
    if record is not None and record.args:
        event["event"] = str(record.msg)
    if record is not None and record.exc_info and record.exc_info[0]:
        event["error"] = record.exc_info[0].__name__
        trace = record.exc_info[2]
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        if trace is not None:
            event["where"] = f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
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
            "processors": [
                drop_message_arguments,
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
