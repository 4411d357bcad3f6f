// Draws a chart in the reader's own browser and saves it. plotly.js comes from this server, at the first click only.
let library;

function loaded(address) {
  library ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly);
    const script = document.createElement("script");
    script.src = new URL(address, document.baseURI).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => { library = undefined; script.remove(); reject(new Error(script.src)); };
    document.head.appendChild(script);
  });
  return library;
}

function blob(address) {
  // fetch() of a data: address is not allowed by the server's content policy
  const [head, body] = [address.slice(5, address.indexOf(",")), address.slice(address.indexOf(",") + 1)];
  const type = head.split(";")[0];
  if (!head.endsWith(";base64")) return new Blob([decodeURIComponent(body)], { type });
  return new Blob([Uint8Array.from(atob(body), (character) => character.charCodeAt(0))], { type });
}

async function saved(data, kind, box) {
  const Plotly = await loaded(data.library);
  const options = { format: kind, width: data.width, height: data.height };
  // an SVG has no pixels to multiply
  if (kind === "png") options.scale = data.scale;
  // a copy: plotly writes into what it draws
  const address = URL.createObjectURL(blob(await Plotly.toImage(structuredClone(data.figure), options)));
  const link = document.createElement("a");
  link.href = address;
  link.download = `${data.stem}.${kind}`;
  // inside the menu: a click anywhere else would close it (that is why plotly's own downloadImage is not used)
  box.appendChild(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export default function (component) {
  const { data, parentElement } = component;
  let box = parentElement.querySelector(".orders");
  if (!box) {
    box = document.createElement("div");
    box.className = "orders";
    parentElement.appendChild(box);
  }
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  const buttons = data.kinds.map(({ kind, label }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.kind = kind;
    button.textContent = label;
    button.onclick = async () => {
      button.disabled = true;
      note.textContent = "";
      try {
        await saved(data, kind, box);
      } catch (error) {
        console.error(error);
        note.textContent = data.failed;
      }
      button.disabled = false;
    };
    return button;
  });
  box.replaceChildren(...buttons, note);
}
