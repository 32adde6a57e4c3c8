"""Serves the product with gunicorn: two processes of four threads each, and one for long work."""

import argparse
import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connections
from gunicorn.app.base import BaseApplication

from cerchia.config.keeper import PATIENCE

REQUEST_SECONDS = 30
MOST_PORTS = 65_535


def serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="cerchia serve",
        description="Serve the product. Refuses to start where it would not be safe.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=_port, default=8000, help="port to listen on (%(default)s)")
    parser.add_argument("--workers", type=_count, default=2, help="processes (%(default)s)")
    parser.add_argument("--threads", type=_count, default=4, help="threads in each (%(default)s)")
    options = parser.parse_args(arguments)
    refuse_unless_safe()
    call_command("collectstatic", interactive=False, verbosity=0)
    listen(options.host, options.port, workers=options.workers, threads=options.threads)
    return 0


def _port(word: str) -> int:
    return _whole(word, most=MOST_PORTS)


def _count(word: str) -> int:
    return _whole(word, most=64)


def _whole(word: str, *, most: int) -> int:
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= most):
        raise argparse.ArgumentTypeError(f'"{word}" is not a whole number from 1 to {most}')
    return int(word)


def refuse_unless_safe() -> None:
    """Raise CommandError with the reasons why this installation must not be opened."""
    if not settings.CERCHIA_DATA_KEY or not settings.configured or not _has_signing_key():
        raise CommandError(
            "Set CERCHIA_SECRET_KEY and CERCHIA_DATA_KEY first; serving never makes them up.",
            returncode=2,
        )
    found = checks.run_checks(include_deployment_checks=True, databases=["default"])
    faults = [fault for fault in found if fault.is_serious(checks.WARNING)]
    faults = [fault for fault in faults if not fault.is_silenced()]
    if faults:
        lines = [f"- {fault.msg} {fault.hint or ''}".rstrip() for fault in faults]
        raise SystemCheckError("Cerchia does not start:\n" + "\n".join(lines))


def _has_signing_key() -> bool:
    return bool(vars(settings._wrapped).get("SECRET_KEY"))  # noqa: SLF001 - absent raises


def listen(
    host: str,
    port: int,
    *,
    workers: int,
    threads: int,
    when_ready: Callable[[object], None] | None = None,
) -> None:
    """Serve until told to stop."""
    _refuse_a_taken_port(host, port)
    connections.close_all()
    options: dict[str, Any] = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker_class": "gthread",
        "workers": workers,
        "threads": threads,
        "timeout": REQUEST_SECONDS,
        "forwarded_allow_ips": ",".join(settings.CERCHIA_TRUSTED_PROXIES),
        "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108
        "control_socket_disable": True,
        "loglevel": "warning",
    }
    beside = _LongWork(when_ready)
    options["when_ready"], options["on_exit"] = beside.begin, beside.end
    _Server(options).run()


class _LongWork:
    """The keeper of the long work: it begins and ends with the server."""

    def __init__(self, then: Callable[[object], None] | None) -> None:
        self._then = then
        self._keeper: subprocess.Popen[bytes] | None = None

    def begin(self, server: object) -> None:
        command = [sys.executable, "-m", "cerchia.config.keeper"]
        self._keeper = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - ours
        if self._then:
            self._then(server)

    def end(self, _server: object) -> None:
        if self._keeper is not None:
            self._keeper.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._keeper.wait(PATIENCE + 2)


def _refuse_a_taken_port(host: str, port: int) -> None:
    try:
        family, kind, _proto, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as refused:
        raise CommandError(
            f"Nothing can listen on {host}:{port}: {refused.strerror}. Choose another port.",
            returncode=2,
        ) from None


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        from cerchia.config.wsgi import application  # noqa: PLC0415 - in the worker alone

        return application
