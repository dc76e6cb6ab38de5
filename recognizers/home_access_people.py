"""How care notes name a person: expressions for who holds a key or opens a door.

By name ("Mrs Jean Crow"), by what they are to the person ("her niece Lucy"), by their work ("the
scheme manager"), or by the place that they stand for ("the corner shop"); each with what people
add to be understood: a house number, a bracket, a telephone number.
"""

_END = r"(?![A-Za-z])"
# Words that begin a sentence in the place of a name.
_NO_NAME = (
    r"(?!(?:Contact|Ring|Call|Phone|Text|Tell|Ask|See|Please|Speak|Collect|The|If|And|But|Then|"
    r"When|Who|Which|Whoever|Here|What|It|He|She|They|We|You|This|That|There|Nobody|Only|Both|"
    r"Everyone|Spare|Main|Emergency|Named|Second|First|Key|Keys|Client|Patient|Access|Note|Nok|"
    r"NOK|Staff|Carer|Also|Still|Each|No|Not|Now|Door|Front|Back|House|Master|Her|His|Our|My|"
    r"Their|Or|Has|Have|With|From|By|Is|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"CONTACT|RING|CALL|PHONE|ASK|SPARE|KEY|KEYS|HAS|WITH|IS|THE|IF|NO|AND)(?![A-Za-z]))"
)
_NAME_WORD = (
    rf"(?-i:{_NO_NAME}(?:Mc|Mac|O['’]|D['’])?[A-Z](?:[a-z'’]{{1,14}}|[A-Z'’]{{2,14}})"
    r"(?:-[A-Z][A-Za-z'’]{1,14})?)"
)
_INITIAL = r"(?-i:[A-Z](?![a-z]))\.?"
NAME = rf"(?:{_NAME_WORD}(?:(?: {_INITIAL})? {_NAME_WORD}){{0,2}}{_END})"
_FULL_NAME = rf"(?:{_NAME_WORD}(?:(?: {_INITIAL})? {_NAME_WORD}){{1,2}}{_END})"
_TITLED = rf"(?:(?:mr|mrs|ms|miss|dr|rev|fr|sister)\.? (?:{_INITIAL} ){{0,2}}{NAME})"

_KIN = (
    r"(?:(?:eldest |youngest |elder |younger |older |step|grand|god|great |twin |foster )?"
    r"(?:daughter|son|child|children)s?(?:[ -]in[ -]law)?|wife|husband|partner|"
    r"(?:half[ -]|step)?(?:sister|brother)s?(?:[ -]in[ -]law)?|nieces?|nephews?|mum|mother|"
    r"(?:mother|father)[ -]in[ -]law|dad|father|nan|grandma|grandad|aunt|auntie|uncle|cousin|"
    r"(?:close |family |old |best )?friends?|ex-wife|ex-husband|ex-partner|girlfriend|boyfriend|"
    r"parents|family|in-laws|nok|next of kin|executor|poa|godson)"
)
_NEIGHBOUR = (
    r"(?:(?:(?:next[ -]door|upstairs|downstairs|immediate|elderly)[ -]?)?neighbou?rs?|next door|"
    r"(?:lady|man|woman|gentleman|couple|family|people|girl|chap|bloke) (?:next door|opposite|"
    r"upstairs|downstairs|(?:across|over) the (?:road|way|landing|street|hall)|in flat [0-9]{1,3}))"
)
_AT_WORK = (
    r"(?:landlord|landlady|(?:mobile |scheme |site |sheltered )?warden|caretaker|"
    r"(?:sheltered )?(?:scheme |site |house |block |building |housing |care |home |retirement |"
    r"estate |registered |centre )?manager|concierge|porter|janitor|reception|receptionist|"
    r"housing (?:officer|association|provider|support worker|team)|social worker|support worker|"
    r"cleaner|gardener|window cleaner|home help|carers?|(?:live[- ]in|night|day|morning|main) "
    r"carer|pa|personal assistant|(?:care |home ?care |domiciliary )?agency|care (?:company|team|"
    r"provider)|vicar|priest|matron|(?:district |community )?nurs(?:es?|ing)(?: team)?|"
    r"(?:night|response|mobile|rapid response) (?:team|service)|handyman|handyperson|"
    r"managing agents?|letting agents?|estate agents?|solicitor|council|"
    r"careline|telecare|lifeline|alarm company|security|site staff|staff)"
)
_PLACE_OF_WORK = (
    r"(?:(?:main |site |scheme |care |housing |estate |our |agency |branch |local )?office|"
    r"(?:local |corner |village |nearby )?(?:(?:paper |sweet )?shop|newsagents?|"
    r"post office|pub|club ?house|"
    r"caf[eé]|salon|barbers?|bakery|bakers?|butchers?|takeaway|chip shop|bookies|hairdressers?|"
    r"launderette|chemist|pharmacy|church|club|lodge|day centre|community centre|gp surgery|"
    r"surgery|health centre|police station|garage|farm|library|guest house))"
)
ROLE = rf"(?:{_KIN}|{_NEIGHBOUR}|{_AT_WORK}|{_PLACE_OF_WORK})"
_OF = (
    r"(?:(?:both (?:of )?|all (?:of )?|one of )?(?:the |her |his |their |my |our |pt['’]?s |"
    r"client['’]?s |a |mrs? \w{2,12}['’]s )?)"
)
# "at no. 12", "(Jean)", ", ask for Raj", "on the corner", a telephone number.
_DETAIL = (
    rf"(?:,? (?:at|in|of) (?:(?:no|number|flat|house|apartment)\.? ?[0-9]{{1,4}}|"
    rf"[0-9]{{1,3}})(?![0-9])[a-z]?{_END}|, (?:flat|no\.?|number) ?[0-9]{{1,4}}[a-z]?{_END}"
    rf"| (?:at|on|in|from) the [a-z]{{3,14}}(?! key)"
    rf"| (?:at|on|in) {NAME}"
    r"|['’]s (?:house|home|flat|office|place|shop)(?![a-z])"
    r"|,? (?:opposite|upstairs|downstairs|next door|(?:across|over) the (?:road|way|landing|"
    r"street)|in the next (?:flat|house))(?![a-z])"
    rf"| {NAME}| \([^()\n]{{2,40}}\)|, ask for {NAME}"
    r"|,? (?:tel:? |on |mob:? )?(?:\+44 ?|0)[0-9 ]{8,12}[0-9])"
)
WHO = rf"(?:{_OF}{ROLE}{_END}{_DETAIL}{{0,3}}|{_TITLED}{_DETAIL}{{0,3}})"
WHO_OR_NAME = rf"(?:{WHO}|{NAME}{_DETAIL}{{0,3}})"
# Where nothing but the place in the sentence says that a name stands there.
PLAINLY_WHO = rf"(?:{WHO}|{_FULL_NAME}{_DETAIL}{{0,3}})"
