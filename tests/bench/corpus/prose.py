"""Letters, care notes, mail, messages and logs made of dealt sentences."""

from collections.abc import Callable
from random import Random

from . import writers
from .document import Document, planted_in
from .markup import Text, join, render
from .slots import Slots

Deal = Callable[[], str]  # the next template


class Author:
    """Writes documents of running text about one person or several."""

    def __init__(self, rng: Random, deal: Deal, deal_plain: Deal) -> None:
        self._rng, self._deal, self._deal_plain = rng, deal, deal_plain

    def sentences(self, slots: Slots, count: int) -> list[Text]:
        """Sentences of which about two in three hold something."""
        made = []
        for _ in range(count):
            template = self._deal() if self._rng.random() < 0.65 else self._deal_plain()
            made.append(render(template, slots))
        return made

    def letter(self, name: str, slots: Slots) -> Document:
        """A letter about one person."""
        head = render("{name}\n{street}\n{town}\n{postcode}\n\nOur ref: {n6}\n{date}\n", slots)
        body = [*self.sentences(slots, 8), render("Yours sincerely\n{kin}", slots)]
        return self._text(name, "letter", [head, *body], slots, "\n\n")

    def care_notes(self, name: str, slots: Slots) -> Document:
        """Entries of a day about several people, one a line."""
        lines = []
        for _ in range(12):
            slots.turn_to_next()
            stamp = render("{day} {time}", slots)
            said = self.sentences(slots, self._rng.choice((1, 1, 2)))
            lines.append(join([stamp, *map(_ended, said)], " "))
        return self._text(name, "care notes", lines, slots, "\n", encoding="cp1252")

    def log(self, name: str, slots: Slots) -> Document:
        """A log into which an application wrote what it should not."""
        lines = []
        for _ in range(12):
            slots.turn_to_next()
            head = render("{stamp} INFO job {n8} note saved:", slots)
            lines.append(join([head, _one_line(self.sentences(slots, 1)[0])], " "))
        return self._text(name, "log", lines, slots, "\n")

    def _text(
        self,
        name: str,
        kind: str,
        parts: list[Text],
        slots: Slots,
        between: str,
        encoding: str = "utf-8",
    ) -> Document:
        whole = join([_in_latin(part) for part in parts] if encoding != "utf-8" else parts, between)
        return Document(
            name,
            kind,
            whole.text.encode(encoding),
            planted_in([whole]),
            frozenset(slots.named),
            whole.labels,
        )

    def mail(self, name: str, slots: Slots) -> Document:
        """One e-mail: sender and recipient, subject, body."""
        slots.turn_to_next()
        sender = render("{name} <{email}>", slots)
        slots.turn_to_next()
        recipient = render("{email}", slots)
        slots.turn_to_next()
        subject = _one_line(render(self._deal(), slots))
        body = join(self.sentences(slots, 7), "\n\n")
        content = writers.mail(sender.text, recipient.text, subject.text, body.text)
        texts = [sender, recipient, subject, body]
        return Document(name, "e-mail", content, planted_in(texts), frozenset(slots.named))

    def pdf(self, name: str, slots: Slots) -> Document:
        """A printed report about one person."""
        texts = [_in_latin(text) for text in self.sentences(slots, 12)]
        content = writers.pdf([text.text for text in texts])
        return Document(name, "pdf", content, planted_in(texts), frozenset(slots.named))

    def word(self, name: str, slots: Slots) -> Document:
        """A care plan: a form, then sentences."""
        form = [("Name", "{name}"), ("Date of birth", "{dob}"), ("NHS number", "{nhs}"),
                ("Address", "{street}"), ("Postcode", "{postcode}"), ("Key safe code", "{ks}"),
                ("Telephone", "{phone}")]  # fmt: skip
        filled = [(label, render(template, slots)) for label, template in form]
        texts = self.sentences(slots, 8)
        content = writers.word([t.text for t in texts], [(label, t.text) for label, t in filled])
        planted = planted_in([*(text for _, text in filled), *texts])
        return Document(name, "docx", content, planted, frozenset(slots.named))


def _one_line(text: Text) -> Text:
    return Text(text.text.replace("\n", " "), text.labels)


def _ended(text: Text) -> Text:
    """A full stop where the sentence lacks one and another may follow."""
    return Text(f"{text.text}.", text.labels) if text.text[-1].isalnum() else text


def _in_latin(text: Text) -> Text:
    """With the few characters that a code page lacks replaced, one for one."""
    return Text(text.text.replace("\u2013", "-"), text.labels)
