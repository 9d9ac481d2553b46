"""Pin the packages: `make lock` turns requirements/NAME.in into NAME.txt, with hashes and no registry's address."""

import subprocess
import sys

from scripts.bootstrap import ROOT
from scripts.packages import fetch_uv, find_uv

# The oldest Python each list must install on. `tools` may start from the machine's own.
LISTS = {"base": "3.12", "dev": "3.12", "tools": "3.9"}
SHAPE = ["--universal", "--generate-hashes", "--only-binary", ":all:", "--no-header", "--quiet", "--upgrade"]
NAMELESS = ["--no-emit-index-url", "--no-emit-find-links"]
# What a package asks for and nobody here uses.
LEFT_OUT = ["--overrides", "left-out.txt"]


def main() -> int:
    tools = ROOT / ".venv-tools"
    uv = find_uv(tools) or fetch_uv(ROOT, tools, sys.executable)
    if uv is None:
        print("Pinning needs uv, and it could not be fetched.", file=sys.stderr)
        return 1
    for name, oldest in LISTS.items():
        command = [*uv, "pip", "compile", *SHAPE, *NAMELESS, *LEFT_OUT, "--python-version", oldest]
        held = ["--constraints", "base.txt"] if name == "dev" else []
        subprocess.run(
            [*command, *held, "--output-file", f"{name}.txt", f"{name}.in"],
            cwd=ROOT / "requirements",
            check=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
