// What is written beside the picture: the details of what is chosen, the note at the pointer, legend, filters, search.
// Text from data goes in as text, never as HTML.

/** Make an element with attributes and children; texts become text nodes. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const plural = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const words = (slug) => slug.replace(/-/g, " ");
const named = (text) => make("bdi", {}, text);

/** One line on what a node is. */
function about(node) {
  return [node.typeLabel, node.statusLabel, plural(neighbours(node).size, "tie", "ties")].filter(Boolean).join(" · ");
}

/** One claim: what is said, where, and how. */
function claimItem(claim) {
  const where = make("cite", {}, named(claim.source_title), `, ${claim.locator}`);
  const how = claim.modality && claim.modality !== "asserted" ? make("em", {}, `${words(claim.modality)} `) : "";
  const notes = claim.notes.map((note) => make("small", {}, named(note)));
  return make("li", {}, named(claim.text), " ", where, how, make("code", {}, claim.id), ...notes);
}

const claimList = (claims) => (claims.length ? make("ul", { class: "claims" }, ...claims.map(claimItem)) : "");

/** The details of a node: names, what is said of it, and its ties, each with its claims. */
function nodeDetails(node, choose) {
  const others = node.alt.length ? make("p", { class: "names" }, "Also: ", named(node.alt.join(" · "))) : "";
  const tieItem = (tie) => {
    const other = across(tie, node);
    const go = make("button", { type: "button", class: "link", click: () => choose(other) }, named(other.label));
    return make("li", {}, go, ` ${tie.roleLabel}`, tie.years.length ? `, ${tie.years.join(", ")}` : "", claimList(tie.claims));
  };
  const order = (a, b) => a.role.localeCompare(b.role) || across(a, node).label.localeCompare(across(b, node).label);
  const ties = [...node.ties].sort(order).map(tieItem);
  return [
    make("h2", { id: "details-name", tabindex: "-1" }, named(node.label)),
    make("p", {}, about(node)), others, claimList(node.claims),
    ties.length ? make("h3", {}, node.mode === "party" ? "Roles in initiatives" : "Parties and their roles") : "",
    ties.length ? make("ul", { class: "ties" }, ...ties) : "",
  ];
}

/** The details of a tie. */
function tieDetails(tie, choose) {
  const end = (node) => make("button", { type: "button", class: "link", click: () => choose(node) }, named(node.label));
  return [
    make("h2", { id: "details-name", tabindex: "-1" }, named(tie.party.label), ` – ${tie.roleLabel}`),
    make("p", {}, end(tie.party), " in ", end(tie.initiative)), claimList(tie.claims),
  ];
}

/** Fill the details section, or empty and hide it. */
function showDetails(section, item, choose) {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the details", click: () => choose(null) }, "×");
  section.replaceChildren(...(item ? [close, ...(item.ties ? nodeDetails : tieDetails)(item, choose).filter(Boolean)] : []));
  section.hidden = !item;
  section.scrollTop = 0;
}

/** Show a short note at the pointer: what this is and the first claims; null hides it. */
function showTip(tip, item, point, most = 3) {
  tip.hidden = !item;
  if (!item) return;
  const title = item.ties ? item.label : `${item.party.label} – ${item.roleLabel} – ${item.initiative.label}`;
  const claims = item.claims.length || !item.ties ? item.claims : item.ties.flatMap((tie) => tie.claims);
  const rest = claims.length - most;
  tip.replaceChildren(
    make("strong", {}, named(title)), item.ties ? make("p", {}, about(item)) : "",
    claimList(claims.slice(0, most)), rest > 0 ? make("p", {}, `and ${plural(rest, "more claim", "more claims")}: click`) : "",
  );
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(point.x + 14, innerWidth - box.width - 8))}px`;
  tip.style.top = `${point.y + 18 + box.height > innerHeight ? Math.max(8, point.y - box.height - 12) : point.y + 18}px`;
}

/** A small picture for the legend, drawn by the same hand as the large one. */
function sample(width, paint) {
  const ratio = Math.max(2, devicePixelRatio || 1);
  const canvas = make("canvas", { width: width * ratio, height: 16 * ratio, "aria-hidden": "true" });
  canvas.style.width = `${width}px`;
  canvas.style.height = "16px";
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  paint(ctx);
  return canvas;
}

const glyphSample = (picture, node) => sample(16, (ctx) => drawGlyph(ctx, node.glyph, 8, 8, 5.5, picture.colour(node.color)));

function lineSample(colour, dashed) {
  return sample(30, (ctx) => {
    ctx.setLineDash(dashed ? [5, 4] : []);
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    ctx.moveTo(1, 8);
    ctx.lineTo(29, 8);
    ctx.stroke();
  });
}

function boxSample(picture, { fill, stroke, dashed, radius }) {
  return sample(30, (ctx) => {
    traceBox(ctx, 15, 8, 27, 12, radius);
    ctx.fillStyle = fill || picture.theme.ground;
    ctx.fill();
    ctx.setLineDash(dashed ? [3, 2.5] : []);
    ctx.strokeStyle = stroke || "transparent";
    ctx.stroke();
  });
}

/** The entries of one filter: value, label, swatch and how many carry it. */
function entries(items, value, label, swatch) {
  const found = new Map();
  for (const item of items) {
    const entry = found.get(value(item)) || { value: value(item), label: label(item) || "not stated", swatch: () => swatch(item), count: 0 };
    found.set(entry.value, { ...entry, count: entry.count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** The filters of the view, as groups of entries. */
function filterGroups(model, picture) {
  const nodes = [...model.nodes.values()];
  const initiatives = nodes.filter((node) => node.mode !== "party");
  const parties = nodes.filter((node) => node.mode === "party");
  const byType = (listed) => entries(listed, (node) => node.type, (node) => node.typeLabel, (node) => glyphSample(picture, node));
  const byStatus = entries(initiatives, (node) => node.status, (node) => node.statusLabel, (node) =>
    boxSample(picture, { fill: picture.theme.chip, stroke: picture.theme.quiet, dashed: node.tentative, radius: 2 }));
  const byRole = entries(model.ties.values(), (tie) => tie.role, (tie) => tie.roleLabel, (tie) =>
    lineSample(tie.tint ? picture.colour(tie.tint) : picture.theme.quiet, model.view.tentative.role.includes(tie.role)));
  return {
    type: [["Parties", "type", byType(parties)], ["Initiatives", "type", byType(initiatives)]],
    status: [["Status of initiatives", "status", byStatus]],
    role: [["Role of parties", "role", byRole]],
  };
}

/** One group of tick boxes, with a button that ticks all or none. */
function fieldset([title, key, listed], choice, changed) {
  const box = (entry) => {
    const input = make("input", { type: "checkbox", "data-filter": key, value: entry.value });
    input.checked = !choice[key].has(entry.value);
    input.addEventListener("change", () => {
      if (input.checked) choice[key].delete(entry.value);
      else choice[key].add(entry.value);
      changed();
    });
    return make("label", {}, input, entry.swatch(), make("span", {}, words(entry.label)), make("small", {}, String(entry.count)));
  };
  const toggle = () => {
    const none = listed.every((entry) => !choice[key].has(entry.value));
    for (const entry of listed) if (none) choice[key].add(entry.value); else choice[key].delete(entry.value);
    changed(true);
  };
  const all = make("button", { type: "button", class: "link", "aria-label": `${title}: all or none`, click: toggle }, "all / none");
  return make("fieldset", {}, make("legend", {}, title), all, ...listed.map(box));
}

/** The choice of a span of years. */
function yearFieldset(years, choice, changed) {
  const select = (key, label) => {
    const options = [make("option", { value: "" }, "any"), ...years.map((year) => make("option", { value: year }, String(year)))];
    const element = make("select", { "data-filter": key }, ...options);
    element.value = choice[key] ?? "";
    element.addEventListener("change", () => {
      choice[key] = element.value ? Number(element.value) : null;
      changed();
    });
    return make("label", { class: "year" }, `${label} `, element);
  };
  const undated = make("input", { type: "checkbox", "data-filter": "undated" });
  undated.checked = choice.undated;
  undated.addEventListener("change", () => {
    choice.undated = undated.checked;
    changed();
  });
  return make("fieldset", { class: "years" }, make("legend", {}, "Years"), select("from", "from"), select("to", "to"), make("label", {}, undated, make("span", {}, "also what has no date")));
}

/** Build legend and filters anew, from the choice as it stands. */
function showFilters(form, model, picture, choice, changed) {
  const groups = filterGroups(model, picture);
  const years = [...new Set([...model.nodes.values(), ...model.ties.values()].flatMap((item) => item.years))].sort();
  const build = (name) => (name === "year" ? [yearFieldset(years, choice, changed)] : groups[name].map((group) => fieldset(group, choice, changed)));
  form.replaceChildren(...model.view.filters.flatMap(build));
}

/** The rest of the legend: how boxes and lines are to be read. Only what occurs is explained. */
function showKey(element, model, picture) {
  const { quiet, chip } = picture.theme;
  const nodes = [...model.nodes.values()];
  const ties = [...model.ties.values()];
  const list = (slugs) => slugs.map(words).join(", ").replace(/, ([^,]*)$/, " or $1");
  const { status, modality, role } = model.view.tentative;
  const rows = [
    [nodes.some((node) => node.column === 0), () => boxSample(picture, { fill: quiet, radius: 6 }), "party with the most ties; the largest has most"],
    [true, () => boxSample(picture, { fill: chip, stroke: quiet, radius: 2 }), "initiative"],
    [nodes.some((node) => node.tentative), () => boxSample(picture, { fill: chip, stroke: quiet, dashed: true, radius: 2 }), `initiative that is ${list(status)}`],
    [true, () => lineSample(quiet, false), "a role of a party, as a source states"],
    [ties.some((tie) => tie.tentative), () => lineSample(quiet, true), `not so yet: its initiative is dashed, the claim is ${list(modality)}, or the role is ${list(role)}`],
    ...[...new Map(ties.filter((tie) => tie.tint).map((tie) => [tie.role, tie])).values()].map((tie) => [true, () => lineSample(picture.colour(tie.tint), false), `the role is ${words(tie.roleLabel)}`]),
  ];
  const shown = rows.filter(([occurs]) => occurs).map(([, swatch, text]) => make("li", {}, swatch(), make("span", {}, text)));
  element.replaceChildren(make("h3", {}, "How to read it"), make("ul", {}, ...shown));
}

/** Hide the rows of a table that do not pass, and say how many do. */
function filterTable(table, ids) {
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) row.hidden = !ids.has(row.dataset.id);
  const left = rows.filter((row) => !row.hidden).length;
  table.querySelector(".shown").textContent = left === rows.length ? `(${left})` : `(${left} of ${rows.length})`;
}
