"""OpenStack Swift with its S3 API on this machine: a second, independent store for tests.

Five daemons on loopback with one replica on a folder, as Debian packages them; nothing outside the
folder is written.
"""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import boto3

DEBIAN_PACKAGES = "swift-proxy swift-account swift-container swift-object memcached"
COMMANDS = (
    "swift-proxy-server",
    "swift-account-server",
    "swift-container-server",
    "swift-object-server",
    "swift-ring-builder",
    "memcached",
)
ACCESS_KEY, SECRET_KEY = "test:tester", "testing"

_KINDS = ("account", "container", "object")
_START_SECONDS = 60
_HASH = "[swift-hash]\nswift_hash_path_prefix = tests\nswift_hash_path_suffix = tests\n"
_STORAGE = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
log_address = {folder}/none
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
fallocate_reserve = 0
"""
_PROXY = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
log_address = {folder}/none
[pipeline:main]
pipeline = catch_errors cache listing_formats s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{memcached}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


def missing() -> list[str]:
    """The commands that are not installed."""
    return [name for name in COMMANDS if shutil.which(name) is None]


@contextlib.contextmanager
def swift_server(folder: Path) -> Iterator[str]:
    """The address of a fresh store whose configuration and objects lie in the folder."""
    ports = dict(zip((*_KINDS, "proxy", "memcached"), _free_ports(5), strict=True))
    _configure(folder, ports)
    user = pwd.getpwuid(os.getuid()).pw_name
    commands = [["memcached", "-u", user, "-l", "127.0.0.1", "-p", str(ports["memcached"])]]
    commands += [[f"swift-{kind}-server", f"{folder}/{kind}.conf"] for kind in (*_KINDS, "proxy")]
    with contextlib.ExitStack() as running:
        for command in commands:
            running.enter_context(_daemon(command, folder))
        for port in ports.values():
            _wait_for(port)
        yield f"http://127.0.0.1:{ports['proxy']}"


def swift_writer(address: str) -> Any:
    """A client that may write."""
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        config=boto3.session.Config(
            s3={"addressing_style": "path"}, request_checksum_calculation="when_required"
        ),
    )


def _configure(folder: Path, ports: dict[str, int]) -> None:
    user = pwd.getpwuid(os.getuid()).pw_name
    (folder / "devices" / "d1").mkdir(parents=True)
    (folder / "swift.conf").write_text(_HASH)
    for kind in _KINDS:
        text = _STORAGE.format(kind=kind, port=ports[kind], user=user, folder=folder)
        (folder / f"{kind}.conf").write_text(text)
        ring = str(folder / f"{kind}.builder")
        device = f"r1z1-127.0.0.1:{ports[kind]}/d1"
        for steps in (["create", "4", "1", "1"], ["add", device, "1"], ["rebalance"]):
            command = ["swift-ring-builder", ring, *steps]
            subprocess.run(command, check=True, capture_output=True, env=_environment(folder))
    text = _PROXY.format(
        port=ports["proxy"], memcached=ports["memcached"], user=user, folder=folder
    )
    (folder / "proxy.conf").write_text(text)


@contextlib.contextmanager
def _daemon(command: Sequence[str], folder: Path) -> Iterator[None]:
    with (
        (folder / "daemons.log").open("ab") as log,
        subprocess.Popen(command, stdout=log, stderr=log, env=_environment(folder)) as process,
    ):
        try:
            yield
        finally:
            process.terminate()


def _environment(folder: Path) -> dict[str, str]:
    """Swift looks for `swift.conf` in /etc unless told otherwise."""
    return os.environ | {"SWIFT_CONF_FILE": str(folder / "swift.conf")}


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
        else:
            return
