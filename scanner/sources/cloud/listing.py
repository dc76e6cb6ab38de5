"""What lies in one folder of a store.

Buckets are listed through their own calls: the file systems of fsspec tidy names, so a folder
beside an object of the same name, or one with an empty name, would be lost without a word.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from scanner.sources.cloud.entries import Entry, entry_of
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.stores import FileSystem

_PAGE = 1000  # the most that Google gives at once


def list_folder(system: FileSystem, place: Place, path: str) -> list[Entry]:
    """The names in a folder; `path` ends in a slash, or is empty for the top."""
    if place.store == "gs":
        return list(_google(system, place, path))
    if place.store == "az":
        from fsspec.asyn import sync

        return list(sync(system.loop, _azure, system, place, path))
    return list(_folder(system, place, path.rstrip("/")))


def _folder(system: FileSystem, place: Place, above: str) -> Iterator[Entry]:
    for info in system.ls(place.key_of(above), detail=True):
        found = str(info["name"]).lstrip("/")
        if found == above and info["type"] == "directory":
            continue  # the folder itself
        name = found[len(above) + 1 :] if above else found
        if info["type"] == "directory":
            name = name.removesuffix("/")
        if not name or "/" in name or name in (".", ".."):
            yield Entry(name, "unaskable")
        else:
            yield entry_of(info, name)


def _google(system: FileSystem, place: Place, path: str) -> Iterator[Entry]:
    more: dict[str, Any] = {}
    while True:
        page = system.call(
            "GET",
            "b/{}/o",
            place.host,
            prefix=path,
            delimiter="/",
            maxResults=_PAGE,
            json_out=True,
            **more,
        )
        for prefix in page.get("prefixes", ()):
            yield Entry(prefix[len(path) : -1], "directory")
        for item in page.get("items", ()):
            size = int(item.get("size", 0))
            yield from _object(system, place, path, item | {"size": size})
        if not page.get("nextPageToken"):
            return
        more = {"pageToken": page["nextPageToken"]}


async def _azure(system: FileSystem, place: Place, path: str) -> list[Entry]:
    found: list[Entry] = []
    async with system.service_client.get_container_client(place.host) as container:
        blobs: AsyncIterator[Any] = container.walk_blobs(
            name_starts_with=path or None, delimiter="/"
        )
        async for blob in blobs:
            if "etag" not in blob:  # a common prefix
                found.append(Entry(blob.name[len(path) : -1], "directory"))
                continue
            info = {key: blob[key] for key in ("name", "size", "last_modified", "etag")}
            found.extend(_object(system, place, path, info))
    return found


def _object(system: FileSystem, place: Place, path: str, info: dict[str, Any]) -> Iterator[Entry]:
    name, key = info["name"][len(path) :], place.key_of(info["name"])
    if not name and not info["size"]:
        return  # marks the folder itself
    # What the libraries would tidy they cannot be asked for; Google's cuts a slash at the end.
    if system._strip_protocol(key) == key and not (place.store == "gs" and key.endswith("/")):
        yield entry_of(info | {"type": "file"}, name)
    else:
        yield Entry(name, "unaskable")
