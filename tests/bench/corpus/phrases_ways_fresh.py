"""More notes on ways into homes, written by somebody who had not seen the recognizers.

They are kept apart so that it can be said when they were added, and for which figures.
"""

from .halves import lines

KEY_PLACE = lines("""
DN note: key obtained from {key_place}, replaced after visit.
Access - house key can be located {key_place}
Please return key to usual spot {key_place}
Neighbours both out. We found the key {key_place}.
Grandson has started leaving the key {key_place} on Sundays
Carers to retrieve key {key_place} and ring bell before entering
Discharge summary: keys {key_place}, family aware.
No answer x2, used key from {key_place}
Housing officer advised a key is concealed {key_place}.
He told the ambulance crew that a key was {key_place}
""")
SAFE_PLACE = lines("""
Keysafe fitted {ks_place} by handyperson service.
On arrival the key safe can be seen {ks_place}
Installer confirms: box {ks_place}, tested.
You cannot see the keysafe from the road, it is {ks_place}
New safe is {ks_place}; old one was taken down
Telecare survey. Key safe position {ks_place}.
Access notes: keysafe {ks_place}. Dog in garden.
Torch needed at night to find the key safe {ks_place}
Police entry box {ks_place}
Safe for keys screwed to wall {ks_place}
""")
HOLDER = lines("""
Keys held by <KEYHOLDER:{kin}, next door but one>
<KEYHOLDER:Warden> has a master key
If locked out ring <KEYHOLDER:{kin} ({relation})> who has a set
A set of keys was given to <KEYHOLDER:{kin}> on {date}
<KEYHOLDER:Her {relation} {kin}> keeps a key at home
Nominated key holder <KEYHOLDER:{kin_titled}>
Two neighbours have keys, best to try <KEYHOLDER:{kin}> first
Borrow the key from <KEYHOLDER:{kin_titled} across the road>
""")
ENTRY = lines("""
<ENTRY_METHOD:Key turns anticlockwise, lift door as you push>
<ENTRY_METHOD:Buzz flat and she will release the door>, takes a minute
Conservatory: <ENTRY_METHOD:door does not lock>
<ENTRY_METHOD:Push the porch door hard, it sticks>, then knock
Knock loudly and <ENTRY_METHOD:go straight in>
<ENTRY_METHOD:Press trade button before 11am>
Meals driver: <ENTRY_METHOD:door will be open from 11.45>
<ENTRY_METHOD:Back gate is unbolted and the kitchen door open> for the nurse
""")
TEMPLATES = KEY_PLACE + SAFE_PLACE + HOLDER + ENTRY
