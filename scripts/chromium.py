"""Find the browser that the browser tests drive, or install Debian's where that is allowed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "The browser tests need Chromium and it is not installed: install the package `chromium`, "
    "or name another with SURGA_CHROMIUM=/path/to/browser."
)
INSTALL = (
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
)


def find_chromium() -> str | None:
    """Return the path of a Chromium-like browser, or None."""
    if named := os.environ.get("SURGA_CHROMIUM"):
        return shutil.which(named)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def find_or_install_chromium() -> str | None:
    """As `find_chromium`, but as root on Debian install it first where it is absent."""
    if found := find_chromium():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests.", flush=True)
        for command in INSTALL:
            quiet(command)
    return find_chromium()


def quiet(command: list[str]) -> None:
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    lock = ["-o", "DPkg::Lock::Timeout=120"]
    done = subprocess.run([*command, *lock], env=environ, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(done.stderr.strip(), file=sys.stderr)
