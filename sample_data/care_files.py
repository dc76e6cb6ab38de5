"""What the carers work with: care plans, referrals, rotas, telecare and text messages."""

from datetime import timedelta

from . import words
from .homes import Home, safe_note
from .office import Form, Sheet, docx_bytes, xlsx_bytes
from .share import NEW, OLD, Share
from .writers import csv_bytes, pdf_bytes, text_bytes


def write(share: Share) -> None:
    """All of them."""
    for number, home in enumerate(share.world.some(0, 0.15, 9), 1):
        _care_plan(share, home, number)
    for home in share.world.some(0.85, 0.9, 3):
        _old_care_plan(share, home)
    _referrals(share)
    _rotas(share)
    _telecare(share)
    _texts(share)


def _care_plan(share: Share, home: Home, number: int) -> None:
    user, rng = home.owner, share.rng
    file = f"Care Plans/{user.last} {user.first} care plan.docx"
    rows = [
        ("Name", user.name("{title} {first} {last}")),
        ("Date of birth", user.born_on()),
        ("NHS number", user.nhs_number()),
        ("Address", user.whole_address()),
        ("Telephone", user.telephone()),
        ("Diagnosis", rng.choice(words.CONDITIONS)),
        ("Risks", rng.choice(words.RISKS)),
        ("Medication", rng.choice(words.MEDICINES)),
    ]
    if home.safe:
        rows += [("Key safe code", home.safe_code()), ("Key safe location", home.safe_place())]
    else:
        rows += [("Getting in", home.note(rng))]
    if home.kin:
        rows += [(f"Next of kin ({home.kin.role})", f"{home.kin.name()}, {home.kin.telephone()}")]
    closing = (
        f"{user.name('{title} {last}')} likes to be called {user.first}. Two calls a day.",
        f"Reviewed by {share.world.staff[number % len(share.world.staff)].name()}.",
    )
    header = f"{user.name('{last}, {first}')}  NHS {user.nhs_number()}" if number % 3 == 0 else ""
    pen = share.pen(file)
    pen.take(user.name("{last} {first}"), "file name")
    share.put(file, docx_bytes(pen, Form("Care and support plan", rows, closing, header)))


def _old_care_plan(share: Share, home: Home) -> None:
    user = home.owner
    file = f"Care Plans/archive/2017 {user.last} care plan.docx"
    rows = (
        ("Client", user.name("{first} {last}")),
        ("D.O.B.", user.born_on("%d.%m.%Y")),
        ("Lives at", f"{user.address()} {user.town} {user.post_code()}"),
        ("Entry", home.note(share.rng)),
    )
    form = Form("Service user file, closed 6 March 2017", rows)
    share.put(file, docx_bytes(share.pen(file), form), OLD)


def _referrals(share: Share) -> None:
    for number, home in enumerate(share.world.some(0.2, 0.27, 4)):
        user = home.owner
        file = f"Referrals/Discharge {user.last} 2026-09-{number + 11}.pdf"
        page = "\n".join((
            "Nethercrag General Hospital, Ward 14", "",
            f"Re: {user.name('{title} {first} {last}')}    DOB {user.born_on('%d %b %Y')}",
            f"NHS No: {user.nhs_number()}", f"Address: {user.whole_address()}", "",
            f"Admitted after a fall. Past history: {share.rng.choice(words.CONDITIONS).lower()}.",
            "Medically fit for discharge; package of care to restart, four calls.",
            "Access to the property:", home.note(share.rng), "", "Discharge team, Ward 14",
        ))  # fmt: skip
        pen = share.pen(file)
        pen.take(user.name("{last}"), "file name")
        share.put(file, pdf_bytes(pen, [page, "Page 2: no further information."]))
    _council_referral(share, share.world.homes[3])
    _named_file(share, share.world.homes[4])


def _council_referral(share: Share, home: Home) -> None:
    user = home.owner
    text = (
        "REFERRAL FOR HOME CARE\n"
        f"Service user: {user.name('{last}, {first}')}\n"
        f"NHS number: {user.nhs_number('')}\n"
        f"Born: {user.born_on()}\n"
        f"Lives at {user.whole_address()}.\n"
        f"Needs: {share.rng.choice(words.CONDITIONS)}. {share.rng.choice(words.RISKS)}.\n"
        f"Access: {home.note(share.rng)}\n"
        "Funding agreed to £412 a week.\n"
    )
    file = "Referrals/council referral 0931.txt"
    share.put(file, text_bytes(share.pen(file), text, encoding="cp1252", newline="\r\n"))


def _named_file(share: Share, home: Home) -> None:
    """A file whose name gives away more than its text."""
    user = home.owner
    file = f"Referrals/{user.last} {user.nhs} discharge.txt"
    pen = share.pen(file)
    pen.take(f"{user.name('{last}')} {user.nhs_number('')}", "file name")
    text = f"Home on Thursday after 2 pm. Daughter informed.\nDoor: {home.note(share.rng)}\n"
    share.put(file, text_bytes(pen, text, newline="\r"))


def _rotas(share: Share) -> None:
    rng, staff = share.rng, share.world.staff
    header = ("Date", "Time", "Client", "Address", "Postcode", "Care worker", "Access notes")
    rows = [
        (f"{5 + number % 7:02d}/10/2026", f"{7 + number % 12:02d}:{rng.choice(('00', '15', '30'))}",
         home.owner.name(), home.owner.address(), home.owner.post_code(),
         staff[number % len(staff)].name(), home.note(rng))
        for number, home in enumerate(share.world.some(0.1, 0.6, 20))
    ]  # fmt: skip
    register = [
        (home.owner.name("{last}, {first}"), home.owner.post_code(), home.safe_code(),
         home.planted("DOOR_CODE", home.door), home.planted("ALARM_CODE", home.alarm),
         home.holder())
        for home in share.world.some(0, 0.9) if home.safe or home.alarm or home.keyholder
    ]  # fmt: skip
    columns = ("Client", "Postcode", "Key safe", "Door code", "Alarm code", "Keyholder")
    sheets = [
        Sheet("Week 41", header, rows),
        Sheet("Mileage", ("Care worker", "Miles"), [(staff[0].name(), "184"), ("Total", "184")],
              numeric=frozenset({"Miles"})),
        Sheet("key register", columns, register, hidden=True, numeric=frozenset({"Key safe"})),
    ]  # fmt: skip
    file = "Rotas/Visit rota week 41.xlsx"
    share.put(file, xlsx_bytes(share.pen(file), sheets))
    file = "Rotas/nights_october.csv"
    nights = [
        ((NEW + timedelta(days=number)).strftime("%Y-%m-%d"), home.owner.name("{title} {last}"),
         home.owner.post_code(), safe_note(home, rng) if home.safe else home.note(rng))
        for number, home in enumerate(share.world.some(0.6, 0.8, 10))
    ]  # fmt: skip
    share.put(file, csv_bytes(share.pen(file), ("night", "who", "where", "how to enter"), nights))


def _telecare(share: Share) -> None:
    watched = [home for home in share.world.homes if home.alarm or home.password]
    file = "Telecare/lifeline_subscribers.csv"
    rows = [
        (f"TC{number:05d}", home.owner.name(), home.owner.telephone(""),
         home.planted("ALARM_PASSWORD", home.password), home.planted("ALARM_CODE", home.alarm))
        for number, home in enumerate(watched, 301)
    ]  # fmt: skip
    header = ("unit", "subscriber", "phone", "alarm password", "house alarm code")
    share.put(file, csv_bytes(share.pen(file), header, rows, delimiter=";"))
    file = "Telecare/keyholders.txt"
    lines = [
        f"{home.owner.name()} - keyholder: {home.holder()} ({home.kin.role})"
        for home in share.world.homes if home.keyholder and home.kin
    ]  # fmt: skip
    share.put(file, text_bytes(share.pen(file), "\n".join(lines) + "\n", by="line"))


def _texts(share: Share) -> None:
    """Texts between carers: no capitals, few vowels, all of it usable."""
    rng, staff = share.rng, share.world.staff
    rows = []
    for number, home in enumerate(share.world.some(0.3, 0.9, 20)):
        who = home.owner.name(f"{home.owner.first} {home.owner.last[0]}".lower())
        rows.append((
            f"2026-10-{number % 28 + 1:02d} {rng.randrange(7, 21):02d}:{rng.randrange(60):02d}",
            staff[number % len(staff)].telephone(""), f"{who} {_texted(home, number)}",
        ))  # fmt: skip
    file = "SMS/texts_october.csv"
    share.put(file, csv_bytes(share.pen(file), ("sent", "from", "text"), rows))


def _texted(home: Home, number: int) -> str:
    if home.safe:
        places = ("rnd back", "by bins", "left o door")
        place = home.planted("KEY_SAFE_LOCATION", places[number % len(places)])
        return f"ks {home.safe_code()} {place}, dnt 4get 2 scramble"
    if home.key_place:
        return f"key {home.planted('KEY_LOCATION', 'undr gnome')}, gate {_gate(home)}"
    if home.entry:
        return f"{home.planted('ENTRY_METHOD', 'bk door open')}, jst walk in"
    if home.password:
        return f"lifeline will ask 4 password its {home.planted('ALARM_PASSWORD', home.password)}"
    return "not in 2day, at hosp. back thurs"


def _gate(home: Home) -> str:
    return home.planted("GATE_CODE", home.gate)
