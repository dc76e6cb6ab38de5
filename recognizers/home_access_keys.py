"""How notes speak of the key to a home, and what tells it from other keys. Expressions only."""

from recognizers.home_access_search import not_after

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"

WHICH = (
    r"(?:(?:a|the|spare|master|pass|her|his|their|our|its|both|another|own|front|back|door|house|"
    r"flat|only|second|set of|sets of|copy of|copies of|all|also|emergency|duplicate|any|two|"
    r"some|full) ?){0,5}"
)
NOT_HOME_KEY = not_after(
    "encryption ssh private public primary api office car van bus minibus cd cupboard drug drugs "
    "medicine medicines medication locker store ward unit trolley".split()
)
NOT_TO_ANOTHER = (
    r"(?! (?:to|for|of) (?:the |all )?(?:car|van|bus|minibus|office|cupboard|cd|drugs?|medicines?|"
    r"medication|treatment|store|trolley|success|understanding|room|hall|centre|school|ward|"
    r"locker|filing|cabinet|safe at work)(?![a-z]))"
)
# "a key role", "key information": a key to a home ends its clause or is followed by its purpose.
KEY = (
    rf"{NOT_HOME_KEY}keys?(?![A-Za-z0-9]){NOT_TO_ANOTHER}"
    r"(?=\s*(?:[.,;:()!?–\n-]|$|(?:to (?:the )?"
    r"(?:flat|house|property|home|door|her|his|front|back|bungalow|get|let|both|enter)|for|if|in|"
    r"and|&|code|but|so|as|too|also|can|will|should|until|till|when|because|since|from|with|"
    r"at|on|that|is|are|or|please|pls|just|already|now|available|01|02|07|who|which|last|this|"
    r"today|yesterday|of|out|back|instead)(?![a-z])))"
)
A_KEY = rf"{WHICH}{KEY}"
TO_HOME = (
    r"(?: (?:for|to) (?:the |her |his |their |both )?(?:front |back )?(?:flat|house|property|home|"
    r"bungalow|doors?))?"
)
THE_KEY = rf"{_EDGE}{NOT_HOME_KEY}(?:keys?{_END}{TO_HOME}|spare(?= .{{0,60}}keys?(?![a-z])))"

NAMED_KEY = rf"{_EDGE}{NOT_HOME_KEY}keys?{_END}{NOT_TO_ANOTHER}"
