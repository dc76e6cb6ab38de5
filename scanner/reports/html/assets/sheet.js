// A table that stays quick with 100,000 rows: only the rows in sight exist. It is a real table:
// aria-rowcount and aria-rowindex tell a screen reader which of how many rows it is on.

const SPARE = 8; // rows beyond each edge, so that scrolling shows no gaps
const BANDS = ["LOW", "MODERATE", "HIGH", "CRITICAL"];
const WORDS = new Set(["band", "access", "status", "format"]);
const ASCENDING_FIRST = new Set(["rank", "name", "access", "status", "format"]);

class Sheet {
  constructor(section, columns, open) {
    this.section = section;
    this.columns = columns;
    this.open = open;
    this.window = section.querySelector(".window");
    this.table = section.querySelector("table");
    this.body = section.querySelector("tbody");
    this.heads = [...section.querySelectorAll("th")];
    this.length = columns.name.length;
    this.rows = Array.from({ length: this.length }, (_, n) => n); // in order, those chosen
    this.active = 0; // the row that the tab key reaches, as an index into `rows`
    this.sorted = null;
    this.listen();
  }

  listen() {
    for (const head of this.heads) {
      head.querySelector("button").addEventListener("click", () => this.sort(head.dataset.key));
    }
    this.window.addEventListener("scroll", () => this.later());
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("click", (event) => {
      const line = event.target.closest("tr[data-at]");
      if (line) this.choose(Number(line.dataset.at));
    });
    window.addEventListener("resize", () => this.later());
  }

  choose(at) {
    this.active = at;
    this.render();
    this.focusActive();
    this.open(this.rows[at], () => this.focusActive());
  }

  later() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.render();
    });
  }

  // What a row is sorted by: numbers as they are, words by their order, names by their letters.
  keys(key) {
    const values = this.columns[key];
    if (key === "name") return (this.lower ??= values.map((name) => name.toLowerCase()));
    if (key === "band") return values.map((number) => BANDS.indexOf(word(number)));
    return WORDS.has(key) ? values.map(word) : values.map((value) => value ?? -1);
  }

  sort(key, descending) {
    const again = this.sorted?.key === key;
    const down = descending ?? (again ? !this.sorted.down : !ASCENDING_FIRST.has(key));
    this.sorted = { key, down, keys: again ? this.sorted.keys : this.keys(key) };
    for (const head of this.heads) {
      if (head.dataset.key !== key) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", down ? "descending" : "ascending");
    }
    this.order();
    this.home();
  }

  order() {
    const { keys, down } = this.sorted;
    const sign = down ? -1 : 1;
    this.rows.sort((a, b) => (keys[a] < keys[b] ? -sign : keys[a] > keys[b] ? sign : a - b));
  }

  // Show these rows only, in the order chosen last.
  show(rows) {
    this.rows = rows;
    if (this.sorted) this.order();
    this.home();
  }

  home() {
    this.active = 0;
    this.window.scrollTop = 0;
    this.render();
  }

  height() {
    return parseInt(getComputedStyle(this.section).getPropertyValue("--row"), 10);
  }

  render() {
    const height = this.height();
    const first = Math.floor(this.window.scrollTop / height);
    const visible = Math.ceil(this.window.clientHeight / height);
    const start = Math.max(0, first - SPARE);
    const end = Math.min(this.rows.length, first + visible + SPARE);
    const focused = this.body.contains(document.activeElement);
    if (this.active < start || this.active >= end) {
      if (focused) this.window.focus({ preventScroll: true });
      this.active = Math.min(Math.max(first, 0), Math.max(this.rows.length - 1, 0));
    }
    const lines = [this.gap(start * height)];
    for (let at = start; at < end; at += 1) lines.push(this.line(at));
    lines.push(this.gap((this.rows.length - end) * height));
    this.body.replaceChildren(...lines);
    this.table.setAttribute("aria-rowcount", this.rows.length + 1);
    if (focused) this.focusActive();
  }

  gap(height) {
    const line = make("tr", "gap");
    line.setAttribute("aria-hidden", "true");
    const cell = make("td");
    cell.style.height = `${height}px`;
    line.append(cell);
    line.hidden = height === 0;
    return line;
  }

  line(at) {
    const row = this.rows[at];
    const line = make("tr");
    line.dataset.at = at;
    line.setAttribute("aria-rowindex", at + 2);
    for (const head of this.heads) {
      const key = head.dataset.key;
      const cell = make(key === "name" ? "th" : "td", head.className);
      if (key === "name") this.fillName(cell, at, row);
      else cell.append(SHOWN[key](this.columns, row));
      line.append(cell);
    }
    return line;
  }

  fillName(cell, at, row) {
    cell.scope = "row";
    const button = make("button");
    button.type = "button";
    button.tabIndex = at === this.active ? 0 : -1;
    button.title = this.columns.name[row];
    button.append(nameParts(this.columns.name[row]));
    cell.append(button);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.window.clientHeight / this.height()) - 2);
    const last = this.rows.length - 1;
    const goals = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: last,
    };
    if (!(event.key in goals)) return;
    event.preventDefault();
    this.active = Math.min(Math.max(goals[event.key], 0), last);
    this.bringIntoSight();
    this.render();
    this.focusActive();
  }

  bringIntoSight() {
    const height = this.height();
    const head = this.table.tHead.offsetHeight;
    const top = this.active * height;
    const room = this.window.clientHeight - head - height;
    if (top < this.window.scrollTop) this.window.scrollTop = top;
    else if (top > this.window.scrollTop + room) this.window.scrollTop = top - room;
  }

  focusActive() {
    const button = this.body.querySelector(`tr[data-at="${this.active}"] button`);
    button?.focus({ preventScroll: true });
  }
}
