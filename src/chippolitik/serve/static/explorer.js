// What scripts add to pages that work without them: suggestions, quotes and claims that light up together, moving graphs.

function suggest(form) {
  const field = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  list.className = "options";
  list.id = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0]?.textContent ?? "");
  form.append(list);
  const about = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const [name, value] of Object.entries(about)) field.setAttribute(name, value);
  let chosen = -1;
  let asked = 0;
  let timer;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    const options = [...list.children];
    chosen = (number + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    field.setAttribute("aria-activedescendant", options[chosen].id);
    options[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = ([, labels, kinds, paths]) => {
    list.replaceChildren(
      ...labels.map((label, i) => {
        const option = document.createElement("li");
        option.id = `suggestion-${i}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.path = paths[i];
        option.textContent = kinds[i] ? `${label} · ${kinds[i]}` : label;
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          location.assign(paths[i]);
        });
        return option;
      }),
    );
    chosen = -1;
    list.hidden = !labels.length;
    field.setAttribute("aria-expanded", String(labels.length > 0));
  };
  const ask = async () => {
    const words = field.value.trim();
    const number = ++asked;
    if (!words) return close();
    const lang = document.documentElement.lang;
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}&lang=${lang}`).catch(() => null);
    if (answer?.ok && number === asked) show(await answer.json());
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : chosen < 0 ? 0 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.path);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener("blur", close);
}

// A quote and its claims light up together, whichever is pointed at or has the focus.
function pair() {
  const parts = [...document.querySelectorAll("mark[data-claims]")];
  const claims = new Map([...document.querySelectorAll("[data-claim]")].map((item) => [item.dataset.claim, item]));
  const light = (digests, on) => {
    for (const part of parts) {
      if (digests.some((digest) => part.dataset.claims.includes(digest))) part.classList.toggle("near", on);
    }
    for (const digest of digests) claims.get(digest)?.classList.toggle("near", on);
  };
  const listen = (element, digests) => {
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      element.addEventListener(name, () => light(digests, on));
    }
  };
  parts.forEach((part) => {
    const digests = part.dataset.claims.trim().split(/\s+/);
    listen(part, digests);
    part.title = digests.map((digest) => claims.get(digest)?.querySelector(".says")?.textContent.trim().replace(/\s+/g, " ")).filter(Boolean).join("\n");
  });
  claims.forEach((item, digest) => listen(item, [digest]));
}

// Rows as nodes and edges, by what the heads of columns say: a property joins the things beside it; without one the first
// thing of a row is joined with each other thing, and the edge is called as the column of that.
function joined(table) {
  const heads = [...table.tHead.rows[0].cells];
  const parts = heads.map((head) => head.dataset.part ?? "");
  const nodes = new Map();
  const edges = new Map();
  const node = (cell) => {
    const label = cell.textContent.trim();
    const href = cell.querySelector("a")?.getAttribute("href") ?? "";
    const id = href || label;
    if (id && !nodes.has(id)) nodes.set(id, { id, label, href });
    return id;
  };
  const join = (source, target, label) => {
    if (source && target) edges.set(JSON.stringify([source, target, label]), { source, target, label, claimed: true });
  };
  for (const row of table.tBodies[0].rows) {
    const things = parts.flatMap((part, i) => (part === "node" ? [{ i, id: node(row.cells[i]) }] : []));
    parts.forEach((part, i) => {
      if (part !== "edge") return;
      const before = things.filter((thing) => thing.i < i).at(-1);
      const after = things.find((thing) => thing.i > i);
      join(before?.id, after?.id, row.cells[i].textContent.trim());
    });
    if (!parts.includes("edge")) {
      const [first, ...rest] = things.filter((thing) => thing.id);
      for (const other of rest) join(first.id, other.id, heads[other.i].textContent.trim());
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

function graphs() {
  for (const button of document.querySelectorAll("button[data-script]")) {
    const place = document.querySelector(".live");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      const { draw } = await import(button.dataset.script);
      const data = button.dataset.graph
        ? await (await fetch(button.dataset.graph)).json()
        : joined(document.getElementById(button.dataset.rows));
      place.hidden = false;
      draw(place, data);
    });
  }
}

document.querySelectorAll("form[data-suggest]").forEach(suggest);
pair();
graphs();
