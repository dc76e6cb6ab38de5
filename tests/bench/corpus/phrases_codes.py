"""How care staff write the codes that open a home, and the words that stop an alarm."""

from .halves import lines

KEY_SAFE = lines("""
Keysafe is {ks}, please spin the dial when you leave.
Access via key safe - {ks}
New key safe number from Monday: {ks}
She has had a key safe put in, code {ks}.
KS {ks} {ks_place}
k/s {ks}, {ks_place}
To get in use the keysafe ({ks}).
Key safe changed again, it is {ks} now
The combination of the key safe is {ks} and it sticks in the cold.
Pls use keysafe no {ks} not the doorbell
Code to the keysafe {ks}. Knock first so she is not startled.
Keysafe code - {ks} - do not write on rota sheets
Key Safe: Yes. Code: {ks}. Location: {ks_place}
hi it's the office, ks for your 7am is {ks}
Out of hours nurses need the key safe code which is {ks}.
Double up call, first carer gets the key from the key safe {ks}
Keys returned to keysafe, {ks}, lid shut.
Son confirms that the key safe has been reset to {ks}.
Could not open the key safe with {ks}, rang the office.
Entry by keysafe number {ks}. Two locks, the top one is stiff.
Keysafe combo {ks}
Enter {ks} into the key safe and slide the black catch down.
The number for the outside key safe is {ks}, {ks_place}
key safe pin {ks} - tell bank staff
Handover: keysafe {ks}, tablets locked away, dog friendly.
District nurse asks for the keysafe code, given {ks} over the phone.
Keysafe for 2nd floor flat: {ks}
Front door key in the key safe, dial {ks}.
Keysafe? yes {ks}
{ks} key safe, let yourself in, she is slow on her frame
Discharge note: keysafe in situ, code {ks}, family aware.
There are two key safes; use the grey one, {ks}.
Therapist to let herself in using key safe code: {ks}
REMINDER key safe code updated to {ks}
KEYSAFE NUMBER {ks}
Please log that the key safe at the property is now {ks}
keysafe still {ks}?
Keysafe: press {ks} then pull the cover towards you
His key safe opens with {ks}.
Rapid response access: k.safe {ks}
Reablement start today. Key-safe {ks}, {ks_place}.
She gave the ambulance crew {ks} for the key safe.
Council fitted the keysafe on {date}, number {ks}.
Last four digits wrong on the sheet, keysafe is actually {ks}
""")
DOOR = lines("""
Door code {door}
The main entrance keypad is {door}.
To enter the block key in {door} and wait for the buzz.
Communal entrance code: {door}
Front door of the flats has a coded lock, {door}.
Outer door {door}, inner door is never locked in the day.
Digilock on the door {door}
Entry code for the building is {door}
Door entry system: {door}
Use {door} on the front door keypad.
Keypad code at the front door {door} then the lift to the third floor.
Punch {door} into the door panel and push hard.
Code for the communal door changed to {door} on {date}
The sheltered scheme main door opens with {door}.
Lobby door code {door}
Flat entrance: door code is {door}, second door on the left.
Door pin {door}
Her front door has a number lock: {door}
Block door {door}, ask nobody, just go up
Back door keypad {door}
Door code at extra care scheme after 8pm is {door}
Night carers need the door code, {door}, as reception shuts at six.
Please use side entrance, door code {door}.
House door has a touchpad lock ({door}).
Building access code {door}
DOOR CODE: {door} FLOOR 2
Scheme front door: type {door}
You need {door} for the door and the lift will bring you up.
Coded entry, front door {door}
If nobody answers key {door} into the front door lock.
Smart lock on the front door, PIN {door}.
Porch door code {door}
Door access {door} then turn handle to the left
Access to flats - door keypad number {door}
Communal door? {door}
The caretaker says the entrance door code will be {door} from next week.
Door keycode {door}
The keycode for the main door is {door}.
Door release code {door}, given by the warden
new door code is {door} txt me if it doesnt work
Supported living, staff door code {door}
""")
GATE = lines("""
Gate code {gate}
Electric gate at the drive, code {gate}
The side gate has a combination padlock, {gate}.
Garage code {gate}
Car park barrier {gate}
Gates open with {gate} on the keypad.
Code for the gate is {gate}, close it behind you because of the dog.
Security gate: {gate}
Underground parking barrier code: {gate}
Park inside, gate keypad {gate}
Press {gate} at the gate and drive through slowly.
Combination lock on the back gate is set to {gate}.
Rear gate padlock code {gate}
Gate number is {gate}, then the path to the left.
The garage keypad code is {gate}.
Estate gates - {gate}
Coded padlock on the gate {gate}
Main gate access code {gate}
Driveway gates need a code: {gate}
Pedestrian gate {gate}
Barrier code for the retirement village {gate}
Bungalow is behind the gates, key in {gate} and wait
gate pin {gate}
The farm gate padlock is {gate}.
Use gate code {gate} after dark.
Shed padlock {gate}
Gate: {gate}
Iron gate at the front, code {gate}.
Yard gate has a number lock, {gate}
The code to the garden gate is {gate}.
gate keycode {gate} both carers
Entrance gate entry code is {gate}
Courtyard gate - code {gate}
If the barrier is down use {gate}.
Garage door opens with {gate} on the pad.
The code for the alley gate changed, it is {gate} now.
Gated close. Gate code: {gate}. Park in visitors' bay.
Padlock on gate = {gate}
Vehicle gate code {gate}
Remember the gate, {gate}
Side gate code is {gate} and the key hangs inside
""")
ALARM = lines("""
Alarm code {alarm}
Burglar alarm must be switched off within 30 seconds, code {alarm}.
House alarm {alarm}
To disarm the alarm enter {alarm}.
Intruder alarm code: {alarm}
Alarm panel is under the stairs, number {alarm}
Unset alarm with {alarm} and press the tick.
Turn the alarm off first ({alarm}).
The alarm beeps when you open the door, key in {alarm}.
Set the alarm on leaving, {alarm}.
alarm pin {alarm}
Alarm deactivation code {alarm}
Security alarm by the coats: {alarm}
Please set the burglar alarm at the evening call using {alarm}.
Code for the house alarm is {alarm}
If the alarm goes off type {alarm} and ring the office.
Alarm keypad in the hall, {alarm} then off.
Alarm is now set during the day, the code is {alarm}.
The intruder alarm was reset to {alarm} after the battery change.
Burglar alarm - {alarm} - left of the door
Disarm code {alarm} for the alarm
Alarm: {alarm}
You have twenty seconds to put {alarm} into the alarm.
ALARM CODE IS {alarm} ALL STAFF
His alarm code, {alarm}, is the same to set and unset.
New burglar alarm code {alarm}
Alarm system: enter {alarm} then hash
Family put the alarm on at night. Code {alarm}.
alarm off = {alarm}
The burglar alarm number is {alarm}.
Switch alarm off on entry with {alarm}
Alarm box near fuse board, pin {alarm}
Sleep-in staff: alarm code {alarm}
Use {alarm} for the alarm
Alarm set code {alarm}
Home alarm code given by the son: {alarm}.
There is an alarm, {alarm}.
Alarm code changed on {date}, now {alarm}
Remember to key {alarm} into the alarm before you go.
Burglar alarm? yes, {alarm}
Kitchen alarm panel code {alarm}
""")
PASSWORD = lines("""
Careline password {password}
The password for the alarm company is {password}.
When the pendant centre rings back say {password}, it is the password.
Telecare password is {password}
Alarm monitoring password: {password}
Password with the alarm receiving centre - {password}
The lifeline operator will ask for a password; it is {password}.
Safe word for telecare: {password}
Warden call password "{password}"
Careline: quote password {password} to have the main door released.
Pull cord set off by mistake? Password is {password}.
Tell the monitoring centre the password {password} if you trip it.
Lifeline password = {password}
Password for pendant alarm {password}
alarm password {password}
If alarm company phone, password is '{password}'
Telecare codeword {password}
The code word for the careline is {password}.
Careline need the password ({password}) before they will cancel the call out.
Burglar alarm company, password {password}
Response centre password: {password}
Our password at the call centre for her pendant is {password}
Password to stand down the alarm: {password}
Alarm company codeword is {password}
Family chose {password} as the password for the alarm.
Telecare unit tested, password {password} confirmed.
Community alarm password - {password}
Password given to the alarm centre on {date}: {password}
Her lifeline password was changed to {password}
To cancel a false alarm give the password {password}.
Security password for the careline {password}
Monitored alarm. Password: {password}
careline pw {password}
Pendant password {password}
The community alarm team ask for a password which is {password}
Verbal password for the alarm centre is {password}.
Alarm password set as {password}
Lifeline safe word is {password}
Control centre password for the alarm is {password}
Password when telecare ring: {password}
Keyword for the alarm company {password}
""")
TEMPLATES = KEY_SAFE + DOOR + GATE + ALARM + PASSWORD
