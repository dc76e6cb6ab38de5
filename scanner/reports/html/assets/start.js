// Joins the parts: two sheets, their filters, what the charts choose, and what is printed.

const PRINTED = 200; // rows of a table on paper

function started(id, noun, parts) {
  const section = document.getElementById(id);
  const columns = payload[id];
  section.hidden = columns.name.length === 0;
  const open = (row, back) => openDetail(columns.name[row], parts(columns, row), back);
  const filters = new Filters(new Sheet(section, columns, open), noun);
  if (section.hidden) document.querySelector(`nav a[href="#${id}"]`).parentElement.hidden = true;
  else filters.apply();
  return filters;
}

document.getElementById("no-script").hidden = true;
const places = started("places", ["place", "places"], placeParts);
const objects = started("objects", ["object", "objects"], objectParts);
places.sheet.sort("rank", false);
objects.sheet.sort("entry", true);

const STEP = 20;
function step(points) {
  return Math.min(Math.floor((points ?? 0) / STEP), 4);
}

const GOALS = {
  below(name) {
    const whole = decodeURIComponent(name);
    const { name: names } = places.sheet.columns;
    const inside = whole === "." ? () => true : (row) => names[row] === whole || names[row].startsWith(`${whole}/`);
    places.only(`what lies in ${whole}`, inside);
  },
  at(name) {
    const whole = decodeURIComponent(name);
    const { name: names } = places.sheet.columns;
    places.only(`what lies in ${whole} itself`, (row) => names[row] === whole);
  },
  field(field) {
    const [high, wide] = field.split("-").map(Number);
    const { sensitivity, exposure } = places.sheet.columns;
    const inside = (row) => step(sensitivity[row]) === high && step(exposure[row]) === wide;
    places.only("the chosen field of sensitivity and exposure", inside);
  },
  rank(rank) {
    document.getElementById(`rank-${rank}`)?.scrollIntoView();
  },
};

for (const drawing of document.querySelectorAll(".drawing")) {
  drawing.addEventListener("click", (event) => {
    const [goal, which] = event.target.closest("[data-go]")?.dataset.go.split(/:(.*)/s) ?? [];
    if (goal) GOALS[goal](which);
  });
}

// Paper shows the first rows as chosen and sorted on the screen, not the few in sight.
function printed({ sheet }) {
  const all = make("tbody", "on-paper");
  for (let at = 0; at < Math.min(PRINTED, sheet.rows.length); at += 1) all.append(sheet.line(at));
  sheet.table.append(all);
}

window.addEventListener("beforeprint", () => {
  for (const filters of [places, objects]) if (!filters.sheet.section.hidden) printed(filters);
});
window.addEventListener("afterprint", () => {
  for (const rows of document.querySelectorAll(".on-paper")) rows.remove();
});
