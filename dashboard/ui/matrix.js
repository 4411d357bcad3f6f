// A coloured table of buttons: letters for a projector, every cell reachable by click and by keyboard.
function labelled(tag, text, parent) {
  const element = document.createElement(tag);
  element.textContent = text;
  parent.appendChild(element);
  return element;
}

function cellOf(row, text, lead, paint, picked) {
  const cell = labelled("td", "", row);
  cell.style.backgroundColor = paint;
  if (!lead) {
    cell.textContent = text;
    return;
  }
  const button = labelled("button", text, cell);
  button.type = "button";
  button.onclick = picked;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".matrix");
  const table = document.createElement("table");
  box.replaceChildren(table);
  table.setAttribute("aria-label", data.title);
  box.style.setProperty("--line", data.line);
  const head = labelled("tr", "", labelled("thead", "", table));
  for (const name of data.columns) labelled("th", name, head).scope = "col";
  const body = labelled("tbody", "", table);
  data.rows.forEach((line, at) => {
    const row = labelled("tr", "", body);
    row.classList.toggle("whole", line.whole);
    line.cells.forEach((text, column) => {
      cellOf(row, text, line.leads[column], line.paints[column], () => setTriggerValue("picked", [at, column]));
    });
  });
}
