"""What may stand between a word and a code, and what around a word takes its meaning away.

Expressions only; `home_access_reading` says which of them must hold for which kind of reading.
"""

import re

_FLAGS = re.IGNORECASE | re.MULTILINE
_CODE_WORD = (
    r"codes?|number|num|nos?\.?|pin|pw|combination|combo|comb|digits(?: are)?|press|"
    r"enter|use|using|"
    r"dial|key in|type in|type|punch in|tap in|input|put in|turn to|spin to|roll to|set to|set at|"
    r"changed to|now|currently|chose|chosen|picked|cde|nmbr|numbr"
)
_MARKS = r"[\s:=(\[\]#\"'“”‘’.,;?*<>/|@~_–—→-]++"
# What may stand between a name and its code without parting them.
BEFORE = re.compile(
    rf"(?:{_MARKS}|(?<![a-z])(?:{_CODE_WORD}|value|text|string|is|are|was|the|to|with|on|off|for|"
    rf"and|"
    r"new|old|has|y|yes|reset|updated|changed|from|it's|its|sounds|goes off|opens? (?:with|using)|"
    r"(?:use|open|try) the [a-z]{3,12}(?: hand)? (?:one|box)|"
    r"(?<=['’])s|please|pls|then|bell|buzzer|hash|if locked|of|both|out)(?![a-z])){0,14}",
    _FLAGS,
)
AFTER = re.compile(
    r"(?:[ \t:=()\[\]#\"'“”‘’*–—-]++|(?<![a-z])(?:is|the|for|on|in|at|to|opens?|their|her|his|our|"
    r"works|code|pin|number|as|now|unlocks|disarms|turns|a|of|new|current|outside|main|into|"
    r"through|unset|gets you|will|open|get|old|from|by)(?![a-z])){0,10}",
    _FLAGS,
)
# A rival must stand closer: "page 12", "invoice no. 48213".
RIVAL_BEFORE = re.compile(
    r"[\s:=#(\"'>-]*(?:(?:no|number|num|id|ref|is|of|was)\.?[\s:=#\"'-]*){0,2}", _FLAGS
)
BRIDGE = re.compile(
    rf"(?<![a-z])(?:{_CODE_WORD})(?:{_MARKS}|is|are|was|will be|to){{0,6}}\Z", _FLAGS
)
# Within a row of codes only these stand between one and the next.
ROW = re.compile(
    r"(?:[\s,;/&()-]++|(?<![a-z])(?:front|back|rear|side|inner|outer|first|second|top|bottom|"
    r"left|right|"
    r"to|now|new|old|not|then|and|or|is|was|code|codes|on|off|changed|the|one|try|if|that|fails|1|"
    r"2)"
    r"(?![a-z])){1,10}",
    _FLAGS,
)
SENTENCE_END = re.compile(r"[.;!?|][\s\"]|\n")
# "no key safe": undone by the word in front. "API key safe": another safe.
UNDONE_BEFORE = re.compile(
    r"(?<![a-z])(?:no|how many|happy with|satisfied with|without|declined|refused|awaiting|awaits|"
    r"needs|wants|order|api|key|private|"
    r"public|"
    r"ssh|encryption|primary|secret|your|licen[cs]e|product|fire|smoke|bed|pump|battery|"
    r"ventilator|oxygen|monitor|machine|event\.|e\.)"
    r"\s{0,2}(?:an? |any |the |new |external ){0,2}\Z",
    _FLAGS,
)
UNDONE_AFTER = re.compile(
    r"(?:\s?(?:code|number))?[\s\"':=?-]{0,4}(?:none|null|n/a|false|declined|refused|withheld|"
    r"required|requested|needed|"
    r"ordered|recommended|to be (?:fitted|installed|supplied|arranged|ordered)|of (?:practice|"
    r"conduct)|"
    r"not (?:fitted|installed|in place|required|needed|present|available|yet|applicable)|"
    r"no(?![a-z])(?!\.?[ \t]{0,2}(?:is(?![a-z])|[:=#-]?[ \t]{0,2}[a-z#*]{0,2}[0-9])|\.? ?[:=]))",
    _FLAGS,
)
# Not "ks 4 nora is 7318", where 4 is "for".
KEY_STAGE = re.compile(
    r"[\s-]?[1-5](?![0-9])(?!\s?[,-]\s?[0-9])(?! [0-9] )(?! (?:[a-z']{1,14} ){1,3}(?:is|now|=) )",
    _FLAGS,
)
# "Key safe to be fitted …, code will be 4829": named all the same.
STILL_GIVEN = re.compile(
    r"(?<![a-z])(?:code|pin|combination)(?: is| will be| was)?[\s:=-]{0,3}\Z", _FLAGS
)
# A hint needs the word "code" or "set to"; a date of birth near a key safe is only a date of birth.
HINTED = re.compile(
    r"(?:codes?|number|pin|combination|digits|set)(?![a-z]).{0,30}"
    r"(?:(?<![a-z])(?:is|to|are|uses|use)\s|[:=,-]\s?)\Z",
    _FLAGS,
)
_HEIGHT = r"(?:waist|knee|chest|head|eye|shoulder|hip|ankle|low|high) (?:height|level)"
_ROOMS = (
    r"(?:room|ward|bed|bay|floor|road|street|round|line|extension|section|run|level|height|width)"
)
# Words that otherwise explain a number, where they only end a place: "at waist height: 4285",
# "in the meter room: 4829".
AS_A_PLACE = re.compile(
    rf"(?<![a-z])(?:{_HEIGHT}|(?:the|her|his|their|ground|first|second|third|top) "
    rf"(?:[a-z]{{1,14}} )?{_ROOMS}\s?(?=[:(–-]))[\s:=(–-]{{0,4}}\Z",
    _FLAGS,
)
# The end of a place, and the mark that sets the code off from it: "top right: 1942".
BEHIND_PLACE = re.compile(
    r"(?<![a-z])(?:right|left|side|height|level|down|up|rear|back|front|doors?|porch|wall|gate|"
    r"window|sill|step|steps|house|garage|shed|bins?|box|meter|pipe|drainpipe|butt|railings?|post|"
    r"corner|hand|outside|ledge|frame|bush|pot|pots|path|passage|fence)\)?\s?[:,–-]\s{0,2}\Z",
    _FLAGS,
)
# "beeps on entry": a time, no door.
ON_ENTRY = re.compile(r"on entry(?! ?(?:phone|pad|key))", _FLAGS)
# "gates: keypad 6924", "keypad on the gate: 6924": the gate is what opens, the keypad the means.
HAS_MEANS = re.compile(
    r"[\s:,(–—-]*(?:(?:now|has|have|had|with|is|via|uses?|a|an|the|new|its|entry|coded|combination|"
    r"digital|mechanical|opens|opened|fitted|got)(?![a-z])[\s:,-]*){0,5}"
    # "gates open with 1234 on the keypad"
    r"|\s(?:now |are |is )?open(?:s|ed)? (?:with|"
    r"using) (?:code )?[#*]?[a-z]{0,2}[0-9]{3,8}[a-z]?[#*]? "
    r"(?:on|at|in) (?:the |a |its )?",
    _FLAGS,
)
# "ks by the gate, access code 4829": only a place stands between.
PLACED = re.compile(r"[^0-9;\n]{0,60}[,.:–-]\s", _FLAGS)
HAS_CODE = re.compile(r"[\s:_,–-]{1,3}", _FLAGS)
CODE_OF = re.compile(r"\s(?:\(|(?:for|of|to(?: open)?)\s(?:(?:the|her|his|their)\s)?)", _FLAGS)
MEANS_OF = re.compile(
    r"\s(?:(?:lock|code|pad|now)\s)?(?:on|for|by|at|to|beside|of|next to|near)\s"
    r"(?:(?:the|her|his|their|a)\s)?",
    _FLAGS,
)
