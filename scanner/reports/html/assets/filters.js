// Which rows of a sheet are chosen: a text in the name, one word of a column, homes, a field of
// the risk matrix, or all below a place.

class Filters {
  constructor(sheet, noun) {
    this.sheet = sheet;
    this.noun = noun;
    this.form = sheet.section.querySelector("form");
    this.said = sheet.section.querySelector(".status");
    this.chosen = sheet.section.querySelector(".chosen");
    this.names = sheet.keys("name");
    this.extra = null; // {said, test} from a chart
    this.fill();
    this.form.addEventListener("input", () => this.apply());
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("reset", () => {
      this.extra = null;
      setTimeout(() => this.apply()); // the form empties its fields after this event
    });
  }

  // Each choice offers the words its column holds, bands and kinds of data the worst first.
  fill() {
    for (const select of this.form.querySelectorAll("select")) {
      const words = [...new Set(this.sheet.columns[select.dataset.filter].flat())];
      const key = select.dataset.filter;
      if (key === "band") words.sort((a, b) => BANDS.indexOf(word(b)) - BANDS.indexOf(word(a)));
      else words.sort((a, b) => word(a).localeCompare(word(b), "en-GB"));
      for (const number of words) select.append(this.option(number, key));
      select.parentElement.hidden = words.length < 2 && key !== "data";
    }
  }

  option(number, key) {
    const text = key === "band" ? word(number).toLowerCase() : word(number) || "none";
    const option = make("option", "", capital(text));
    option.value = number;
    return option;
  }

  tests() {
    const tests = this.extra ? [this.extra.test] : [];
    for (const field of this.form.querySelectorAll("[data-filter]")) {
      const values = this.sheet.columns[field.dataset.filter];
      const wanted = field.type === "checkbox" ? field.checked : field.value;
      if (!wanted) continue;
      if (field.type === "search") tests.push(this.holdsText(wanted));
      else if (field.type === "checkbox") tests.push((row) => values[row] > 0);
      else tests.push(holdsWord(values, Number(wanted)));
    }
    return tests;
  }

  // Every part of what was typed must stand in the name.
  holdsText(typed) {
    const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
    return (row) => parts.every((part) => this.names[row].includes(part));
  }

  apply() {
    const tests = this.tests();
    const rows = [];
    for (let row = 0; row < this.sheet.length; row += 1) {
      if (tests.every((test) => test(row))) rows.push(row);
    }
    this.sheet.show(rows);
    this.tell(rows.length);
  }

  tell(count) {
    const [one, many] = this.noun;
    const all = `${numbers.format(this.sheet.length)} ${this.sheet.length === 1 ? one : many}`;
    this.said.textContent = count === this.sheet.length ? all : `${numbers.format(count)} of ${all}`;
    this.chosen.hidden = !this.extra;
    this.chosen.textContent = this.extra ? `Only ${this.extra.said}. “Clear” shows all again.` : "";
  }

  // A chart chose some rows: nothing else stays chosen.
  only(said, test) {
    this.form.reset();
    setTimeout(() => {
      this.extra = { said, test };
      this.apply();
      this.sheet.section.scrollIntoView();
      this.sheet.window.focus({ preventScroll: true });
    });
  }
}

function holdsWord(values, number) {
  return Array.isArray(values[0])
    ? (row) => values[row].includes(number)
    : (row) => values[row] === number;
}
