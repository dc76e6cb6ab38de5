"""How care staff write where keys are, who holds one, and how else a home is entered."""

from .halves import lines

KEY_PLACE = lines("""
Spare key {key_place}.
Key is {key_place}
Front door key kept {key_place}
Family hide a key {key_place}
If no reply the key is {key_place}.
House key {key_place}, put it straight back
You will find a key {key_place}.
Back door key - {key_place}
The key lives {key_place}.
Emergency key {key_place}
Her key is hidden {key_place}, do not tell the neighbours.
Key left {key_place} for the morning call
Use the spare key, it is {key_place}.
No key safe. Key {key_place}.
Door key stored {key_place}
Son leaves the key {key_place} when he goes to work
Key for the side door {key_place}
please put key back {key_place} thx
Look for the key {key_place}
A key is hanging {key_place}
The spare set of keys is {key_place}.
Key (spare) {key_place}
keys r {key_place}
Pick up key {key_place} and lock up after you
The bungalow key can be found {key_place}.
Location of key: {key_place}
Key location - {key_place}
Where is the key? {key_place}
Latch key {key_place}
Until the key safe is fitted the key will be {key_place}.
She keeps a spare key {key_place}
His front door key is always {key_place}
Returned the key to its place {key_place}.
Night staff: key {key_place}
Yale key {key_place}
Mortice key is {key_place}
Porch key {key_place}
Carers to collect the key {key_place}
Access: key {key_place}
Patio door key {key_place}
Sister moved the key, now {key_place}
The garage key is {key_place}
""")
SAFE_PLACE = lines("""
Key safe is {ks_place}.
The keysafe is located {ks_place}
Keysafe {ks_place}
Key safe fitted {ks_place}
You will see the key safe {ks_place}.
Location of key safe: {ks_place}
Keysafe location - {ks_place}
KS {ks_place}
Hard to spot in the dark, the key safe is {ks_place}.
Key safe position {ks_place}
k/s {ks_place}
Where is the keysafe? {ks_place}
Key safe has been moved, it is now {ks_place}
The key safe can be found {ks_place}.
Handyman to fit key safe {ks_place}
Keysafe situated {ks_place}
Old key safe removed, new one {ks_place}
Key safe ({ks_place})
There is a key safe {ks_place}
her keysafe is {ks_place} mind the step
Look {ks_place} for the key safe
Key safe sited {ks_place}, cover is stiff
The installer put the key safe {ks_place}.
Keysafe installed {ks_place} on {date}
Keysafe mounted {ks_place}
Please use the keysafe {ks_place}
Our key safe is the one {ks_place}
Key safe attached {ks_place}
Shared wall, his key safe is {ks_place}
KEY SAFE {ks_place}
Keysafe - {ks_place} - no code held here
Keys in the key safe {ks_place}
Key box {ks_place}
The lock box is {ks_place}.
Key safe at the property: {ks_place}
Torch needed, keysafe {ks_place}
The police could not find the key safe, it is {ks_place}.
Second key safe {ks_place}
Keysafe will be {ks_place} from Friday
key safe screwed {ks_place}
Key safe? {ks_place}
""")
HOLDER = lines("""
Keyholder: <KEYHOLDER:{kin}>
Keyholder is <KEYHOLDER:her {relation} {kin}>.
Spare key with <KEYHOLDER:{kin} next door>
<KEYHOLDER:{kin}> holds a key.
<KEYHOLDER:Her {relation}> has a spare key.
Keys held by <KEYHOLDER:{relation} {kin}>
Key holder - <KEYHOLDER:{kin_titled}>
Main keyholder <KEYHOLDER:{kin}>, second keyholder none.
<KEYHOLDER:The {relation}> keeps a key but works shifts.
<KEYHOLDER:{kin_titled}> at number 9 has got the key
Emergency keyholder <KEYHOLDER:{kin} ({relation})>
The set of keys is with <KEYHOLDER:the scheme manager>.
<KEYHOLDER:The landlord> has a master key.
Key held at <KEYHOLDER:the office>
Contact <KEYHOLDER:{kin}> who holds the spare key
Nominated keyholder for the alarm: <KEYHOLDER:{kin}>
A key is held by <KEYHOLDER:{kin}>
<KEYHOLDER:His {relation} {kin}> is the key holder
ask <KEYHOLDER:{kin_titled}> for the key
<KEYHOLDER:Neighbour {kin}> also has keys
Only <KEYHOLDER:the {relation}> has a key
Keyholders: <KEYHOLDER:{kin}> and <KEYHOLDER:{kin}>
Key with <KEYHOLDER:{relation}>
Key is at <KEYHOLDER:the pharmacy>
<KEYHOLDER:{kin}>, keyholder, lives ten minutes away
Spare keys are kept by <KEYHOLDER:{kin_titled}>
Collect the key from <KEYHOLDER:{kin}>
Return keys to <KEYHOLDER:the warden> before noon
keyholder = <KEYHOLDER:{kin}>
Who has a key? <KEYHOLDER:{kin}>
Telecare keyholder 1: <KEYHOLDER:{kin}>
<KEYHOLDER:The concierge> holds keys for all flats
Lifeline has <KEYHOLDER:{kin}> as keyholder
<KEYHOLDER:Her cleaner {kin}> has a key as well
Key left with <KEYHOLDER:{kin}>
Named keyholder is now <KEYHOLDER:{kin_titled}>
First contact and keyholder: <KEYHOLDER:{kin}>
Locked out, <KEYHOLDER:{relation}> came with her key
<KEYHOLDER:{kin}> lent us her key
Keys are looked after by <KEYHOLDER:the {relation}>
If there is no answer <KEYHOLDER:{kin}> has the key.
""")
ENTRY = lines("""
<ENTRY_METHOD:Back door is left open> until lunch.
<ENTRY_METHOD:Door is on the latch> for the first call.
<ENTRY_METHOD:Let yourself in>, she cannot get up.
<ENTRY_METHOD:Walk in and call out>
<ENTRY_METHOD:Front door unlocked> during the day
<ENTRY_METHOD:Side door is never locked>.
She <ENTRY_METHOD:leaves the back door unlocked> for us
<ENTRY_METHOD:Press the trade button> before ten to enter the block.
<ENTRY_METHOD:Use the tradesman's button>
<ENTRY_METHOD:Patio doors do not lock>
He <ENTRY_METHOD:cannot come to the door>
<ENTRY_METHOD:Unable to get to the door> since her fall
<ENTRY_METHOD:Reach through the letterbox and pull the string>
<ENTRY_METHOD:Kitchen window does not close>
<ENTRY_METHOD:Go straight in>, door open
<ENTRY_METHOD:Door will be unlocked> at 8
<ENTRY_METHOD:Back door open for carers>
<ENTRY_METHOD:She throws the key down> from the balcony
<ENTRY_METHOD:Conservatory door is always open>.
<ENTRY_METHOD:Just push the door>, the lock is broken
<ENTRY_METHOD:Lock on the front door is broken>
<ENTRY_METHOD:Will not hear the doorbell>, very deaf
<ENTRY_METHOD:Ring any bell to be let in>
<ENTRY_METHOD:Porch is unlocked>, knock on the inner door
<ENTRY_METHOD:Enter through the garage>
<ENTRY_METHOD:Gain entry by the back door> which is open
<ENTRY_METHOD:Front door left ajar>
Daughter <ENTRY_METHOD:leaves the door on the latch>
<ENTRY_METHOD:Services button works until 1pm>
<ENTRY_METHOD:Come round the back, door open>
<ENTRY_METHOD:Door left off the latch>
<ENTRY_METHOD:No need to knock, walk in>
<ENTRY_METHOD:Client is bed bound and cannot open the door>
<ENTRY_METHOD:Unlocked from 7am> front door
<ENTRY_METHOD:Does not lock her door>
<ENTRY_METHOD:Rear door unlocked at night>
access: <ENTRY_METHOD:door open, walk in>
<ENTRY_METHOD:French windows left unlocked>
<ENTRY_METHOD:Bathroom window is left open>
He <ENTRY_METHOD:never locks the door>
<ENTRY_METHOD:Lift the handle and push, it does not lock>
""")
TEMPLATES = KEY_PLACE + SAFE_PLACE + HOLDER + ENTRY
