"""Check the code and run every test on SQLite, then on PostgreSQL: what `make test` and `make lint` call.

Everything is run even when something before it failed. The last line counts all of it: `N passed, N failed`.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from scripts import chromium
from scripts.bootstrap import ROOT
from scripts.postgres import CannotStartError, postgres

BIN = ROOT / ".venv/bin"
REPORTS = ROOT / "build"
CHECKS = {
    "ruff": ["ruff", "check", "--quiet", "."],
    "format": ["ruff", "format", "--check", "--quiet", "."],
    "types": ["mypy", "--no-error-summary"],
    "imports": ["lint-imports", "--no-logo"],
}
WORKERS = str(min(os.cpu_count() or 1, 4))


@dataclass(frozen=True)
class Count:
    """How many checks or tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (
            f", {self.skipped} skipped" if self.skipped else ""
        )


def heading(words: str) -> None:
    print(f"\n── {words} " + "─" * max(0, 76 - len(words)), flush=True)


def check_code() -> Count:
    """Run ruff, the formatter, mypy and import-linter; show what they say when they fail."""
    total = Count()
    environ = own_environment(SURGA_VAR=str(REPORTS / "var"), SURGA_SECRET_KEY="no secret: only read by mypy")
    for name, command in CHECKS.items():
        program, *options = command
        done = subprocess.run(
            [BIN / program, *options], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
        )
        failed = done.returncode != 0
        print(f"{name:8} {'FAILED' if failed else 'ok'}", flush=True)
        if failed:
            print(done.stdout + done.stderr, flush=True)
        total += Count(passed=not failed, failed=failed)
    return total


def own_environment(**more: str) -> dict[str, str]:
    """The environment without what was set for a real system, or for a database of another run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SURGA_")}
    if browser := chromium.find_chromium():
        kept["SURGA_CHROMIUM"] = browser
    return {**kept, **more}


def counted(report: Path, code: int) -> Count:
    """Read pytest's report. A run that ended badly without naming a failed test counts as one failure."""
    try:
        suites = ET.parse(report).getroot().iter("testsuite")
        total = sum((count_of(suite) for suite in suites), Count())
    except (OSError, ET.ParseError):
        total = Count()
    return total if code == 0 or total.failed else total + Count(failed=1)


def count_of(suite: ET.Element) -> Count:
    tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
    failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    return Count(tests - failed - skipped, failed, skipped)


def run_suite(name: str, *options: str, **environ: str) -> Count:
    """Run pytest once, in parallel, and count. Its own summary is shown as it comes."""
    heading(f"Tests on {name}")
    report = REPORTS / f"{name.lower()}.xml"
    report.unlink(missing_ok=True)
    fixed = ["-q", "-n", WORKERS, "--dist", "worksteal", f"--junitxml={report}"]
    command = [str(BIN / "pytest"), *fixed, *options]
    done = subprocess.run(command, cwd=ROOT, env=own_environment(**environ), check=False)
    return counted(report, done.returncode)


def on_sqlite() -> Count:
    return run_suite("SQLite", "--cov", f"--cov-report=html:{REPORTS / 'coverage-pages'}")


def on_postgres() -> Count:
    try:
        with postgres() as address:
            return run_suite("PostgreSQL", "-m", "not browser and not once", SURGA_TEST_DATABASE_URL=address)
    except CannotStartError as reason:
        print(reason, file=sys.stderr)
        return Count(failed=1)


def main(arguments: list[str]) -> int:
    # Ended from outside, it still stops the server that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    REPORTS.mkdir(exist_ok=True)
    heading("Code")
    total = check_code()
    if "--lint" not in arguments:
        if chromium.find_or_install_chromium() is None:
            print(chromium.MISSING, file=sys.stderr)
        total += on_sqlite() + on_postgres()
    print(f"\n{total}", flush=True)
    return 1 if total.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
