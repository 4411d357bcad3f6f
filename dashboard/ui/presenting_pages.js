// One page of the show, 1920 x 1080: what stands on it, and how much of it fits.
// the sign of a light before a figure, and the marks of a remark behind it: smaller, so that figures have the room
const SIGNED = /^([^\p{L}\p{N}\s+−-])\s(.+?)\s?([†*]*)$/u;
const SHORT = 20;

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

// what the longest bar stands for; of bars over several pages the same on each
function mostOf(bars) {
  const long = (row, at) => bars.lines ? bars.lines.reduce((sum, line) => sum + (line.values[at] ?? 0), 0) : row.value ?? 0;
  return bars.most ?? (bars.kind === "bullet" ? 1.2 : Math.max(...bars.rows.map(long)) || 1);
}

function barsOf(bars, parent, data) {
  const most = mostOf(bars);
  const box = made("div", `bars ${bars.kind}${bars.rows.length > 12 ? " two" : ""}`, parent);
  if (bars.kind === "waterfall") return steps(bars, box, data);
  if (bars.kind === "lines") return weeks(bars, box, data);
  if (bars.kind === "stacked") return stacked(bars, box, data);
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

// a row a category, its parts one behind the other in the order of the words above
function stacked(bars, box, data) {
  const key = made("div", "key", box);
  bars.lines.forEach((line, at) => { made("span", "", key).style.backgroundColor = data.colours.series[at]; key.append(line.name); });
  const most = mostOf(bars);
  bars.rows.forEach((row, at) => {
    const line = made("div", "bar", box);
    made("span", "name", line, row.name);
    const track = made("span", "track", line);
    bars.lines.forEach(({ values, labels }, place) => {
      if (!values[at]) return;
      const part = made("span", "part figure", track, labels[at]);
      part.style.width = share(values[at], most);
      part.style.backgroundColor = data.colours.series[place];
    });
  });
}

// a row of columns a line: two of them are compared by their weeks, not by their heights
function weeks(bars, box, data) {
  for (const line of bars.lines) {
    made("h3", "", box, line.name);
    const most = Math.max(...line.values.map((value) => value ?? 0)) || 1, row = made("div", "weeks", box);
    line.values.forEach((value, at) => {
      const step = made("div", "step", row), track = made("div", value === null ? "rise absent" : "rise", step);
      const block = made("div", "block", track);
      block.style.height = share(value ?? 0, most * 1.3);
      block.style.backgroundColor = data.colours.lights[""];
      made("div", "figure", track, line.labels[at]).style.bottom = share(value ?? 0, most * 1.3);
      made("div", "name", step, bars.rows[at].name);
    });
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
// Letters keep their size: what has no room stands on a page of its own. Only what cannot be parted is made smaller.

function laid(slide, stage, data) {
  const pages = even(slide, stage, data);
  const parts = pages.some((page) => page.dataset.crammed) ? parted(slide) : [];
  if (!parts.length) return pages;
  for (const page of pages) page.remove();
  return parts.flatMap((part) => laid(part, stage, data));
}

// bars from their table, lists from theirs, then half of the bars, of the columns beside the first, of the lists
function parted(slide) {
  const { bars, table, lists } = slide, rest = { ...slide, sentences: [], again: true };
  if (bars && table) return [{ ...slide, table: null, lists: [] }, { ...rest, bars: null }];
  if (lists.length && (bars || table)) return [{ ...slide, lists: [] }, { ...rest, bars: null, table: null }];
  const halves = (all) => [all.slice(0, Math.ceil(all.length / 2)), all.slice(Math.ceil(all.length / 2))];
  const both = (name, [first, last]) => [{ ...slide, [name]: first }, { ...rest, [name]: last }];
  if (bars?.rows.length > 3 && ["bars", "bullet", "stacked"].includes(bars.kind)) {
    const most = mostOf(bars), [first, last] = halves(bars.rows);
    const some = (all, from, many) => all.slice(from, from + many);
    const cut = (rows, from) => ({
      ...bars, rows, most,
      lines: bars.lines?.map((line) => ({ ...line, values: some(line.values, from, rows.length), labels: some(line.labels, from, rows.length) })),
    });
    return both("bars", [cut(first, 0), cut(last, first.length)]);
  }
  if (table?.columns.length > 3) {
    const part = (places) => ({
      columns: places.map((at) => table.columns[at]), rows: table.rows.map((row) => ({ ...row, cells: places.map((at) => row.cells[at]) })),
    });
    return both("table", halves([...table.columns.keys()].slice(1)).map((places) => part([0, ...places])));
  }
  return lists.length > 1 ? both("lists", halves(lists)) : [];
}

// no single last row on a page of its own: rows are laid once more, as many on each page as on the others
function even(slide, stage, data) {
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
  let now = pageOf(slide, stage, slide.again);
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
  for (const { body } of pages) shrunk(body, over, body);
  for (const { page } of pages) for (const table of page.querySelectorAll("table")) shrunk(table, wide, page);
  return pages.map(({ page }) => page);
}

function pageOf(slide, stage, again) {
  const page = made("section", "page", stage);
  made("h2", "", page, slide.title + (again ? "\u2002…" : ""));
  const body = made("div", "body", page);
  if (slide.note) made("p", "note", page, slide.note);
  if (!again) for (const text of slide.sentences) made("p", "said", body, text);
  return { page, body, main: made("div", "main", body) };
}

const over = (body) => body.scrollHeight > body.clientHeight + 4;
const wide = (table) => table.getBoundingClientRect().width > table.parentElement.getBoundingClientRect().width + 1;

// a table that is too wide gives up the room between its columns first, then takes of the lists beside it
function narrowed(table) {
  if (wide(table)) table.classList.add("dense");
  if (wide(table)) table.closest(".main").classList.add("tight");
}

function shrunk(element, lacks, page) {
  for (let size = 0.95; lacks(element) && size > 0.3; size -= 0.05) {
    element.style.zoom = size.toFixed(2);
    page.closest(".page").dataset.crammed = "true";
  }
}
