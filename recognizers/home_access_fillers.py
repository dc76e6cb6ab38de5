"""What people write where there is nothing to write."""

import regex

_FILLER = regex.compile(
    r"[\W_x]*(?:y|n|yes|no|true|false|none|null|nil|nan|n/?a|not applicable|unknown|not known|"
    r"not recorded|not given|not set|not held|"
    r"none (?:held|set|given)|not yet set|as above|see (?:above|notes?|care plan|file|below)|"
    r"tb[ac]|to follow|"
    r"to be confirmed|withheld|confidential|restricted|redacted|key safe|keysafe|key|"
    r"(?:none|nobody|no one) (?:known|listed|recorded)|blank|-|pending|required|declined|"
    r"[0-9]{1,2})?"
    r"[\W_x]*",
    regex.IGNORECASE,
)


def is_filler(value: str) -> bool:
    """Whether the value only says that there is none, or that it stands elsewhere."""
    return _FILLER.fullmatch(value) is not None
