"""Notes on ways into homes, and harmless sentences that only look like them.

They were invented by somebody who had not seen the recognizers. Whoever reads them to improve
a recognizer must have new ones written, since these no longer measure anything after that.

In each template, the labelled words in angle brackets are the ones that tell the way in.
None of the harmless sentences tells a way into anybody's home.
"""

TEMPLATES: tuple[str, ...] = (
    "Key is <KEY_LOCATION:under the third plant pot from the left>, pls put it back after.",
    "Spare lives <KEY_LOCATION:in the old teapot in the shed>.",
    (
        "AM visit. Key not where it usually is, found it <KEY_LOCATION:down the side of the "
        "recycling bin>. Rang office to update."
    ),
    (
        "Hi Karen, just to let you know I've hung mum's back door key <KEY_LOCATION:on a nail"
        " inside the coal bunker> for the girls this weekend. Thanks, Debs"
    ),
    "front door key on string <KEY_LOCATION:behind the letterbox>, fish it out n shut door after u",
    (
        "Access arrangements: a key is concealed <KEY_LOCATION:beneath the stone hedgehog to "
        "the right of the step>."
    ),
    (
        "On dialysis days Mr Tolland leaves his house key <KEY_LOCATION:in the gas meter "
        "cupboard> so we can get the tea call done."
    ),
    "DN to note - key <KEY_LOCATION:behind drainpipe round the back>",
    (
        "She will keep putting her door key <KEY_LOCATION:under the mat> even though we have "
        "advised her against it several times."
    ),
    (
        "Please return the house key to <KEY_LOCATION:the magnetic tin stuck below the oil "
        "tank> once you have locked up."
    ),
    "keys r in <KEY_LOCATION:the peg bag on the washing line>",
    (
        "Caller says she is on the floor and can't move, key for the crew "
        "<KEY_LOCATION:inside a green welly on the doorstep>."
    ),
    (
        "Spare set for Flat B hangs <KEY_LOCATION:on the bottom row of the cabinet in the "
        "scheme office>."
    ),
    (
        "Mrs Abara's front door key travels <KEY_LOCATION:in the night team's grab bag>; sign"
        " it out and back in."
    ),
    (
        "He says the key's <KEY_LOCATION:ahint the watter butt>, same as it's been since his "
        "missus was alive."
    ),
    "Key's <KEY_LOCATION:in t'ginnel, back of the loose brick> if she dunt hear you.",
    (
        "Dad has tied the spare <KEY_LOCATION:to the underside of the garden bench with green"
        " twine>, only the family and yourselves know."
    ),
    (
        "It was agreed with the tenant that a duplicate key to the flat be retained "
        "<KEY_LOCATION:in the locked drawer of the housing officer's desk>."
    ),
    "lft key <KEY_LOCATION:undr the brik nxt to gas metre> for nite sitter",
    (
        "Where will staff find the door key? <KEY_LOCATION:Bird box on the left hand fence, "
        "lift the lid>"
    ),
    "After you lock up drop the key back <KEY_LOCATION:into the milk bottle holder>.",
    (
        "No longer under the mat. Son has put the key <KEY_LOCATION:in the fake rock among "
        "the heathers>."
    ),
    (
        "The key should be found <KEY_LOCATION:taped to the back of the house name plaque>. "
        "If it is missing ring me on 07700 900318 before you go any further."
    ),
    "Tues lunch - locked up and popped key <KEY_LOCATION:under tarp on the log pile> as per plan",
    "House key is on the same ring as the gate key, <KEY_LOCATION:inside the barbecue>.",
    "KEY: <KEY_LOCATION:ash bin by side door, false bottom>",
    (
        "You'll see a gnome with a fishing rod. The key to the bungalow is <KEY_LOCATION:in "
        "his bucket>."
    ),
    (
        "I know it isn't ideal, and my brother thinks I'm daft, but until the locksmith can "
        "come I'm tucking Nan's key <KEY_LOCATION:up in the hanging basket nearest the porch "
        "light> every night before I go."
    ),
    (
        "Evening carers: don't take key home with you again!! It goes <KEY_LOCATION:on the "
        "ledge over the outhouse door>."
    ),
    (
        "Pt's key retrieved from <KEY_LOCATION:dog kennel>, entered, dressing renewed to L "
        "heel, key replaced."
    ),
    "Key safe is <KEY_SAFE_LOCATION:to the left of the front door at waist height>.",
    "keysafe <KEY_SAFE_LOCATION:round side by the boiler flue>, code with office",
    "KS: <KEY_SAFE_LOCATION:rear wall, behind trellis>",
    (
        "The handyman has now fitted the key safe <KEY_SAFE_LOCATION:inside the electric "
        "meter box>, so nobody can spot it from the road."
    ),
    (
        "Couldn't find the key safe in the dark for ten minutes. For anyone new it's "
        "<KEY_SAFE_LOCATION:low down behind the big hydrangea>."
    ),
    "K/safe <KEY_SAFE_LOCATION:on gatepost, RHS as you face the house>. Stiff, give it a wiggle.",
    "Crew info: key box <KEY_SAFE_LOCATION:on wall under kitchen window>, number held by control.",
    (
        "A coded key cabinet has been mounted <KEY_SAFE_LOCATION:within the bin store serving"
        " the ground floor flats> for the benefit of attending staff."
    ),
    (
        "Mrs Ferrand's keysafe had been moved without anyone telling us. It is now "
        "<KEY_SAFE_LOCATION:on the garage side door frame>."
    ),
    "wee black box wi the key in it is <KEY_SAFE_LOCATION:doon the close, above the wheelie bins>",
    (
        "Hello, the Supra safe for mum went up yesterday, it's <KEY_SAFE_LOCATION:at the back"
        " of the porch pillar>, the installer has sent you the number separately. Regards, "
        "Phil"
    ),
    "Keysafe located <KEY_SAFE_LOCATION:R of patio doors>. Cover is frozen some mornings.",
    "look for the key safe <KEY_SAFE_LOCATION:behind the satellite dish>, ur torch will help",
    "There are two key safes on that wall. Ours is <KEY_SAFE_LOCATION:the one nearer the drain>.",
    (
        "Telecare install completed. Pendant tested, key safe attached <KEY_SAFE_LOCATION:to "
        "brickwork beside the outside tap>, photo uploaded."
    ),
    "Push button keysafe is <KEY_SAFE_LOCATION:chained to the railings by the basement steps>.",
    "Kesafe <KEY_SAFE_LOCATION:undr the ramp handrail>, rubber cover cums off",
    (
        "When you come through the alley, you want the second gate, and the key safe is "
        "<KEY_SAFE_LOCATION:on the shed, hinge side>."
    ),
    (
        "Shared lobby. Individual key safes are <KEY_SAFE_LOCATION:in a row beneath the "
        "notice board>; his has a blue dot."
    ),
    (
        "Please scramble the digits after use on the key safe <KEY_SAFE_LOCATION:by the "
        "conservatory step>, it was left open Sunday."
    ),
    (
        "Pt discharged 14:30, OT confirms keysafe in situ <KEY_SAFE_LOCATION:on the external "
        "wall adjacent to the ramp>."
    ),
    "Key safe's <KEY_SAFE_LOCATION:tucked in the alcove where the milk used to go>.",
    "Where is the key safe fixed? <KEY_SAFE_LOCATION:Front, inside the log store>",
    (
        "Took a photo of the lock box for the new starters, it's <KEY_SAFE_LOCATION:halfway "
        "up the fence post opposite the back door>."
    ),
    (
        "Dad's key safe is <KEY_SAFE_LOCATION:hidden by the ivy, about a foot from the "
        "downpipe>. I've cut it back a bit but it grows like mad."
    ),
    (
        "Battery flat on the electronic keysafe <KEY_SAFE_LOCATION:next to the doorbell>, "
        "reported to equipment store."
    ),
    "Keysafe: <KEY_SAFE_LOCATION:caravan tow bar>",
    (
        "Fire service home visit done, two smoke alarms fitted, key safe noted "
        "<KEY_SAFE_LOCATION:on the side elevation beyond the carport>."
    ),
    "it in't by the door no more, they've shifted keysafe <KEY_SAFE_LOCATION:onto coal house wall>",
    (
        "Bogus caller last week so we've had the key safe refitted <KEY_SAFE_LOCATION:out of "
        "sight behind the rainwater barrel>."
    ),
    "<KEYHOLDER:Mrs Oduya next door> has a key.",
    "k/h <KEYHOLDER:dtr Pauline>, 07700 900642",
    "Spare key with <KEYHOLDER:the chap at the paper shop>, he opens at six.",
    (
        "If you get no answer ring <KEYHOLDER:his brother Lenny>, who has a set of keys and "
        "can be there in ten minutes."
    ),
    "Keyholder details: <KEYHOLDER:Mr Ivor Pascoe (nephew)>, 01632 960447.",
    "The only other person with a key to the flat is <KEYHOLDER:her cleaner, Danuta>.",
    (
        "Sorry for the late email. I've got to work away till the end of the month so I've "
        "passed my key for mum's to <KEYHOLDER:Auntie Jean>, please contact her and not me in"
        " an emergency."
    ),
    "Keys held by <KEYHOLDER:Brightwater Response>, ask for the duty mobile warden.",
    "her over the road, <KEYHOLDER:Maureen with the red door>, she's got a key an all",
    "<KEYHOLDER:The vicar> keeps a spare for Mr Slade, has done for years.",
    "Responder One: <KEYHOLDER:grandson Kyle>. Holds key: Y.",
    (
        "Police gained no entry. Later established that <KEYHOLDER:the managing agents> "
        "retain a master for every flat in the block."
    ),
    "DNs to pick up door key from <KEYHOLDER:the receptionist at the surgery> and return same day",
    "no key safe. <KEYHOLDER:Sister> has key, lives cpl of streets off",
    "I gave one to <KEYHOLDER:wor Billy> in case I tek a funny turn, love, she said.",
    (
        "Following the review, the tenant has consented to <KEYHOLDER:the Housing "
        "Association> holding a copy of her front door key for use in an emergency."
    ),
    "Ex-husband handed his key back; it has gone to <KEYHOLDER:her friend Yasmin from the mosque>.",
    "Kees wiv <KEYHOLDER:naybor at top of stairs>",
    (
        "Can confirm <KEYHOLDER:our night sitter Gwen> is in possession of a full set for Mr "
        "Lomax, front and back."
    ),
    (
        "In his absence access is through <KEYHOLDER:the gardener>, who carries a house key "
        "on a Monday and Thursday."
    ),
    "Who else has a key? <KEYHOLDER:Both daughters>",
    (
        "Ring <KEYHOLDER:Sanjit in the flat below>: he'll come up and unlock for you if she's"
        " not answering."
    ),
    (
        "Pendant pressed 03:12, no speech. Contacted <KEYHOLDER:Mr Dunmore, son in law>, who "
        "attended with his key. Client on bathroom floor, ambulance called."
    ),
    "Her mam's pal <KEYHOLDER:Big Sheila> minds the spare key.",
    "Set cut for <KEYHOLDER:the reablement team> and signed for today.",
    (
        "<KEYHOLDER:Scheme manager> can let staff into any flat with the master key, office "
        "hours only."
    ),
    (
        "My wife and I are in Portugal from the ninth. <KEYHOLDER:The Hendersons at the end "
        "of the lane> will have Dad's key while we are away."
    ),
    (
        "dog walker <KEYHOLDER:Tilly> lets herself in w her own key at noon, will open up for"
        " nurse if asked"
    ),
    (
        "Please note that the key previously lodged with the bank is now with "
        "<KEYHOLDER:Messrs Arkwright and Dove, solicitors>, to whom any request for entry "
        "should be put."
    ),
    (
        "Safe and well call: no reply. <KEYHOLDER:Upstairs neighbour> had key and opened flat"
        " for crew."
    ),
    "<ENTRY_METHOD:Back door is left on the latch> for us.",
    "Pt bedbound. <ENTRY_METHOD:Knock and walk in>.",
    (
        "Please <ENTRY_METHOD:let yourself in>, she's slow on her frame and gets flustered if"
        " you wait."
    ),
    (
        "<ENTRY_METHOD:Press the trades button before eleven> and the main door will open, "
        "his flat is first on the left."
    ),
    (
        "Mr Quill is profoundly deaf and <ENTRY_METHOD:will not hear the bell>, so do not "
        "assume he is out."
    ),
    "<ENTRY_METHOD:side gate then through utility room, never locked in the day>",
    "Access: <ENTRY_METHOD:via conservatory, slide the left panel hard>",
    (
        "Hi all, a quick one about Mum. The front door sticks so <ENTRY_METHOD:go round the "
        "back and come in through the kitchen>, it'll be open from seven. Love, Fran"
    ),
    "<ENTRY_METHOD:No one will answer>, both are in bed till we get them up.",
    "u can <ENTRY_METHOD:reach thru letterbox n pull the cord>",
    (
        "<ENTRY_METHOD:Door not locked overnight> because she is frightened of a fire. Risk "
        "assessment in place."
    ),
    "Crew: <ENTRY_METHOD:patio door open>, caller cannot get up off floor.",
    (
        "The gentleman is unable to mobilise to the front door and <ENTRY_METHOD:visitors are"
        " expected to enter unaided through the garage, which is kept unsecured>."
    ),
    "<ENTRY_METHOD:Buzz any flat and say carers>, the entryphone in hers has been dead for months.",
    "just <ENTRY_METHOD:lift the sneck and gan in>, he'll be sat by the fire",
    "If the front's bolted <ENTRY_METHOD:the bathroom sash pushes up from outside>.",
    (
        "The electronic lock <ENTRY_METHOD:opens from the app on the team phone>; stand close"
        " and wait for the green light."
    ),
    (
        "<ENTRY_METHOD:give the door a good shove with ur shoulder>, catch is gone and it "
        "doesnt lock proper"
    ),
    (
        "She can't get out of the chair on her own, so <ENTRY_METHOD:she won't be coming to "
        "the door>. Shout hello so she isn't startled."
    ),
    "Call the intercom and <ENTRY_METHOD:control centre will release the door remotely>.",
    "How do we get in? <ENTRY_METHOD:French windows at the rear, left ajar for the cat>",
    (
        "Lunch call. Rang twice as usual, then <ENTRY_METHOD:went in by the cellar steps>, "
        "which is the way his son has shown us."
    ),
    "No need to ring, <ENTRY_METHOD:handle up then down and it opens>.",
    "<ENTRY_METHOD:Fob needed for outer door, flat door is off the snib>",
    (
        "Husband puts <ENTRY_METHOD:the front door on the catch when he leaves for work> so "
        "the morning nurse isn't kept waiting."
    ),
    "cliant carnt get to door so <ENTRY_METHOD:dor is unlokt from 8>",
    (
        "Tenant has dementia and is instructed by family not to open up to anybody. "
        "<ENTRY_METHOD:Enter by the annexe, the connecting door has no lock>."
    ),
    (
        "<ENTRY_METHOD:Climb over the low wall and use the scullery door>, that's how the "
        "last lot of carers managed."
    ),
    "Telecare note: <ENTRY_METHOD:door unlocks automatically when the pendant is pressed>.",
    "Wait for nobody, <ENTRY_METHOD:walk straight through the porch, inner door only pulls to>.",
)

HARMLESS: tuple[str, ...] = (
    "The front door was painted dark green over the bank holiday and she is very pleased with it.",
    "She sat by the window most of the afternoon watching the bin men.",
    "Daughter visited with the baby, brought shortbread.",
    "Key safe ordered but not yet fitted.",
    "Handyman due next week to quote for a key safe, no date confirmed.",
    "He opened the door to me himself today, using his new stick.",
    "Left Mrs Bracken in her chair with drink and call bell to hand, door locked behind me.",
    "All windows shut, lights off, property left secure.",
    "Family do not want a key safe on the house and this was respected.",
    "Mr Ogden has lost his door keys again, we turned out every pocket and no luck.",
    "Her purse was hidden under the mattress, she had forgotten putting it there.",
    "Next door's dog barked all night and he hasn't slept.",
    "Pt answered door promptly, in good spirits, obs all within range.",
    "Meds now in a locked tin on top of the fridge, running total checked.",
    "The key to the medication tin is kept in the carers' folder.",
    "New batteries put in the doorbell, she can hear it much better.",
    "Neighbour popped in with a casserole and stayed for a chat.",
    "Boiler cupboard door is off its hinge, reported to housing repairs.",
    "Letterbox draught excluder fitted, hall feels warmer already.",
    "Asked whether she wanted the back door open for some air, she said no thank you.",
    "He enjoys feeding the birds from the step and moved the bird table nearer the window.",
    "Fell on the doormat, no injury seen, mat removed as trip hazard.",
    "Plant pots on the patio watered at her request.",
    "Client refused to let me in today, said through the door that she was fine. Office informed.",
    "No reply at 9.05, tried phone, no reply. Returned at 9.40 and she answered.",
    "The gate has dropped and is scraping the path, son to mend it.",
    (
        "Keys to his mobility scooter are on charge with the battery, he says, which made us "
        "both laugh."
    ),
    "Locksmith changed the barrel today after the burglary, old keys are no use now.",
    "We talked about where a key safe might go but nothing has been decided.",
    "She likes her bedroom door left ajar and the landing light on.",
    "Bathroom door lock removed by OT so nobody can be shut in.",
    "Under the stairs is full of newspapers, fire risk discussed.",
    "Shed roof leaking, garden chairs ruined.",
    "Window cleaner called, he paid him in cash.",
    "Her son rang to say he can't get over until Friday.",
    "The conservatory is too hot after noon so we moved her to the back room.",
    "Hid his hearing aids in the biscuit barrel, found after a long search.",
    "Please remember to wipe your feet at the door and take off wet coats.",
    "Wardrobe key snapped in lock, clothes retrieved by unscrewing back panel.",
    "Sister-in-law holds power of attorney for finance and has asked for copies of invoices.",
    "Kitchen window jammed shut, condensation bad, told landlord.",
    "Does the client have a key safe? No.",
    "Keyholder: none recorded.",
    "Access to property: resident lets carers in.",
    "Ramp to the front door measured by the OT, rail to follow.",
    "Security chain fitted by the handyman scheme after the bogus caller.",
    "She was at the gate waiting for the minibus with her bag packed.",
    "Bedside cabinet drawer sticks, glasses are kept on top instead.",
    "Old key safe taken down and binned by his nephew, wall made good.",
    "He keeps his pension money in a shortbread tin and we have asked him to bank it.",
    "Postman could not fit the parcel through the letterbox so took it back to the depot.",
    "Her neighbour Doreen went into hospital on Tuesday and she is quite low about it.",
    "Told wife a spare key would be a good idea, she will think about it.",
    "Stairgate left in place for the puppy, step over carefully.",
    "Cat came in through the flap soaking wet and sat on the care plan.",
    "Your key worker is Bethan and she will see you on Wednesday.",
    "Key worker session held in the garden room, goals reviewed.",
    "The key to good pressure care is turning little and often.",
    "Key points from the handover: fluids, mouth care, skin.",
    "Staff must never write key safe numbers in the visit notes.",
    "Where a key is held by the agency, it must be logged and stored in line with the policy.",
    "All keyholders must be recorded on the access form and reviewed each year.",
    "A key safe should be sited where it cannot be seen from the street.",
    "Do not leave keys under mats or plant pots: burglars look there first.",
    "Please can everybody hand in their locker keys before the office move.",
    "The spare key for the stationery cupboard is under the front desk at head office.",
    "Out of hours keyholder for the depot is Martin, alarm company has been told.",
    "The safe in the finance office is bolted to the floor behind the filing cabinet.",
    "Safe place for parcels: leave with reception.",
    "Lock box for the drugs trolley is on the wall in the treatment room.",
    "Safeguarding referral made, key contacts listed overleaf.",
    "Fire door in corridor B must be kept shut at all times, do not wedge.",
    "The bell for the end of lessons is fifteen minutes early on Fridays.",
    "School gate opens at half past eight and children line up by the green door.",
    "Back door to the canteen is for deliveries only, press the buzzer.",
    "If the shutter sticks, lift it a little and push, it is only the shop one that plays up.",
    "The public key is stored in the repository, the private one in the vault.",
    "Press any key to continue, then type your staff number.",
    "Back door found in the firmware, patch issued overnight.",
    "Windows update will restart your laptop, let it finish.",
    "The lookup failed because the foreign key points to a row that no longer exists.",
    "Caps lock key stuck on ward computer, ticket raised.",
    "Leave your key card at reception when you go off duty.",
    "The hotel asks that room keys be dropped in the box by the lift on departure.",
    "Caravan club: the toilet block key is on a hook in the site office.",
    "Allotment shed key is kept by the secretary, ask at the meeting.",
    "Church hall key from Mrs Lumley at the bakery, hall booked till nine.",
    "The minibus keys are in the glove box of the other minibus, of course.",
    "Pool car key goes back in the cabinet behind the duty desk.",
    "Keys found in car park, describe them to security to claim.",
    "He sang in the wrong key all through the hymns and did not mind a bit.",
    "House key, car key, bike key: children sorted the pictures into pairs.",
    "The florist leaves the flowers round the back of the chapel.",
    "She let herself down badly in the spelling bee, she said, but that was in primary school.",
    "Let yourself off the hook for once and have a rest day.",
    "Let us know if you would like to come in for a cuppa and a look at the new office.",
    "Knock-on effect of the road works is late calls all week.",
    "Walk in clinic open until eight, no need to book.",
    "Open door policy: my office is always open if you are worried about anything.",
    "We get in through the staff entrance now that the foyer is being tiled.",
    "The lock on the clinical waste bin is broken again, estates chased.",
    "Lock gates on the canal are closed for repair so the boat trip is off.",
    "Bluebell Gate is now the name of the new dementia ward.",
    "Gatekeeping of referrals has moved to the single point of access.",
    "Doorstep challenge: who can walk the most this month?",
    "The latch on the baby's breast is much better today, mother delighted.",
    "Latchkey club after school is full, waiting list open.",
    "Patio furniture sale ends this weekend at the garden centre.",
    "Porch swing assembled by volunteers for the day centre garden.",
    "Hold the neighbour's hand while crossing, said the teacher.",
    "Neighbourhood team meeting moved to the boardroom.",
    "The neighbours' committee holds its meeting on the first Tuesday.",
    "Hiding place theories about the lost treasure kept the group talking for an hour.",
    "Hide and seek in the soft play, no one would come out.",
    "Bingo box and spare pens are under the stage.",
    "Tupperware with the cakes is behind the till, please help yourselves.",
    "First aid box on the wall by the lifts, eye wash below.",
    "Defibrillator is in the red phone box outside the village shop.",
    "Suggestion box by the front door of the library, slips provided.",
    "Tick the box if no one at home can drive.",
    "Sharps box full, collection requested.",
    "Put the returned pendants in the box under the hatch at the telecare hub.",
    "Key performance figures for missed calls attached.",
    "Key findings: doors and windows were a common source of heat loss.",
    "The keynote speaker cannot come, so Ruth will hold the fort.",
    "Key stage two trip to the castle, portcullis and all.",
    "Please key in your mileage by the fifth.",
    "Low-key leaving do for Pam, Friday, back room of the Plough.",
    "Florida Keys quiz question caught everybody out.",
    "Safe hands course, bring indoor shoes.",
    "Safe to leave for short periods, risk assessment signed.",
    "She feels safe and says so.",
    "Carer asked to keep the patient's secret safe, explained she could not promise.",
    "Locked-in syndrome study day, places left.",
    "Lockdown drill at the school, all doors and blinds closed.",
    "Window of opportunity for flu jabs is closing.",
    "Windowsill herbs planted by the craft group.",
    "Opened a new bank account for him with no trouble at all.",
    "Bell's palsy resolving, eye closes fully now.",
    "Bell ringers practise on Thursday, so expect noise.",
    "Belt and braces: we ring and text before every visit.",
    "Fostering leaflet: keep the keys to your car and garage out of reach of young children.",
    "New starter pack includes uniform, badge and a torch for dark evenings.",
    "Training slide: what would you do if nobody came to the door? Discuss in pairs.",
    "Procedure for no reply: ring the client, then the office, and do not leave until told.",
    "The form asks who holds a key, please do not leave that part empty.",
    "In the film the burglar finds the key over the lintel, which Mum thought very silly.",
    "My chest of drawers arrived with the key missing, can I have a refund?",
    "Do you sell key safes that can be screwed to wood, and are they police approved?",
    "Under the mat was only dust, said the cleaner of the gym.",
)
