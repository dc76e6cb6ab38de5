"""What the office keeps: e-mail, staff records, hand-over notes in assorted encodings."""

from .homes import Home
from .marks import mark
from .office import Sheet, xlsx_bytes
from .people import Person
from .share import Share
from .writers import Mail, csv_bytes, eml_bytes, pdf_bytes, text_bytes


def write(share: Share) -> None:
    """All of them."""
    _emails(share)
    _staff_records(share)
    _handover(share)
    _key_log(share)


def _from(person: Person) -> str:
    return f"{person.name()} <{person.mail()}>"


def _send(share: Share, name: str, mail: Mail) -> None:
    file = f"Emails/{name}.eml"
    share.put(file, eml_bytes(share.pen(file), mail))


def _safes(share: Share) -> list[Home]:
    return [home for home in share.world.homes if home.safe]


def _emails(share: Share) -> None:
    staff, rng = share.world.staff, share.rng
    office, carer, manager = staff[2], staff[0], staff[3]
    safes = _safes(share)
    _send(share, "keysafe changed", _change_of_code(safes[4], carer, office))
    _send(share, "RE access tonight", Mail(
        _from(office), _from(carer), "RE: access tonight", "Tue, 06 Oct 2026 17:40:00 +0100",
        "\n".join(f"{home.owner.name('{title} {last}')}, {home.owner.whole_address()}: "
                  f"{home.note(rng)}" for home in share.world.homes[6:9]) + "\n\nThanks\n",
    ))  # fmt: skip
    _send(share, "rota attached", _with_rota(share, office, manager))
    _send(share, "referral attached", _with_referral(share, manager, office))
    _send(share, "office alarm", Mail(
        _from(manager), _from(office), "Office alarm", "Thu, 08 Oct 2026 08:05:00 +0100",
        f"The office burglar alarm code is now {mark('ALARM_CODE', '', '5380')}. "
        "Please do not write it on the wall this time.\n",
    ))  # fmt: skip
    _send(share, "from the family", _from_family(share, office))


def _change_of_code(home: Home, carer: Person, office: Person) -> Mail:
    """A reply chain that holds the old code and the new one."""
    user = home.owner
    old, new = home.planted("KEY_SAFE_CODE", home.old_safe), home.safe_code()
    body = (
        f"Thanks, noted on the system.\n\n{office.first}\n\n"
        f"On Tue, 6 Oct 2026 at 09:12, {carer.name()} <{carer.mail()}> wrote:\n"
        f"> Hi, {user.name('{title} {last}')} keysafe changed, was {old}, now {new}.\n"
        f"> Address is {user.address()}. The café run is off too – please ring on the way.\n"
        f"> {carer.first}\n"
    )
    return Mail(_from(office), _from(carer), f"RE: {user.name()} - keysafe changed",
                "Tue, 06 Oct 2026 10:02:00 +0100", body)  # fmt: skip


def _with_rota(share: Share, office: Person, manager: Person) -> Mail:
    pen = share.pen("Emails/rota attached.eml!/weekend.csv")
    rows = [
        (home.owner.name(), home.owner.nhs_number(), home.owner.post_code(), home.note(share.rng))
        for home in share.world.some(0.75, 0.9, 8)
    ]
    attached = csv_bytes(pen, ("Client", "NHS Number", "Postcode", "Access"), rows)
    return Mail(_from(office), _from(manager), "Weekend rota", "Fri, 09 Oct 2026 16:30:00 +0100",
                "Weekend rota attached, please keep it to yourself.\n",
                (("weekend.csv", "text/csv", attached),))  # fmt: skip


def _with_referral(share: Share, manager: Person, office: Person) -> Mail:
    home = share.world.homes[11]
    user = home.owner
    page = (
        f"New package of care\n\nClient: {user.name()}\nDate of birth: {user.born_on()}\n"
        f"NHS number {user.nhs_number()}\n{user.whole_address()}\n\nEntry: {home.note(share.rng)}"
    )
    pen = share.pen("Emails/referral attached.eml!/referral.pdf")
    return Mail(_from(manager), _from(office), "New referral", "Mon, 12 Oct 2026 11:20:00 +0100",
                f"Please start {user.name('{title} {last}')} on Thursday.\n",
                (("referral.pdf", "application/pdf", pdf_bytes(pen, [page])),))  # fmt: skip


def _from_family(share: Share, office: Person) -> Mail:
    home = next(home for home in share.world.homes if home.kin and home.key_place == "" and
                home.entry)  # fmt: skip
    assert home.kin is not None
    kin = home.kin
    body = (
        f"Dear office,\n\nI am away until the 19th. For {home.owner.name()}: "
        f"{home.planted('ENTRY_METHOD', home.entry)}, so no need to wait for an answer.\n"
        f"My number is {kin.telephone()}.\n\n{kin.name()}\n"
    )
    return Mail(_from(kin), _from(office), "While I am away", "Tue, 13 Oct 2026 19:44:00 +0100",
                body)  # fmt: skip


def _staff_records(share: Share) -> None:
    staff = share.world.staff
    header = ("Payroll", "Name", "Job", "NI number", "Date of birth", "Phone", "Email", "Address")
    rows = [
        (f"LF{number:03d}", person.name(), person.role, person.national_insurance(),
         person.born_on(), person.telephone(), person.mail(), person.whole_address())
        for number, person in enumerate(staff, 1)
    ]  # fmt: skip
    file = "HR/Staff list.xlsx"
    share.put(file, xlsx_bytes(share.pen(file), [Sheet("Staff", header, rows)]))
    file = "HR/starters_for_payroll.csv"
    starters = [(p.name("{last}"), p.name("{first}"), p.national_insurance()) for p in staff[:8]]
    share.put(file, csv_bytes(share.pen(file), ("surname", "forename", "nino"), starters,
                               encoding="utf-8-sig"))  # fmt: skip


def _handover(share: Share) -> None:
    """One entry a paragraph; old Windows and old Mac text."""
    entries = [
        f"{home.owner.name('{title} {first} {last}')} – settled, ate well. {home.note(share.rng)}"
        for home in share.world.some(0.4, 0.6, 8)
    ]
    text = "Hand-over book, week 41\n\n" + "\n\n".join(entries) + "\n"
    file = "Rotas/handover week 41.txt"
    share.put(file, text_bytes(share.pen(file), text, by="block", encoding="cp1252",
                               newline="\r\n"))  # fmt: skip
    calls = [
        f"{home.owner.name()} {home.owner.telephone()} {home.note(share.rng)}"
        for home in share.world.some(0.45, 0.55, 5)
    ]
    file = "Rotas/on call.txt"
    share.put(file, text_bytes(share.pen(file), "\n".join(calls) + "\n", by="line", newline="\r"))


def _key_log(share: Share) -> None:
    """A register as a database tool exports it: UTF-16 with a byte-order mark, tabs."""
    rows = [
        (home.owner.name(), home.owner.whole_address(), home.safe_code(), home.safe_place(),
         home.planted("GATE_CODE", home.gate), home.planted("KEY_LOCATION", home.key_place))
        for home in share.world.some(0.1, 0.7, 20) if home.safe or home.gate
    ]  # fmt: skip
    header = ("service_user", "address", "ks_no", "ks_location", "gate_code", "key_location")
    file = "Exports/key_log_utf16.csv"
    content = csv_bytes(share.pen(file), header, rows, delimiter="\t", encoding="utf-16-le")
    share.put(file, b"\xff\xfe" + content)
