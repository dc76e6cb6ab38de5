"""Declarations of the spoken passwords with which alarm and telecare centres are answered."""

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_entities import ALARM_PASSWORD
from recognizers.home_access_fillers import is_filler

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
_CENTRE = (
    r"(?:(?:burglar |house |intruder )?alarm(?: (?:company|receiving centre|centre|monitoring|"
    r"firm))?|"
    r"arc|telecare|care ?line|life ?line|lifeln|lifelne|lifline|careln|carelne|care ?call|"
    r"alrm|alram|pendant|monitoring(?: station| centre| "
    r"company)?|"
    r"response (?:team|service|centre)|warden(?: call)?|key ?holding|call centre|doorstep|door "
    r"step|"
    r"bogus caller|visitors?|utility|utilities|block door|security company|adt|verisure|control "
    r"room)"
)
_WORD_NAME = (
    r"(?:pass ?words?|pass ?wrds?|passwd|code ?words?|safe ?words?|pass ?phrase|secret word|"
    r"security word|duress word|pw)"
)
_NOT_THE_WORD = (
    r"(?!(?:is|was|to|for|has|have|had|reset|changed|withheld|unknown|required|needed|and|or|on|"
    r"not|"
    r"please|protected|must|will|should|with|if|when|the|held|kept|known|none|tbc|ask|see|given|"
    r"set|"
    r"policy|protection|agreed|scheme|service|but|from|no|of|in|by|at|can|needs|stored|box|false|"
    r"true|"
    r"null|it|you|we|they|a|an|that|this|may|who|available|before|after|used|"
    r"forgotten|its|it's|n?varchar2?|n?char|text|string|str|bool|boolean|int|integer|bytea|nullable|"
    r"optional|undefined|field|column)(?![A-Za-z]))"
)
# Two words only within quotation marks.
_SPOKEN = (
    rf"[\"'“‘]?{_NOT_THE_WORD}(?P<value>[A-Za-z][A-Za-z0-9'’-]{{1,23}}[A-Za-z0-9]"
    r"(?:[ ][A-Za-z0-9'’-]{2,24}(?=[\"”]))?)(?![A-Za-z0-9(_])"
)
ALARM_PASSWORDS = Recognizer(
    name="alarm_password",
    entity=ALARM_PASSWORD,
    anchors=("word", "pass", "pw", "wrd"),
    patterns=(
        Pattern(
            "centre's password",
            rf"{_EDGE}{_CENTRE}(?:['’]s)?[ _-]?(?:[a-z]{{2,10}} "
            rf"){{0,3}}{_WORD_NAME}{_END}[ \"']{{0,3}}(?:is|=|:|-|–|to (?:say|quote|give) is)?"
            rf"[ ]{{0,3}}{_SPOKEN}",
            0.8,
        ),
        Pattern(
            "password for the centre",
            rf"{_EDGE}{_WORD_NAME} (?:for|4|with|to) (?:the |her |his |their "
            rf"){{0,1}}{_CENTRE}{_END}[a-z ]{{0,20}}?"
            rf"(?: is|[ ]?[:=–-]) {{0,3}}{_SPOKEN}",
            0.8,
        ),
        Pattern(
            "centre asks for a password",
            rf"{_EDGE}{_CENTRE}{_END}[^.;\n]{{1,40}}?(?<![A-Za-z]){_WORD_NAME}{_END}[ \"']{{0,3}}"
            rf"(?:is|its|it['’]s|=|:|[–-] ) {{0,3}}{_SPOKEN}",
            0.75,
        ),
        Pattern(
            "centre is given a password",
            rf"{_EDGE}{_CENTRE}{_END}[^.;\n]{{1,40}}?(?<![A-Za-z])(?:give|quote|say|use|state|tell)"
            rf"(?: [a-z]{{2,10}}){{0,3}} {_WORD_NAME}{_END}:? {_SPOKEN}",
            0.7,
        ),
        Pattern(
            "say the password",
            rf"{_EDGE}(?:give|quote|say|use|state) (?:the )?{_WORD_NAME}:? {_SPOKEN}[ \"'”’]{{0,2}}"
            rf"(?:to|when|for|if|at) (?:the |you |calling |speaking |ringing |they |asked |alarm "
            rf"){{0,4}}"
            rf"(?:{_CENTRE}|door|answer|ask)",
            0.7,
        ),
    ),
    examples=(
        "Careline password kingfisher to release block door",
        'Password for the alarm company is "red lantern"',
    ),
    counter_examples=("Password reset for SystmOne required", "Alarm password withheld"),
)
ALARM_PASSWORD_CELLS = Recognizer(
    name="alarm_password_column",
    entity=ALARM_PASSWORD,
    patterns=(Pattern("whole cell", r"\A\s{0,8}(?P<value>[A-Za-z0-9][^\n]{2,40}?)\s{0,8}\Z", 0.1),),
    headers=(
        "alarm password",
        "alarm word",
        "alarm codeword",
        "careline password",
        "telecare password",
        "lifeline password",
        "doorstep password",
    ),
    context_score=0.8,
    requires_header=True,
    reject=is_filler,
    header_examples=(("alarmPassword", "magpie"),),
)

PASSWORDS: tuple[Recognizer, ...] = (ALARM_PASSWORDS, ALARM_PASSWORD_CELLS)
