"""Letters into files, for a demonstration and for a machine without a mail server."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

_ODD = re.compile(r"[^\w.@-]", re.ASCII)


class EmailBackend(BaseEmailBackend):
    """A folder with one file for each letter (`.eml`, any mail program opens it), named by its Message-ID.

    The same letter again is the same file, written whole or not at all: nothing here is ever there twice or by half.
    """

    def __init__(self, file_path: str | Path, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(file_path)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        for letter in email_messages:
            message = letter.message()
            name = _ODD.sub("", str(message["Message-ID"]).strip("<>"))[:150]
            self._write(f"{name}.eml", message.as_bytes())
        return len(email_messages)

    def _write(self, name: str, data: bytes) -> None:
        number, made = tempfile.mkstemp(prefix=".", dir=self.folder)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(self.folder / name)
