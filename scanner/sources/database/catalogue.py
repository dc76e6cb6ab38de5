"""What tables a database has, how large they are, and who may read them.

Each dialect has one query that gives the same columns: schema, name, kind ("table", "view",
"foreign"), rows (an estimate, or null), bytes (or null), readers (names joined by commas, or
null where they cannot be seen), hides_rows, large_objects.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from scanner.model import Access
from scanner.sources.database.place import DatabasePlace

EVERYONE = "PUBLIC"


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view of the catalogue."""

    schema: str  # "" for SQLite
    name: str
    kind: str  # "table", "view", "foreign"
    rows: int | None  # an estimate of the server's; None: it has none
    size_bytes: int | None  # on the server's disk
    readers: tuple[str, ...] | None  # who may read it beside its owner; None: not to be seen
    hides_rows: bool  # row-level security is active for this account
    large_objects: bool  # it refers to objects outside it

    @property
    def parts(self) -> tuple[str, ...]:
        """Schema and name, as in its uri."""
        return (self.schema, self.name) if self.schema else (self.name,)


def tables(connection: sa.Connection, place: DatabasePlace, name: str = "") -> Iterator[Table]:
    """All that is no part of the system itself, or those of one name. Raises as the driver does."""
    query = _QUERIES[place.kind]
    if name:  # a server works out the other columns only for what is left
        query = f"SELECT * FROM ({query}) q WHERE q.name = :name"  # noqa: S608 - our own text
    for row in connection.execute(sa.text(query), {"name": name} if name else {}):
        readers = None if row.readers is None else tuple(filter(None, row.readers.split(",")))
        yield Table(
            schema=row.schema or "",
            name=row.name,
            kind=row.kind,
            rows=None if row.rows is None or row.rows < 0 else int(row.rows),
            size_bytes=None if row.bytes is None else int(row.bytes),
            readers=readers,
            hides_rows=bool(row.hides_rows),
            large_objects=bool(row.large_objects),
        )


def access_of(table: Table, kind: str) -> tuple[Access, str]:
    """Who can read a table, and the evidence."""
    hidden = "; row-level security is active" if table.hides_rows else ""
    if table.readers is None:
        return Access.UNKNOWN, _UNSEEN.get(kind, "grants are not seen by this account") + hidden
    if any(reader.upper() == EVERYONE for reader in table.readers):
        return Access.EVERYONE_INTERNAL, f"SELECT is granted to {EVERYONE}{hidden}"
    if table.readers:
        names = ", ".join(table.readers[:5]) + (" and more" if len(table.readers) > 5 else "")
        return Access.GROUP, f"SELECT is granted to {names}{hidden}"
    return Access.RESTRICTED, f"SELECT is granted to nobody but its owner{hidden}"


_UNSEEN = {
    "sqlite": "whoever can read the file can read it; sweep the file to see who that is",
    "mysql": "grants of other accounts are not seen; SELECT ON mysql.* would show them",
}

# A partition is read with the table it is a part of. Grants on the whole schema count too.
_POSTGRESQL = """
SELECT n.nspname AS schema, c.relname AS name,
  CASE c.relkind WHEN 'v' THEN 'view' WHEN 'f' THEN 'foreign' ELSE 'table' END AS kind,
  CASE WHEN c.relkind = 'p' THEN (
    SELECT sum(greatest(k.reltuples, 0)) FROM pg_partition_tree(c.oid) t
    JOIN pg_class k ON k.oid = t.relid WHERE t.isleaf)
  ELSE c.reltuples END AS rows,
  CASE WHEN c.relkind = 'p' THEN (
    SELECT sum(pg_table_size(t.relid)) FROM pg_partition_tree(c.oid) t)
  WHEN c.relkind IN ('r', 'm') THEN pg_table_size(c.oid) END AS bytes,
  coalesce((SELECT string_agg(DISTINCT
      CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, ',')
    FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    WHERE a.privilege_type = 'SELECT' AND a.grantee <> c.relowner), '') AS readers,
  row_security_active(c.oid) AS hides_rows,
  EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
    AND NOT a.attisdropped AND a.atttypid IN ('oid'::regtype, to_regtype('lo'))) AS large_objects
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
  AND n.nspname NOT LIKE 'pg_temp%'
"""
_MYSQL = """
SELECT t.table_schema AS `schema`, t.table_name AS name,
  CASE WHEN t.table_type LIKE '%VIEW' THEN 'view' ELSE 'table' END AS kind,
  t.table_rows AS `rows`, t.data_length AS bytes, g.readers AS readers,
  0 AS hides_rows, 0 AS large_objects
FROM information_schema.tables t LEFT JOIN (
  SELECT s.table_schema, s.table_name, group_concat(DISTINCT s.who) AS readers FROM (
    SELECT table_schema, table_name, replace(grantee, '''', '') AS who
      FROM information_schema.table_privileges WHERE privilege_type = 'SELECT'
    UNION SELECT t.table_schema, t.table_name, replace(p.grantee, '''', '')
      FROM information_schema.schema_privileges p JOIN information_schema.tables t
      ON t.table_schema LIKE p.table_schema WHERE p.privilege_type = 'SELECT'
    UNION SELECT t.table_schema, t.table_name, replace(p.grantee, '''', '')
      FROM information_schema.user_privileges p JOIN information_schema.tables t
      WHERE p.privilege_type = 'SELECT' AND p.grantee NOT IN (
        SELECT grantee FROM information_schema.user_privileges WHERE privilege_type = 'SUPER')
  ) s GROUP BY s.table_schema, s.table_name
  HAVING count(DISTINCT CASE WHEN s.who <> current_user() THEN s.who END) > 0
) g ON g.table_schema = t.table_schema AND g.table_name = t.table_name
WHERE t.table_schema NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys')
  AND t.table_type NOT LIKE 'SYSTEM%'
"""
_MSSQL = """
SELECT s.name AS [schema], o.name AS name,
  CASE o.type WHEN 'V' THEN 'view' ELSE 'table' END AS kind,
  (SELECT sum(p.rows) FROM sys.partitions p
    WHERE p.object_id = o.object_id AND p.index_id IN (0, 1)) AS rows,
  NULL AS bytes,
  coalesce((SELECT string_agg(CAST(u.name AS nvarchar(max)), ',') FROM sys.database_permissions d
    JOIN sys.database_principals u ON u.principal_id = d.grantee_principal_id
    WHERE d.type = 'SL' AND d.state IN ('G', 'W')
      AND (d.class = 0 OR (d.class = 3 AND d.major_id = s.schema_id)
        OR (d.class = 1 AND d.major_id = o.object_id))), '') AS readers,
  0 AS hides_rows, 0 AS large_objects
FROM sys.objects o JOIN sys.schemas s ON s.schema_id = o.schema_id
WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0
"""
_SQLITE = """
SELECT '' AS schema, name, type AS kind, NULL AS rows, NULL AS bytes, NULL AS readers,
  0 AS hides_rows, 0 AS large_objects
FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'
  AND coalesce(sql, '') NOT LIKE 'CREATE VIRTUAL%'
"""
_QUERIES = {
    "postgresql": _POSTGRESQL,
    "mysql": _MYSQL,
    "mssql": _MSSQL,
    "sqlite": _SQLITE,
}
