"""``python -m sandbox.national --port 8701 [--data FILE]``."""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import sys
import threading
from pathlib import Path

from sandbox.national.credentials import as_environment, from_environment
from sandbox.national.house import House
from sandbox.national.store import Store
from sandbox.national.web.server import Server


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox.national", description="A stand-in for SP4N-LAPOR!.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8701, help="0: any that is free")
    parser.add_argument("--data", type=Path, help="a SQLite file to keep everything in; without it, memory")
    parser.add_argument("--quiet", action="store_true", help="print nothing")
    return parser.parse_args()


def main() -> int:
    given = arguments()
    try:
        store = Store(given.data)
        credentials = from_environment(os.environ, store.fact("tokens"))
        house = House(credentials, store)
        server = Server((given.host, given.port), house)
    except sqlite3.Error as error:
        print(f"{given.data} cannot be used as a database ({error}).", file=sys.stderr)
        return 1
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    except OverflowError:
        print(f"The port is {given.port}; a port is a number up to 65535.", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Port {given.port} cannot be used ({error.strerror}); choose another.", file=sys.stderr)
        return 1
    house.address = f"http://{given.host}:{server.server_port}"
    if not given.quiet:
        _tell(house)
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: ended.set())
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ended.wait()
    server.ended.set()
    server.shutdown()
    house.close()
    return 0


def _tell(house: House) -> None:
    print(f"national side  {house.address}/\n\nThe system that calls needs these settings:", flush=True)
    for name, value in as_environment(house.credentials, house.address).items():
        print(f"export {name}='{value}'", flush=True)
    print("\nOther governments:", flush=True)
    for token, agency in house.credentials.others.items():
        print(f"{agency}  {token}  {house.national.name_of(agency)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
