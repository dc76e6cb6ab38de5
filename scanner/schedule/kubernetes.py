"""A Kubernetes CronJob, with the configuration and a volume for the inventories."""

from pathlib import PurePosixPath
from typing import Any

import yaml

from scanner.errors import ConfigError
from scanner.schedule.plan import Every, Plan

_DAYS = {Every.DAY: "* * *", Every.WEEK: "* * 0", Every.MONTH: "1 * *"}
_CONFIG = PurePosixPath("/etc/keysweep/keysweep.toml")
_KEY_FOLDER = PurePosixPath("/etc/keysweep-key")
_INVENTORIES, _CACHE, _TEMPORARY = "/inventories", "/cache", "/tmp"  # noqa: S108 - in the pod
_USER = 10_001
_HEAD = """\
# Before: kubectl create secret generic keysweep-hash-key --from-file=key=HASH_KEY_FILE
# and, for notices and credentials: kubectl create secret generic keysweep-environment \\
#   --from-literal=KEYSWEEP_WEBHOOK_URL=...
# Then: kubectl apply -f keysweep.yaml
"""


def files(plan: Plan, image: str) -> dict[str, str]:
    """All objects in one file. `image` holds keysweep and is named by whoever built it."""
    if not image:
        raise ConfigError(
            "--kind kubernetes needs --image, the container image that holds keysweep"
        )
    inside = plan.starting("keysweep", config=str(_CONFIG), into=_INVENTORIES)
    documents = [_config_map(plan), _volume_claim(), _cron_job(inside, image)]
    return {"keysweep.yaml": _HEAD + yaml.safe_dump_all(documents, sort_keys=False)}


def _config_map(plan: Plan) -> dict[str, Any]:
    text = plan.config.read_text("utf-8")
    if "hash_key_file" not in text:
        # Keys of a sweep stand above all tables. The key is no part of the inventories' volume.
        text = f'hash_key_file = "{_KEY_FOLDER / "key"}"\n{text}'
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "keysweep"},
        "data": {_CONFIG.name: text},
    }


def _volume_claim() -> dict[str, Any]:
    return {
        "apiVersion": "v1",
        "kind": "PersistentVolumeClaim",
        "metadata": {"name": "keysweep-inventories"},
        "spec": {
            "accessModes": ["ReadWriteOnce"],
            "resources": {"requests": {"storage": "10Gi"}},
        },
    }


def _cron_job(plan: Plan, image: str) -> dict[str, Any]:
    return {
        "apiVersion": "batch/v1",
        "kind": "CronJob",
        "metadata": {"name": "keysweep"},
        "spec": {
            "schedule": f"{plan.minute} {plan.hour} {_DAYS[plan.every]}",
            "concurrencyPolicy": "Forbid",
            "jobTemplate": {"spec": {"backoffLimit": 1, "template": {"spec": _pod(plan, image)}}},
        },
    }


def _pod(plan: Plan, image: str) -> dict[str, Any]:
    # Kubernetes would put variables in place of $(NAME).
    command = [word.replace("$(", "$$(") for word in plan.command]
    return {
        "restartPolicy": "Never",
        "securityContext": {
            "runAsNonRoot": True,
            "runAsUser": _USER,
            "fsGroup": _USER,
            "seccompProfile": {"type": "RuntimeDefault"},
        },
        "containers": [
            {
                "name": "keysweep",
                "image": image,
                "command": command,
                "env": [{"name": "XDG_CONFIG_HOME", "value": _CACHE}],
                "envFrom": [{"secretRef": {"name": "keysweep-environment", "optional": True}}],
                "securityContext": {
                    "allowPrivilegeEscalation": False,
                    "readOnlyRootFilesystem": True,
                    "capabilities": {"drop": ["ALL"]},
                },
                "resources": {"requests": {"cpu": "1", "memory": "2Gi"}},
                "volumeMounts": _mounts(),
            }
        ],
        "volumes": _volumes(),
    }


def _mounts() -> list[dict[str, Any]]:
    return [
        {"name": "config", "mountPath": str(_CONFIG.parent), "readOnly": True},
        {"name": "hash-key", "mountPath": str(_KEY_FOLDER), "readOnly": True},
        {"name": "inventories", "mountPath": _INVENTORIES},
        {"name": "cache", "mountPath": _CACHE},
        {"name": "temporary", "mountPath": _TEMPORARY},
    ]


def _volumes() -> list[dict[str, Any]]:
    return [
        {"name": "config", "configMap": {"name": "keysweep"}},
        {"name": "hash-key", "secret": {"secretName": "keysweep-hash-key", "defaultMode": 0o440}},
        {"name": "inventories", "persistentVolumeClaim": {"claimName": "keysweep-inventories"}},
        {"name": "cache", "emptyDir": {}},
        {"name": "temporary", "emptyDir": {}},
    ]
