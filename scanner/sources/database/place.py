"""What a target of a live database names: `postgresql://user@host/database/schema/table`."""

import re
from dataclasses import dataclass

from scanner.errors import TargetError
from scanner.sources.cloud.place import decoded, encoded

_PARTS = re.compile(r"([a-z]+)://([^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_KINDS = {"postgres": "postgresql", "mariadb": "mysql"}
_PORTS = {"postgresql": 5432, "mysql": 3306, "mssql": 1433}


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """One target. The uri names no user: the same table has one uri whoever sweeps it."""

    kind: str  # "postgresql", "mysql", "mssql", "sqlite"
    host: str = ""
    port: int | None = None  # None: the usual one
    user: str = ""
    database: str = ""  # of SQLite: the absolute path of its file; of MySQL always ""
    below: tuple[str, ...] = ()  # schema and table, where the target names them

    @property
    def base(self) -> str:
        """The uri of the database, without a slash at the end."""
        port = "" if self.port in (None, _PORTS.get(self.kind)) else f":{self.port}"
        server = f"{self.kind}://{self.host}{port}"
        if self.kind == "sqlite":
            return server + encoded(self.database, keep="/")
        return server + (f"/{encoded(self.database)}" if self.database else "")

    @property
    def root(self) -> str:
        """The canonical uri of the target."""
        return "/".join((self.base, *map(encoded, self.below)))

    def uri_of(self, parts: tuple[str, ...]) -> str:
        """The uri of a table."""
        return "/".join((self.base, *map(encoded, parts)))

    def parts_of(self, uri: str) -> tuple[str, ...]:
        """The schema, where there is one, and the table that a uri stands for."""
        return tuple(map(decoded, uri.removeprefix(self.base + "/").split("/")))


def parse(target: str) -> DatabasePlace:
    """The place that a uri names. Raises `TargetError`, which repeats no secret."""
    parts = _PARTS.fullmatch(target)
    assert parts is not None  # the registry came here by its scheme
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3]
    user, _, server = authority.rpartition("@")
    if ":" in user or "?" in rest or "#" in rest:
        raise TargetError(
            f"{scheme}://: a target holds no password and no options, they would end up in "
            "histories and logs; docs/databases_live.md says where they are taken from"
        )
    kind = _KINDS.get(scheme, scheme)
    if kind == "sqlite":
        return DatabasePlace(kind, database=decoded(rest))
    host, _, port = server.partition(":")
    if port and not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise TargetError(f"{scheme}://: the port is no number from 1 to 65535")
    names = tuple(decoded(name) for name in rest.split("/") if name)
    if kind == "mysql":  # where schema and database are one
        return DatabasePlace(
            kind, host.lower(), int(port) if port else None, decoded(user), "", names
        )
    if not names:
        raise TargetError(f"{scheme}:// names no database; write {scheme}://USER@HOST/DATABASE")
    return DatabasePlace(
        kind, host.lower(), int(port) if port else None, decoded(user), names[0], names[1:]
    )
