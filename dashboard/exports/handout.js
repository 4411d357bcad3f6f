// Draws each chart when it comes into sight, and narrows page and charts to the chosen unit. No framework, no network.
"use strict";
const CONFIG = { displaylogo: false, responsive: true };
const done = new Set();
const chosen = document.getElementById("unit");

function place(number) {
  return document.getElementById("chart-" + number);
}

function marked(number) {
  // the others stay in the picture, paler: a unit is read against them
  DRAWN[number].data.forEach((trace, at) => {
    if (!Array.isArray(trace.customdata) || trace.type !== "bar") return;
    const units = trace.customdata.map(String);
    if (chosen.value && !units.includes(chosen.value)) return;
    const opacity = units.map((unit) => (!chosen.value || unit === chosen.value ? 1 : 0.25));
    Plotly.restyle(place(number), { "marker.opacity": [opacity] }, [at]);
  });
}

function draw(number) {
  if (done.has(number) || place(number).offsetParent === null) return;
  done.add(number);
  Plotly.newPlot(place(number), DRAWN[number].data, DRAWN[number].layout, CONFIG).then(() => marked(number));
}

const sight = new IntersectionObserver((seen) => {
  for (const entry of seen) {
    if (entry.isIntersecting) draw(Number(entry.target.id.slice(6)));
  }
}, { rootMargin: "600px" });
DRAWN.forEach((_, number) => sight.observe(place(number)));

chosen.addEventListener("change", () => {
  for (const part of document.querySelectorAll("[data-unit]")) {
    part.hidden = Boolean(chosen.value) && part.dataset.unit !== chosen.value;
  }
  done.forEach(marked);
});

// On paper every chart is as wide as the sheet, A4 upright at 96 pixels an inch without its margins.
const PAPER = 680;
window.addEventListener("beforeprint", () => {
  DRAWN.forEach((_, number) => {
    draw(number);
    if (done.has(number)) Plotly.relayout(place(number), { autosize: false, width: PAPER });
  });
});
window.addEventListener("afterprint", () => {
  done.forEach((number) => Plotly.relayout(place(number), { autosize: true, width: null }));
});
