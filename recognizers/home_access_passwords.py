"""Declarations of the spoken passwords with which alarm and telecare centres are answered."""

from itertools import product

from recognizers.declaration import Pattern, Recognizer
from recognizers.home_access_cues import phrase_list
from recognizers.home_access_entities import ALARM_PASSWORD
from recognizers.home_access_fillers import is_filler

_EDGE, _END = r"(?<![A-Za-z])", r"(?![A-Za-z])"
# Who rings back when an alarm sounds: nothing else that a password might be for.
_ALARM_CENTRE = (
    r"(?:(?:burglar |house |intruder )?alarm(?: (?:company|receiving centre|centre|monitoring|"
    r"firm))?|arc|telecare|care ?line|life ?line|lifeln|lifelne|lifline|careln|carelne|care ?call|"
    r"alrm|alram|(?:pendant|community|personal|telecare|care ?line|life ?line)"
    r"(?: alarm| service| unit| people| call)?|pendant|monitoring(?: station| centre| company)?|"
    r"response (?:team|service|centre)|"
    r"tunstall|appello|security company|adt|verisure|control room)"
)
_CENTRE = (
    rf"(?:{_ALARM_CENTRE}|warden(?: call)?|key ?holding|call centre|doorstep|door step|"
    r"bogus caller|visitors?|utility|utilities|block door)"
)
_WORD_NAME = (
    r"(?:pass[ -]?words?|pass ?wrds?|passwd|code[ -]?words?|safe[ -]?words?|pass[ -]?phrase|"
    r"(?:secret|security|duress|verification|challenge) word|pw)"
)
_NOT_THE_WORD = (
    r"(?!(?:is|was|to|for|has|have|had|reset|changed|withheld|unknown|required|needed|and|or|on|"
    r"not|"
    r"please|protected|must|will|should|with|if|when|the|held|kept|known|none|tbc|ask|see|given|"
    r"set|"
    r"policy|protection|agreed|scheme|service|but|from|no|of|in|by|at|can|needs|stored|box|false|"
    r"true|"
    r"null|it|you|we|they|a|an|that|this|may|who|available|before|after|used|"
    r"forgotten|its|it's|n?varchar2?|n?char|text|string|str|bool|boolean|int|integer|bytea|"
    r"nullable|"
    r"optional|undefined|field|column|essential|important|vital|confidential|secret|different|"
    r"always|usually|only|shared|recorded|written|correct|incorrect|wrong|accepted|expired|failed|"
    r"being|also|now|there|through|via|so|as|every|each|anyone|someone)(?![A-Za-z]))"
)
# Two words only within quotation marks, or as a name that ends the line.
_SPOKEN = (
    rf"[\"'“‘]?{_NOT_THE_WORD}(?P<value>[A-Za-z][A-Za-z0-9'’-]{{1,23}}[A-Za-z0-9]"
    r"(?:[ ][A-Za-z0-9'’-]{2,24}(?=[\"'”’])|[ ](?-i:[A-Z][a-z]{2,15})(?=[.\s]{0,3}$))?)"
    r"(?![A-Za-z0-9(_])"
)
# Without a mark or "is", a word is the password only where the clause ends behind it.
_LAST = r"(?=[ \"'”’]{0,2}(?:[.,;:)\n]|$| (?:when|if|before|and|to|for|as|or) ))"
_NO_PART_OF_CENTRE = (
    r"(?!(?:system|company|companies|centre|panel|firm|station|team|monitoring|account|website|"
    r"portal|app|line|pendant|unit|provider|people|operators?|desk|login|control|code|call|calls|"
    r"handler|service|services|button|box|alarm)(?![A-Za-z]))"
)
# What is written for a computer, though it speaks of alarms.
_ONLINE = (
    r"(?<![a-z])(?:portal|website|web|log(?:ging)? ?(?:in|on)|app|account|laptop|tablet|computer|"
    r"wi-?fi|e-?mail|software|database|access|spreadsheet|file|reset the pass|sign in)(?![a-z])"
)
# A dot within a date ends no sentence.
_OFFLINE = rf"(?:(?!{_ONLINE})(?:[^.;:\n]|(?<=[0-9])\.(?=[0-9])))"
ALARM_PASSWORDS = Recognizer(
    name="alarm_password",
    entity=ALARM_PASSWORD,
    anchors=("word", "pass", "pw", "wrd"),
    patterns=(
        Pattern(
            "centre's password",
            rf"{_EDGE}{_CENTRE}(?:['’]s)?(?:{_END}[ _-]?(?:[a-z]{{2,10}} "
            rf"){{0,3}})?{_WORD_NAME}{_END}[ \"']{{0,3}}(?:is|=|:|-|–|to (?:say|quote|give) is)?"
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
            "password for the centre, no mark",
            rf"{_EDGE}{_WORD_NAME} (?:for|4) (?:the |her |his |their )?{_ALARM_CENTRE} "
            rf"{_NO_PART_OF_CENTRE}{_SPOKEN}{_LAST}",
            0.7,
        ),
        Pattern(
            "password given to the centre",
            rf"{_EDGE}{_WORD_NAME},? (?:(?:for|to|with|given|agreed|left|held|lodged|set|"
            rf"registered|"
            rf"used|we|they|that|which|when|if) {_OFFLINE}{{0,40}}?(?<![A-Za-z])|(?:the )?)"
            rf"{_ALARM_CENTRE}{_END}{_OFFLINE}{{0,30}}?(?: is| ?[:=]| [–-]) {{0,3}}{_SPOKEN}",
            0.75,
        ),
        Pattern(
            "centre, then its password",
            rf"{_EDGE}{_ALARM_CENTRE}{_END} ?[,:(–-] ?(?:the )?{_WORD_NAME}{_END}"
            rf"(?: is|[ ]?[:=–-])? {{0,3}}{_SPOKEN}{_LAST}",
            0.75,
        ),
        Pattern(
            "centre, and its password in the next sentence",
            rf"{_EDGE}{_ALARM_CENTRE}{_END}{_OFFLINE}{{0,25}}?[.;] {{0,2}}(?:the )?{_WORD_NAME}"
            rf"(?: is|[ ]?[:=–-])? {{0,3}}{_SPOKEN}{_LAST}",
            0.7,
        ),
        Pattern(
            "centre asks for a password",
            rf"{_EDGE}{_CENTRE}{_END}[^.;\n]{{1,40}}?(?<![A-Za-z]){_WORD_NAME}{_END}[ \"']{{0,3}}"
            rf"(?:is|its|it['’]s|=|:|[–-] ) {{0,3}}{_SPOKEN}",
            0.75,
        ),
        Pattern(
            "centre asks for a password, which is",
            rf"{_EDGE}{_ALARM_CENTRE}{_END}[^.;\n]{{1,40}}?(?<![A-Za-z]){_WORD_NAME}{_END}"
            rf" ?[,.;:–-] ?(?:it is|its|it['’]s|this is|that is|which is) {_SPOKEN}{_LAST}",
            0.75,
        ),
        Pattern(
            "centre is given a password",
            rf"{_EDGE}{_CENTRE}{_END}[^.;\n]{{1,40}}?(?<![A-Za-z])(?:give|quote|say|use|state|tell)"
            rf"(?: [a-z]{{2,10}}){{0,3}} {_WORD_NAME}{_END}:? {_SPOKEN}",
            0.7,
        ),
        Pattern(
            "chose a word as the password",
            rf"{_EDGE}(?:chose|chosen|picked|uses?|used|using|gave|given|set|agreed|has|have|with|"
            rf"say|quote|want|wants) {_SPOKEN} (?:as|for|to be) (?:the |her |his |their |a ){{0,2}}"
            rf"(?:{_WORD_NAME}{_END}(?! manager)[^.;:\n]{{0,20}}?(?<![A-Za-z]){_ALARM_CENTRE}|"
            rf"{_ALARM_CENTRE}"
            rf"{_END}[a-z ]{{0,12}}?{_WORD_NAME}){_END}",
            0.7,
        ),
        Pattern(
            "a word is the password",
            rf"(?:\A|(?<=[.;:\n] )|[\"'“‘])(?P<value>{_NOT_THE_WORD}[A-Za-z][A-Za-z0-9'’-]{{2,24}})"
            rf"[\"'”’]? is (?:the |her |his |their |our ){{0,1}}(?:new |current )?"
            rf"(?:{_WORD_NAME} (?:for|with|at|to give) (?:the |her |his )?{_ALARM_CENTRE}|"
            rf"{_ALARM_CENTRE} {_WORD_NAME}){_END}",
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
_CENTRES = phrase_list(
    "alarm, alarm company, alarm co, alarm response, alarm centre, alarm monitoring,"
    "alarm receiving centre, arc, careline,"
    "care line, care call, telecare, lifeline, life line, pendant, monitoring, monitoring centre,"
    "monitoring station, tunstall, doorstep"
)
_WORDS_FOR_IT = phrase_list(
    "password, verification password, pass word, pass phrase, pass wrd, code word, safe word,"
    "secret word, security word,"
    "duress word, verification word, word, pw"
)
ALARM_PASSWORD_CELLS = Recognizer(
    name="alarm_password_column",
    entity=ALARM_PASSWORD,
    patterns=(
        Pattern(
            "whole cell",
            r"\A[\s\"'“‘]{0,8}(?P<value>[A-Za-z0-9][^\n]{2,40}?)[\s\"'”’]{0,8}\Z",
            0.1,
        ),
    ),
    headers=(
        *(f"{centre} {word}" for centre, word in product(_CENTRES, _WORDS_FOR_IT)),
        *(f"password {joint}{centre}" for centre in _CENTRES for joint in ("", "for ", "for the ")),
    ),
    context_score=0.8,
    requires_header=True,
    rivals=phrase_list("date, changed, last reset, url, login, username, portal, policy, hash"),
    reject=is_filler,
    header_examples=(
        ("alarmPassword", "magpie"),
        ("Pendant Password", "otter"),
        ("careline_safe_word", "sea holly"),
    ),
)

PASSWORDS: tuple[Recognizer, ...] = (ALARM_PASSWORDS, ALARM_PASSWORD_CELLS)
