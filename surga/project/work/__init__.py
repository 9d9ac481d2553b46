"""The worker: what follows from what was recorded and from what came in, done again and again."""

from surga.project.work.worker import Worker as Worker
