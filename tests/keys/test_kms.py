"""Keys under the lock of AWS KMS, asked of a server that behaves like it."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from scanner.errors import ConfigError
from scanner.keys.key import HASH, KEY_BYTES
from scanner.keys.places import load_key
from tests.sources.s3_server import ENVIRONMENT, REGION, moto_server


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of KMS."""
    with moto_server() as address:
        yield address


@pytest.fixture
def kms(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A client of the tests' own; the environment leads ours to the same server."""
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", server)
    return boto3.client("kms", endpoint_url=server, region_name=REGION)


def wrapped(kms: Any, size: int = KEY_BYTES) -> tuple[bytes, bytes]:
    """A data key: its ciphertext and what it is."""
    lock = kms.create_key()["KeyMetadata"]["KeyId"]
    made = kms.generate_data_key(KeyId=lock, NumberOfBytes=size)
    return made["CiphertextBlob"], made["Plaintext"]


@pytest.mark.parametrize("spelling", [bytes, base64.b64encode])
def test_a_data_key_is_decrypted_by_kms(kms: Any, tmp_path: Path, spelling: Any) -> None:
    """From the ciphertext as it is, or as the AWS command line prints it."""
    cipher, plain = wrapped(kms)
    (tmp_path / "wrapped").write_bytes(spelling(cipher))
    key = load_key(HASH, f"kms:{tmp_path / 'wrapped'}")
    assert key.secret == plain
    assert [path.name for path in tmp_path.iterdir()] == ["wrapped"]


def test_a_refusal_of_kms_is_told(kms: Any, tmp_path: Path) -> None:
    """Its answer by name, and the permission that is needed."""
    (tmp_path / "wrapped").write_bytes(b"no ciphertext of KMS's at all, whatever it may hold")
    with pytest.raises(ConfigError, match=r"wrapped: KMS answers \w+; .*kms:Decrypt"):
        load_key(HASH, f"kms:{tmp_path / 'wrapped'}")


def test_a_data_key_of_another_size_is_refused(kms: Any, tmp_path: Path) -> None:
    """With the command that makes the right one."""
    (tmp_path / "wrapped").write_bytes(wrapped(kms, 16)[0])
    with pytest.raises(ConfigError, match=r"16 bytes.*--number-of-bytes 32"):
        load_key(HASH, f"kms:{tmp_path / 'wrapped'}")


def test_an_absent_ciphertext_is_named(tmp_path: Path) -> None:
    """Before anybody is asked."""
    with pytest.raises(ConfigError, match=r"kms:.*absent: cannot be read"):
        load_key(HASH, f"kms:{tmp_path / 'absent'}")
