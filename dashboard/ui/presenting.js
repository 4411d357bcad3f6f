// The meeting on the whole screen: pages of 1920 x 1080 that are scaled to fit, walked through by keys, with no server
// behind them: they stay when the connection is lost. Where one was is kept in the browser, so F5 leads back to it.
const WIDE = 1920, HIGH = 1080;
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
// the sign of a light before a figure, and the marks of a remark behind it: smaller, so that figures have the room
const SIGNED = /^([^\p{L}\p{N}\s+−-])\s(.+?)\s?([†*]*)$/u;
const HINT_MS = 5000, SHORT = 20;

function made(tag, name, parent, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent?.appendChild(element);
  return element;
}

// ---- what stands on a page -----------------------------------------------------------------------------------------

function cellOf(cell, parent, data, tag = "td") {
  const place = made(tag, cell.figure ? "figure" : "", parent);
  if (cell.text.length <= SHORT) place.classList.add("short");
  if (cell.light) place.style.backgroundColor = data.colours.tints[cell.light] ?? "";
  let text = place;
  if (cell.leads?.[0]) {
    text = made("button", "", place);
    text.type = "button";
    text.dataset.leads = JSON.stringify(cell.leads);
    text.tabIndex = -1;
  }
  const parts = cell.figure && cell.text.match(SIGNED);
  if (!parts) text.textContent = cell.text;
  else for (const [at, name] of ["sign", "", "sign"].entries()) if (parts[at + 1]) made("span", name, text, parts[at + 1]);
  return place;
}

function tableOf(columns, parent) {
  const table = made("table", "", parent);
  const head = made("tr", "", made("thead", "", table));
  for (const name of columns) made("th", "", head, name).scope = "col";
  return made("tbody", "", table);
}

function rowOf(row, parent, data) {
  const line = made("tr", row.strong ? "strong" : "", parent);
  for (const cell of row.cells) cellOf(cell, line, data);
  return line;
}

function share(value, most) {
  return `${Math.max(0, Math.min(100, (100 * value) / most))}%`;
}

// a bar with the mark of the clock, the figure beside it; no data is hatched ground and never a bar of none
function barOf(row, most, parent, data) {
  const line = made("div", "bar", parent);
  made("span", "name", line, row.cells.length ? row.cells[0].text : row.name);
  const track = made("span", row.value === null ? "track absent" : "track", line);
  const bar = made("span", "done", track);
  bar.style.width = row.value === null ? "0" : share(row.value, most);
  bar.style.backgroundColor = data.colours.lights[row.light] ?? data.colours.lights[""];
  if (row.mark !== null) made("span", "mark", track).style.left = share(row.mark, most);
  if (!row.cells.length) return made("span", "figure", line, row.value === null ? "" : row.label), line;
  const [, value, , done, , light, change] = row.cells;
  for (const [name, cell] of [["figure done-of", done], ["light", light], ["figure", value], ["change", change]]) {
    cellOf(cell, made("span", name, line), data, "span");
  }
  return line;
}

function barsOf(bars, parent, data) {
  const most = bars.kind === "bullet" ? 1.2 : Math.max(...bars.rows.map((row) => row.value ?? 0)) || 1;
  const box = made("div", `bars ${bars.kind}${bars.rows.length > 12 ? " two" : ""}`, parent);
  if (bars.kind === "waterfall") return steps(bars, box, data);
  if (bars.columns.length) {
    const head = made("div", "bar head", box);
    for (const at of [0, -1, 3, 5, 1, 6]) made("span", at > 0 && at !== 5 ? "figure" : "", head, bars.columns[at] ?? `┃ ${data.words.clock}`);
  }
  for (const row of bars.rows) barOf(row, most, box, data);
}

function steps(bars, box, data) {
  const most = Math.max(...bars.rows.map((row) => row.from + row.value)) || 1;
  for (const row of bars.rows) {
    const step = made("div", "step", box);
    const track = made("div", "rise", step);
    const block = made("div", "block", track);
    block.style.bottom = share(row.from, most * 1.15);
    block.style.height = share(row.value, most * 1.15);
    if (/^[+−]/.test(row.label)) block.style.backgroundColor = data.colours.lights[row.label[0] === "+" ? "green" : "yellow"];
    const label = made("div", "figure", track, row.label);
    label.style.bottom = share(row.from + row.value, most * 1.15);
    made("div", "name", step, row.name);
  }
}

function listsOf(lists, parent) {
  const side = made("div", "lists", parent);
  for (const each of lists) {
    made("h3", "", side, each.title);
    const list = made("ul", "", side);
    for (const line of each.lines) made("li", "", list, line);
  }
}

// ---- pages that fit ------------------------------------------------------------------------------------------------

function pageOf(slide, stage, again) {
  const page = made("section", "page", stage);
  made("h2", "", page, slide.title + (again ? "\u2002…" : ""));
  const body = made("div", "body", page);
  if (slide.note) made("p", "note", page, slide.note);
  if (!again) for (const text of slide.sentences) made("p", "said", body, text);
  return { page, body, main: made("div", "main", body) };
}

const over = (body) => body.scrollHeight > body.clientHeight + 4;

// a table that is too wide gives up its room between columns first, then takes of the lists', then of its letters' size
function narrowed(table) {
  const wide = () => table.getBoundingClientRect().width > table.parentElement.getBoundingClientRect().width + 1;
  if (wide()) table.classList.add("dense");
  if (wide()) table.closest(".main").classList.add("tight");
  for (let size = 0.95; wide() && size > 0.5; size -= 0.05) table.style.zoom = size.toFixed(2);
}

// what no page has room for is made smaller as a whole, so that nothing is ever cut or scrolled
function shrunk(body) {
  for (let size = 0.95; over(body) && size > 0.3; size -= 0.05) body.style.zoom = size.toFixed(2);
}

// no single last row on a page of its own: rows are laid once more, as many on each page as on the others
function laid(slide, stage, data) {
  const pages = paged(slide, stage, data, Infinity), rows = slide.table?.rows.length ?? 0;
  const tables = pages.filter((page) => page.querySelector("table")).length;
  if (tables < 2) return pages;
  const again = paged(slide, stage, data, Math.ceil(rows / tables));
  const [kept, dropped] = again.length === pages.length ? [again, pages] : [pages, again];
  for (const page of dropped) page.remove();
  return kept;
}

function paged(slide, stage, data, most) {
  const pages = [];
  let now = pageOf(slide, stage, false);
  pages.push(now);
  if (slide.bars) {
    barsOf(slide.bars, now.main, data);
    if (slide.table) pages.push((now = pageOf(slide, stage, true)));
  }
  if (slide.lists.length) listsOf(slide.lists, now.main);
  if (slide.table) {
    let body = tableOf(slide.table.columns, made("div", "tabled", now.main));
    for (const row of slide.table.rows) {
      const line = rowOf(row, body, data);
      narrowed(body.parentElement);
      if ((!over(now.body) && body.rows.length <= most) || body.rows.length === 1) continue;
      line.remove();
      pages.push((now = pageOf(slide, stage, true)));
      body = tableOf(slide.table.columns, made("div", "tabled", now.main));
      rowOf(row, body, data);
    }
  }
  for (const { body } of pages) shrunk(body);
  return pages.map(({ page }) => page);
}

// ---- the show ------------------------------------------------------------------------------------------------------

class Show {
  constructor(box, component) {
    this.box = box;
    this.stage = made("div", "stage", box);
    this.foot = made("footer", "", this.stage);
    this.blank = made("div", "blank", box);
    this.hint = made("div", "hint", box);
    this.jump = made("div", "jump", box);
    this.typed = made("input", "", this.jump);
    this.found = made("ol", "", this.jump);
    this.typed.oninput = () => this.offered();
    this.listeners = [
      [window, "keydown", (event) => this.key(event)],
      [window, "resize", () => this.fitted()],
      [this.stage, "click", (event) => this.clicked(event)],
    ];
    // before the page below: its own widgets must not have the keys
    for (const [place, name, told] of this.listeners) place.addEventListener(name, told, true);
    document.activeElement?.blur();
    this.ticking = setInterval(() => this.tick(), 1000);
    this.update(component);
    this.told(this.data.words.keys);
    document.documentElement.requestFullscreen?.().catch(() => this.told(`${this.data.words.keys}  ·  ${this.data.words.full}`));
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    if (this.data?.version === data.version) return;
    this.data = data;
    const style = this.box.style;
    for (const name of ["paper", "text", "quiet", "grid", "ground", "pace", "fonts"]) style.setProperty(`--${name}`, data.colours[name]);
    for (const page of this.stage.querySelectorAll(".page")) page.remove();
    this.fitted();
    this.pages = data.slides.flatMap((slide, at) => laid(slide, this.stage, data).map((page, part) => ({ page, slide, at, part })));
    for (const { page } of this.pages) page.hidden = true;
    this.typed.setAttribute("aria-label", data.words.jump);
    this.typed.placeholder = data.words.jump;
    const kept = this.kept();
    this.spent = kept.spent ?? {};
    const there = this.pages.findIndex(({ slide, part }) => slide.key === kept.key && part === kept.part);
    this.show(there < 0 ? 0 : there);
  }

  get place() { return `dispatch-show ${this.data.name}`; }

  kept() {
    try { return JSON.parse(localStorage.getItem(this.place)) ?? {}; } catch { return {}; }
  }

  keep() {
    const { slide, part } = this.pages[this.at];
    try { localStorage.setItem(this.place, JSON.stringify({ key: slide.key, part, spent: this.spent })); } catch { /* a browser without room shows all the same */ }
  }

  show(at) {
    this.at = Math.max(0, Math.min(this.pages.length - 1, at));
    this.pages.forEach(({ page }, number) => { page.hidden = number !== this.at; });
    this.keep();
    this.footed();
  }

  fitted() {
    const scale = Math.min(window.innerWidth / WIDE, window.innerHeight / HIGH);
    this.stage.style.transform = `translate(-50%, -50%) scale(${scale})`;
  }

  tick() {
    if (!this.blank.classList.contains("on")) {
      const item = this.pages[this.at].slide.item;
      this.spent[item] = (this.spent[item] ?? 0) + 1;
      this.keep();
    }
    this.footed();
  }

  footed() {
    const { slide } = this.pages[this.at], item = this.data.items[slide.item];
    const spent = this.spent[slide.item] ?? 0, late = item && item.minutes && spent > item.minutes * 60;
    const clock = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, "0")}`;
    this.foot.replaceChildren();
    made("span", "item", this.foot, item ? `${item.sign} ${item.title}` : "");
    made("span", late ? "clock late" : "clock", this.foot, item ? `${clock} / ${item.minutes}:00${late ? " " + this.data.words.late : ""}` : "");
    made("span", "stamp", this.foot, this.data.stamp);
    made("span", "number", this.foot, `${this.at + 1} / ${this.pages.length}`);
  }

  told(text) {
    this.hint.textContent = text;
    this.hint.classList.add("on");
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => this.hint.classList.remove("on"), HINT_MS);
  }

  // a dialog of the page (an action, the cells behind a figure) has the keys while it is open
  busy() {
    return Boolean(document.querySelector('[role="dialog"]'));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.busy()) return;
    const done = this.jump.classList.contains("on") ? this.jumping(event) : this.walking(event);
    if (done) { event.preventDefault(); event.stopPropagation(); }
  }

  walking(event) {
    const blank = this.blank.classList, key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key === "b" || key === ".") blank.toggle("on");
    else if (blank.contains("on")) blank.remove("on");
    else if (NEXT.includes(key)) this.show(this.at + 1);
    else if (BACK.includes(key)) this.show(this.at - 1);
    else if (key === "Home") this.show(0);
    else if (key === "End") this.show(this.pages.length - 1);
    else if (key === "/" || key === "j" || /^[0-9]$/.test(key)) this.asked(/^[0-9]$/.test(key) ? key : "");
    else if (key === "a" && this.data.acts) this.send("act", this.pages[this.at].slide.key);
    else if (key === "f") document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
    else if (key === "?" || key === "h") this.told(this.data.words.keys);
    else if (key === "Escape") this.left();
    else return false;
    return true;
  }

  asked(text) {
    this.jump.classList.add("on");
    this.typed.value = text;
    this.typed.focus();
    this.offered();
  }

  jumping(event) {
    if (event.key === "Escape") this.closed();
    else if (event.key === "Enter") { const first = this.offers[0]; this.closed(); if (first) this.to(first.unit); }
    else return false;
    return true;
  }

  closed() {
    this.jump.classList.remove("on");
    this.typed.blur();
  }

  // a number is the unit's own; letters are initials, or the beginning of its name
  offered() {
    const typed = this.typed.value.trim().toLowerCase();
    const fits = ({ number, initials, unit }) => /^\d+$/.test(typed) ? String(number) === typed : initials.some((each) => each.includes(typed)) || unit.toLowerCase().includes(typed);
    const first = ({ initials }) => (initials.some((each) => each.startsWith(typed)) ? 0 : 1);
    this.offers = this.data.stops.filter(fits).sort((a, b) => first(a) - first(b) || a.number - b.number);
    this.found.replaceChildren();
    for (const { number, unit } of this.offers.slice(0, 8)) made("li", "", this.found, `${number}  ${unit}`);
  }

  to(unit) {
    const at = this.pages.findIndex(({ slide }) => slide.key === `unit-${unit}`);
    if (at >= 0) this.show(at);
  }

  clicked(event) {
    const leads = event.target.closest?.("[data-leads]")?.dataset.leads;
    if (leads) this.send("look", JSON.parse(leads));
    else this.show(this.at + (event.clientX < window.innerWidth / 4 ? -1 : 1));
  }

  left() {
    if (document.fullscreenElement) document.exitFullscreen();
    this.send("left", true);
  }

  end() {
    clearInterval(this.ticking);
    clearTimeout(this.hiding);
    for (const [place, name, told] of this.listeners) place.removeEventListener(name, told, true);
  }
}

const shows = new WeakMap();

export default function (component) {
  const box = component.parentElement.querySelector(".show");
  const known = shows.get(box);
  if (known) known.update(component);
  else shows.set(box, new Show(box, component));
  return () => { shows.get(box)?.end(); shows.delete(box); };
}
