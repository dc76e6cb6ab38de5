// All that is known of one place or object, in a dialog.

const dialog = document.getElementById("detail");

function list(title, items, className) {
  if (!items.length) return [];
  const all = make("ul", className);
  all.append(...items.map((item) => make("li", "", item)));
  return [make("h3", "", title), all];
}

function facts(pairs) {
  const all = make("dl", "facts-list");
  for (const [name, value] of pairs) {
    if (value === null || value === "") continue;
    const pair = make("div");
    pair.append(make("dt", "", name), make("dd", "", value));
    all.append(pair);
  }
  return all;
}

function encryption(value) {
  return value === null ? "Not known" : value ? "Yes" : "No";
}

function words(row) {
  return row.map(word);
}

function counts(columns, row) {
  return [
    ["People", between(columns.peopleLow[row], columns.people[row])],
    ["Homes that could be entered", between(columns.entryLow[row], columns.entry[row])],
    ["Homes whose way in stands beside the address", numbers.format(columns.homes[row])],
  ];
}

function placeParts(columns, row) {
  const evidence = sentences(columns.isWhy[row]);
  const verdicts = columns.is[row].map(
    (verdict, n) => `${capital(word(verdict))}. ${evidence[n] ?? ""}`,
  );
  return [
    facts([
      ["Priority", `${columns.priority[row]} of 100, ${word(columns.band[row]).toLowerCase()}`],
      ...counts(columns, row),
      ["Sensitivity", columns.sensitivity[row]],
      ["Exposure", columns.exposure[row]],
      ["Kind", capital(word(columns.kind[row]) || "place")],
      ["Who can read it", capital(word(columns.access[row]) || "unknown")],
      ["Encrypted at rest", encryption(columns.encrypted[row])],
      ["Last change", day(columns.changed[row])],
      ["Objects in it and below", numbers.format(columns.objects[row])],
      ["Of these not examined in full", numbers.format(columns.unread[row])],
      ["Size", size(columns.size[row])],
      ["Only test data", columns.test[row] ? "Yes" : ""],
    ]),
    ...list("Why", sentences(columns.why[row])),
    ...list("What kind of place it is", verdicts),
    ...list("What to do", sentences(columns.do[row]), "do"),
    ...list("Kinds of data", words(columns.data[row]), "tags"),
    ...list("Harms", words(columns.harms[row]).map(capital), "tags"),
    ...list("Controllers", words(columns.owners[row]), "tags"),
  ];
}

function objectParts(columns, row) {
  return [
    facts([
      ...counts(columns, row),
      ["Examined", capital(word(columns.status[row]))],
      ["Reason", capital(word(columns.reason[row]))],
      ["What happened", capital(sentence(columns.detail[row]))],
      ["What to do about it", capital(sentence(columns.fix[row]))],
      ["Format", word(columns.format[row])],
      ["Size", size(columns.size[row])],
      ["Last change", day(columns.changed[row])],
      ["Who can read it", capital(word(columns.access[row]) || "unknown")],
      ["Why we say so", capital(sentence(columns.accessWhy[row]))],
      ["Encrypted at rest", encryption(columns.encrypted[row])],
    ]),
    ...list("Kinds of data", words(columns.data[row]), "tags"),
    ...list("Controllers", words(columns.owners[row]), "tags"),
  ];
}

// `back` puts the focus where it was: the row may have been made anew meanwhile.
function openDetail(name, parts, back) {
  const title = document.getElementById("detail-title");
  title.replaceChildren(make("bdi", "", name));
  document.getElementById("detail-body").replaceChildren(...parts);
  dialog.showModal();
  dialog.addEventListener("close", back, { once: true });
  dialog.scrollTop = 0;
  title.focus();
}

document.getElementById("detail-close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
