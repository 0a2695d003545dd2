"""How the service logs: one line an event, for people or as JSON for machines, on standard error."""

import logging
from typing import Any, Literal

_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}
_SAID = frozenset({"method", "route", "status"})
"""What the message of a request says already."""

_HIDDEN = _STANDARD | _SAID


class TextFormatter(logging.Formatter):
    """Writes the message, and behind it what else the record carries."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        more = [
            f"{name}={value}" for name, value in record.__dict__.items() if name not in _HIDDEN and value is not None
        ]
        line = super().format(record)
        return f"{line} ({', '.join(more)})" if more else line


def logging_config(kind: Literal["text", "json"], level: str) -> dict[str, Any]:
    """Give the configuration for `logging.config.dictConfig`."""
    json_formatter = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "{asctime} {levelname} {name} {message}",
        "style": "{",
        "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        "datefmt": "%Y-%m-%dT%H:%M:%S%z",
    }
    text_formatter = {"()": "app.logs.TextFormatter", "fmt": "%(asctime)s %(levelname)s %(message)s"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"chosen": json_formatter if kind == "json" else text_formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "chosen"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "app": {"level": level.upper()},
            # Its remarks on starting and stopping are left out: the program greets by itself.
            "uvicorn.error": {"level": "WARNING"},
        },
    }
