"""``python -m surga.core.triage.danger.learning``: learn from the texts beside this file, and write the model."""

from surga.core.triage.danger.learned import FILE
from surga.core.triage.danger.learning.fitting import learn, save

if __name__ == "__main__":
    save(learn(), FILE)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")
