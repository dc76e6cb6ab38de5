"""Who can read a bucket as a whole, as far as the store tells; rights of objects are not read."""

from scanner.model import Access
from scanner.sources.cloud.place import Place
from scanner.sources.cloud.stores import FileSystem

_UNSEEN = "rights of accounts and of single objects are not read"
_ANYONE = {"allUsers": "anyone", "allAuthenticatedUsers": "anyone with a Google account"}


def bucket_access(system: FileSystem, place: Place) -> tuple[Access, str]:
    """Who can read it and the evidence. Raises what the store's library raises."""
    return _google(system, place) if place.store == "gs" else _azure(system, place)


def _azure(system: FileSystem, place: Place) -> tuple[Access, str]:
    from fsspec.asyn import sync

    async def public() -> str:
        async with system.service_client.get_container_client(place.host) as container:
            return str((await container.get_container_properties()).public_access or "")

    level = sync(system.loop, public)
    if level:
        return Access.PUBLIC, f"the container's public access level is {level}"
    return Access.UNKNOWN, f"the container is not public; {_UNSEEN}"


def _google(system: FileSystem, place: Place) -> tuple[Access, str]:
    policy = system.call("GET", "b/{}/iam", place.host, json_out=True)
    for binding in policy.get("bindings", ()):
        for member in binding.get("members", ()):
            if member in _ANYONE:
                role = str(binding.get("role", "")).removeprefix("roles/")
                return Access.PUBLIC, f"the bucket's policy gives {_ANYONE[member]} {role}"
    return Access.UNKNOWN, f"the bucket's policy names nobody outside; {_UNSEEN}"
