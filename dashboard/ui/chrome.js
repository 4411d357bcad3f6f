// Streamlit's own English words, said in the reader's language; and <html lang>.
// Words of the application stand in Markdown containers and tables and are left alone.
const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title", "alt"];
const OWN = '[data-testid="stMarkdownContainer"], .stDataFrame table, textarea, script, style, [contenteditable="true"]';
const STREAMLITS = '[data-testid="stFileUploaderDropzone"], [data-testid="stMainMenuList"]';
const DATE = '[data-testid="stDateInputField"] [data-type]';
const said = (window.dispatchWords ??= { exact: new Map(), patterns: [], texts: new WeakMap(), observer: null });

function learn(words) {
  said.exact = new Map();
  said.patterns = [];
  for (const [english, own] of words) {
    if (english.includes("{n}")) {
      const [before, after] = english.split("{n}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      said.patterns.push([new RegExp(`^${before}(.+?)${after}$`), own]);
    } else {
      said.exact.set(english, own);
    }
  }
}

function translated(text) {
  const bare = text.trim();
  const own = said.exact.get(bare);
  if (own !== undefined) return text.replace(bare, () => own);
  for (const [pattern, sentence] of said.patterns) {
    const found = pattern.exec(bare);
    if (found) return text.replace(bare, () => sentence.replace("{n}", () => found[1]));
  }
  return text;
}

// Remembers what Streamlit wrote, so that switching back to English restores it.
function original(holder, key, shown) {
  const kept = said.texts.get(holder)?.get(key);
  return kept && kept.own === shown ? kept.english : shown;
}

function remember(holder, key, english, own) {
  if (!said.texts.has(holder)) said.texts.set(holder, new Map());
  said.texts.get(holder).set(key, { english, own });
}

function sayText(node) {
  if (!node.data.trim() || (node.parentElement?.closest(OWN) && !node.parentElement.closest(`${STREAMLITS}, ${DATE}`))) return;
  const english = original(node, "", node.data);
  const own = translated(english);
  if (own !== node.data) {
    remember(node, "", english, own);
    node.data = own;
  }
}

function sayAttributes(element) {
  for (const name of ATTRIBUTES) {
    const shown = element.getAttribute(name);
    if (!shown) continue;
    const english = original(element, name, shown);
    const own = translated(english);
    if (own !== shown) {
      remember(element, name, english, own);
      element.setAttribute(name, own);
    }
  }
}

function sayAll(root) {
  if (root.nodeType === Node.TEXT_NODE) return sayText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  sayAttributes(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    node.nodeType === Node.TEXT_NODE ? sayText(node) : sayAttributes(node);
  }
}

// Streamlit words its calendars by the language that the browser names, asked when the whole page is drawn. This may
// be later than that: a run of the small part that asked draws the page again.
function sayDates(lang, draw) {
  said.browser ??= navigator.language;
  const own = said.browser.startsWith(lang.slice(0, 2)) ? said.browser : lang;
  if (own === navigator.language) return;
  Object.defineProperty(navigator, "language", { value: own, configurable: true });
  draw("spoken", own);
}

// A typed date counts once another element is entered; Enter, or a file dragged in, goes to the page itself.
function leaveDate(event) {
  const page = document.querySelector('[data-testid="stMain"]');
  if (!page || !document.activeElement?.closest(DATE) || (event.type === "keydown" && event.key !== "Enter")) return;
  page.tabIndex = -1;
  page.style.outline = "none";
  page.focus({ preventScroll: true });
}

export default function (component) {
  const { lang, words } = component.data;
  document.documentElement.lang = lang;
  sayDates(lang, component.setTriggerValue);
  learn(words);
  sayAll(document.body);
  if (!said.observer) {
    for (const kind of ["keydown", "dragenter"]) document.addEventListener(kind, leaveDate, true);
    said.observer = new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(sayAll);
        else if (change.type === "characterData") sayText(change.target);
        else sayAttributes(change.target);
      }
    });
    said.observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  }
}
