"""``python -m sandbox.phone --port 8001 --hook http://127.0.0.1:8000``."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import threading
from urllib.parse import urlsplit

import urllib3

from sandbox.phone.credentials import as_environment, from_environment
from sandbox.phone.house import House
from sandbox.phone.web.server import Server


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox.phone", description="A telephone to try the city with.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001, help="0: any that is free")
    parser.add_argument("--hook", default="http://127.0.0.1:8000", help="the system that is called")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    given = parser.parse_args()
    if urlsplit(given.hook).scheme not in {"http", "https"}:
        parser.error("--hook takes an http or https address.")
    return given


def main() -> int:
    given = arguments()
    house = House(from_environment(os.environ), "", given.hook.rstrip("/"))
    try:
        server = Server((given.host, given.port), house)
    except OverflowError:
        print(f"The port is {given.port}; a port is a number up to 65535.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Port {given.port} cannot be used ({error.strerror}); choose another.", file=sys.stderr)
        return 1
    house.address = f"http://{given.host}:{server.server_port}"
    if not given.quiet:
        print(f"telephone  {house.address}/\n\nThe system that is called needs these settings:", flush=True)
        for name, value in as_environment(house.credentials, house.address).items():
            print(f"export {name}='{value}'", flush=True)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ended.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=introduce, args=(house, ended), daemon=True).start()
    ended.wait()
    server.shutdown()
    return 0


def introduce(house: House, ended: threading.Event) -> None:
    """Meta's first call: the city proves that the address is its own by giving the challenge back."""
    challenge = str(secrets.randbelow(10**10))
    fields = {
        "hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": house.credentials.verify_token,
    }  # fmt: skip
    pool = urllib3.PoolManager(retries=False, timeout=5)
    while not ended.wait(0.3 if not house.verified else 2.0):
        try:
            got = pool.request("GET", house.office.hooks["whatsapp"], fields=fields)
        except urllib3.exceptions.HTTPError:
            house.verified = "the city does not answer yet"
            continue
        if got.status == 200 and got.data.decode("utf-8", "replace").strip() == challenge:
            house.verified = "verified"
            return
        house.verified = f"refused with {got.status}" if got.status != 200 else "another challenge came back"


if __name__ == "__main__":
    sys.exit(main())
