"""What the numbered properties of Outlook items are called; [MS-OXPROPS] section 2.

The names that e-mail headers have are used where there are such, so that columns are the same.
"""

SUBJECT, HEADERS, BODY, HTML, RTF = 0x0037, 0x007D, 0x1000, 0x1013, 0x1009

NAMES: dict[int, str] = {
    SUBJECT: "Subject", 0x3FF8: "created by", 0x3FFA: "changed by",
    0x0042: "From", 0x0065: "From", 0x0C1A: "Sender", 0x0C1F: "Sender", 0x5D01: "Sender",
    0x5D02: "From", 0x0E02: "Bcc", 0x0E03: "Cc", 0x0E04: "To", 0x0070: "conversation topic",
    0x0E1D: "Subject", 0x1035: "Message-ID", 0x0050: "Reply-To", 0x0040: "Received by",
    0x0076: "Received by", 0x0044: "Received for", 0x0078: "Received for",
    0x0039: "Date", 0x0E06: "received at", 0x3007: "created at", 0x3008: "changed at",
    0x0060: "start", 0x0061: "end", 0x1039: "References", 0x1042: "In-Reply-To",
    0x3001: "display name", 0x3003: "e-mail address", 0x39FE: "e-mail address",
    0x3004: "comment", 0x3A02: "callback telephone", 0x3A05: "generation", 0x3A06: "first name",
    0x3A08: "business telephone", 0x3A09: "home telephone", 0x3A0A: "initials",
    0x3A0B: "keyword", 0x3A0D: "location", 0x3A11: "surname", 0x3A15: "postal address",
    0x3A16: "company", 0x3A17: "job title", 0x3A18: "department", 0x3A19: "office location",
    0x3A1A: "primary telephone", 0x3A1B: "business telephone 2", 0x3A1C: "mobile telephone",
    0x3A1D: "radio telephone", 0x3A1E: "car telephone", 0x3A1F: "other telephone",
    0x3A21: "pager", 0x3A23: "fax", 0x3A24: "fax", 0x3A25: "fax", 0x3A26: "country",
    0x3A27: "town", 0x3A28: "county", 0x3A29: "street address", 0x3A2A: "postcode",
    0x3A2B: "post office box", 0x3A2E: "assistant telephone", 0x3A2F: "home telephone 2",
    0x3A30: "assistant", 0x3A41: "wedding anniversary", 0x3A42: "date of birth",
    0x3A44: "middle name", 0x3A45: "title", 0x3A46: "profession", 0x3A48: "spouse",
    0x3A4E: "manager", 0x3A4F: "nickname", 0x3A50: "personal web page",
    0x3A51: "business web page", 0x3A58: "children", 0x3A59: "home town", 0x3A5A: "home country",
    0x3A5B: "home postcode", 0x3A5C: "home county", 0x3A5D: "home street",
    0x3A5F: "other town", 0x3A60: "other country", 0x3A61: "other postcode",
    0x3A63: "other street", 0x3704: "attachment", 0x3707: "attachment",
}  # fmt: skip

# Named properties that have a number rather than a name of their own.
LIDS: dict[int, str] = {
    0x8005: "file under", 0x801A: "home address", 0x801B: "business address",
    0x801C: "other address", 0x802B: "web page", 0x8045: "business street",
    0x8046: "business town", 0x8047: "business county", 0x8048: "business postcode",
    0x8049: "business country", 0x804F: "free text 1", 0x8050: "free text 2",
    0x8051: "free text 3", 0x8052: "free text 4", 0x8062: "instant messaging address",
    0x8080: "e-mail address", 0x8083: "e-mail address", 0x8084: "e-mail address",
    0x8090: "e-mail address 2", 0x8093: "e-mail address 2", 0x80A0: "e-mail address 3",
    0x80A3: "e-mail address 3", 0x80DE: "date of birth", 0x8208: "location",
    0x8238: "attendees", 0x823B: "attendees", 0x823C: "optional attendees", 0x820D: "start",
    0x820E: "end", 0x8534: "mileage", 0x8535: "billing", 0x853A: "contacts",
}  # fmt: skip

# Names of classes, kinds of addresses, settings: no text of people.
SILENT = frozenset({0x001A, 0x0C1E, 0x0064, 0x0075, 0x0077, 0x3002,
                    0x0047, 0x3703, 0x370E, 0x3708, 0x3712, 0x3716, 0x0E28, 0x3FD9, 0x10F3,
                    0x4022, 0x4023, 0x4024, 0x4025, 0x8514, 0x65E0, 0x66AB, 0x3FDE, 0x3613,
                    0x1046})  # fmt: skip
CLASSES = ("IPM.", "REPORT.IPM")
