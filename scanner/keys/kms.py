"""Keys that AWS KMS holds under lock: the file is a data key in KMS's cipher, useless by itself."""

import base64
import binascii
from pathlib import Path
from typing import Any

from scanner.errors import ConfigError

_SECONDS = 15


def decrypted(path: Path, title: str) -> bytes:
    """What KMS makes of the ciphertext in a file. Raises `ConfigError`.

    Account, region and endpoint come from where the AWS tools look for them.
    """
    try:
        blob = _blob(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{title} kms:{path}: cannot be read: {error.strerror}") from None
    return bytes(_asked(blob, f"{title} kms:{path}")["Plaintext"])


def _blob(content: bytes) -> bytes:
    """The ciphertext: the AWS command line prints it as base64."""
    try:
        return base64.b64decode(content.strip(), validate=True)
    except (ValueError, binascii.Error):
        return content


def _asked(blob: bytes, what: str) -> dict[str, Any]:
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError

    config = Config(
        connect_timeout=_SECONDS, read_timeout=_SECONDS, retries={"total_max_attempts": 3}
    )
    try:
        answer: dict[str, Any] = boto3.client("kms", config=config).decrypt(CiphertextBlob=blob)
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "an error")
        raise ConfigError(
            f"{what}: KMS answers {code}; the account needs kms:Decrypt for the key that the file "
            "was made with, in its region"
        ) from None
    except BotoCoreError as error:
        raise ConfigError(
            f"{what}: KMS cannot be asked ({type(error).__name__}); set AWS_REGION and the "
            "credentials as for the AWS command line"
        ) from None
    return answer
