"""Innocent writing: it speaks of keys, codes, doors and numbers, and gives nobody away."""

# file -> text. Written as it stands, UTF-8.
TEXTS: dict[str, str] = {
    "Policies/Key safe policy.txt": """KEY SAFE POLICY, version 4.2, approved 12/03/2026

1. Key safe codes are personal data. Do not write codes in the communication book, in e-mails or
   on rotas. Codes belong in the secure section of the care system only.
2. A key safe must meet the police-approved standard. Model C500 costs £65.00, see price list 2026.
3. No key safe may be fitted without consent. Where a key safe is declined, record "no key safe".
4. Change the code when a carer leaves. Key safe code: N/A is not an acceptable entry.
5. Section 1066 of the old handbook is withdrawn.
""",
    "Policies/Lone working.md": """# Lone working

- Ring the on-call number when a door is not answered; wait 15 minutes.
- Never leave a door unlocked behind you. Never hide a key.
- Staff who hold keys sign the register in the office (form LW-2290).
- The alarm on the lone worker device lasts 45 minutes; battery 1200 mAh.
""",
    "Policies/Confidentiality.txt": """Confidentiality in nine lines

NHS numbers identify people. Do not put an NHS number in the subject of an e-mail or in a file name.
National Insurance numbers stay in HR. Key safe codes are never texted.
Report a breach on form 1180 within 24 hours. Breach line opens 0800 to 1830.
""",
    "Policies/No reply procedure.txt": """No-reply procedure (NR 2026/04)

Step 1. Knock, ring the bell, look through the letterbox.
Step 2. Telephone the person. Step 3. Telephone the office.
Entry by the police needs an incident number, for example 0457 of the day's log.
Key safe code withheld? The duty manager decides.
""",
    "Minutes/2026-09-14 team meeting.txt": """Team meeting, 14 September 2026, 14:00, 12 present

Joining on Teams: meeting ID 381 204 557 19, access code 4471, or dial in with PIN 29053.
1. Key performance indicators: 1234 visits, 96.4 per cent on time.
2. Fire door on the first floor to be repaired; door opens at 0830 only.
3. Key worker allocation: each key worker has at most 8 people.
4. Room booking code for the training suite has changed, ask reception.
Next meeting 12 October.
""",
    "Minutes/Board 2026 Q3.md": """# Board minutes, quarter 3

Key findings: 4829 visits audited, 31 late. Stage gate 2345 of the rostering project approved.
The gateway review scored 7406. Exit code of the pilot: none. Combination of two bids preferred.
Next: access to the capital fund (reference 5038), entry criteria unchanged.
""",
    "Minutes/Health and safety.txt": """Health and safety committee, action log

Fire alarm raised at 0457 on the 3rd, false call, panel reset by the contractor.
Smoke alarm tested, serial 4471. Alarm company visits twice a year.
Gate at the depot: hinge replaced, invoice 48213. Window locks ordered, part 6031.
Spare parts are in the cupboard under the stairs. Mat by the door is a trip hazard.
""",
    "Training/Induction timetable.txt": """Induction

Day 1  0900 Welcome, key people, where the fire doors are
Day 2  0930 Key safes: how to use one, why codes are never written down (module KS2, 45 min)
Day 3  1000 Medication, combination inhalers 250/25, MAR chart codes A, R, N
Day 4  1400 Moving and handling, course code 7302
""",
    "Training/Quiz key safes.md": """# Quiz

1. Where do you record a key safe code? a) diary b) secure section c) nowhere
2. A neighbour asks you for the code of the key safe. What do you say?
3. The pupil did well at KS2 and KS3 in 2019. Which key stage is next?
4. The key to good care is: listening.
""",
    "Training/First aid notes.txt": """Cardiac arrest in hospital: call 2222. At home: 999.
IV access 20G. Pin site infection from day 4. Entry wound, exit wound.
HbA1c 48 mmol/mol. KS staging applies to Kaposi sarcoma. Keyhole surgery heals fast.
""",
    "IT/src/keySafeLoader.js": """// Loads API keys safely, from a sealed file.
const DEFAULT_CODE = 4829;
export function keySafeLoader(path) {
  const keySafe = new UniqueKeySafeMap();
  if (!path) process.exit(2);
  return keySafe.load(path, { code: DEFAULT_CODE, alarmCodeBase: 0x1f00 });
}
window.addEventListener("keydown", (e) => { if (e.keyCode === 27) closeDialog(1905); });
""",
    "IT/src/ClientForm.java": """class ClientForm {
    // The column is encrypted; tests use the empty string.
    private String keySafeCode = "";
    private String accessNotes = null;
    static final int HTTP_STATUS_CODE = 4040;
    void validate() { if (keySafeCode.length() > 8) throw new IllegalStateException("E2290"); }
}
""",
    "IT/src/roster.yml": """service: roster
keySafeCode: ****
doorCode:
retry: {codes: [429, 503, 5021], exit_code: 1}
nhsNumber: "{{ nhs_number }}"
key_location: secrets/roster.pem
""",
    "IT/schema.sql": """CREATE TABLE client (
  id int NOT NULL, nhs_number char(10), key_safe_code varchar(8), door_code varchar(8),
  alarm_password varchar(40), access_notes text, PRIMARY KEY (id)
);
-- no rows: the structure only. Version 20261005.
""",
    "IT/deploy.log": """2026-10-05T02:00:01Z step 1 exit code 0
2026-10-05T02:00:09Z GET /health 200 4219 ms, request 51034481
2026-10-05T02:01:44Z WARN retry after HTTP status code 503, trace 7f3a4471c02290aa
2026-10-05T02:02:10Z unlock database, gate passed, key rotated, alarm cleared
2026-10-05T02:02:11Z epoch 1791165731 build 2026100502
""",
    "IT/LICENCE.txt": """Permission is given to use, copy and change this roster template,
provided that this notice stays with every copy. It comes without warranty of any kind.
Product key AAAA1-BBBB2 is a placeholder.
""",
    "IT/README.md": """# Roster template

Run `roster --port 8443`. The default admin page asks for an access code by e-mail.
Key bindings: press key 13 to save, key 27 to leave. Colour code #4829AB.
""",
    "Letters/Blank consent form.txt": """CONSENT TO FIT A KEY SAFE

Name: ______________________   Date of birth: __/__/____   NHS number: ___ ___ ____
Address: ______________________________________________
Key safe code: ________   Location: ____________________
Keyholder: _____________   Telephone: _________________
Alarm password: ________   Signed: ____________________
""",
    "Letters/Newsletter autumn.txt": """Larkfield Home Care autumn newsletter

Our open day begins at 1830 and the doors open at six. Parking behind the hall.
The key to a warm winter: layers, hot meals, and a visit from a friend.
Raffle tickets 4001 to 4219 are with the office. Quiz night code name: Gatekeeper.
""",
    "Letters/Template appointment.txt": """Dear {{title}} {{last_name}},

We will visit you on {{date}} between {{from}} and {{until}}. Your care worker is {{worker}}.
Please leave the hall light on. Your reference is {{client_id}}.
""",
    "Marketing/Web page key safes.html": """<!doctype html><title>Key safes</title>
<h1>Why fit a key safe?</h1>
<p>A key safe lets carers in when you cannot come to the door. It takes a code of four to seven
digits. From £65.00, fitted within 10 days. Key safe to be installed by a
trained fitter. Order by quoting discount code SAVE10 or item 51378.</p>
""",
    "Marketing/Price list.txt": """Price list 2026, pence excluded

Key safe C500 ........ 65    Key safe, push button ... 49    Lock box, large ... 88
Door sensor 2290 ..... 31    Gate latch, brass ....... 14    Fob, spare ........ 6
Intruder alarm kit 7306 .. 140    Alarm pendant 5021 ... 95
""",
}
