// The meeting on the whole screen: pages of 1920 x 1080 that are scaled to fit, walked through by keys, with no server
// behind them: they stay when the connection is lost. Where one was is kept in the browser, so F5 leads back to it.
const WIDE = 1920, HIGH = 1080;
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const HINT_MS = 5000;

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
