// The legend, which is a filter too: what each shape, colour, size, width and line means, and how many there are of each.

/** Draw the signs of the legend with any pen, in a room of 30 by 16 (shapes: 16 by 16) from (0, 0). */
const SIGNS = {
  shape: (pen, { shape, colour, radius = 5.5 }, { shapes, hollow }) =>
    pen.inside(8, 8, radius / 10, () => pen.path(shapes[shape], hollow[shape] ? { stroke: colour, width: hollow[shape] } : { fill: colour })),
  line(pen, { colour, dashed = false, width = 1.6, arrow = "" }, { line, heads }) {
    pen.path(line, { stroke: colour, width, dash: dashed ? DASHES : "" });
    if (arrow) pen.path(heads[arrow], { fill: colour });
  },
  box: (pen, { fill, stroke, dashed = false, of }, { boxes }) => pen.path(boxes[of], { fill, stroke, dash: dashed ? FRAME_DASHES : "" }),
};
const WIDE = { shape: 16, line: 30, box: 30 };

/** A sign as a small picture. */
function swatch({ sign, ...look }, { view }) {
  const pen = new SvgPen(WIDE[sign], 16, view.face, { "aria-hidden": "true" });
  SIGNS[sign](pen, look, view.signs);
  return pen.root;
}

/** The entries of one filter: value, label, sign and how many carry it. */
function entries(items, value, label, look) {
  const found = new Map();
  for (const item of items) {
    const entry = found.get(value(item)) || { value: value(item), label: label(item) || "not stated", look: look(item), count: 0 };
    found.set(entry.value, { ...entry, count: entry.count + 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || a.label.localeCompare(b.label));
}

/** The groups of the legend that are filters, by the control that offers them. */
function filterGroups(model, picture) {
  const { encoding, tentative, twoMode } = model.view;
  const { quiet, chip } = picture.theme;
  const nodes = [...model.nodes.values()];
  const byMode = (mode) => nodes.filter((node) => node.mode === mode);
  const initiatives = byMode("initiative");
  // Where colour says something else than the type, the shapes of types are drawn in no colour.
  const inkOf = (node) => (encoding.colour === "type" ? picture.colour(node.color) : picture.theme.text);
  const types = (title, listed) => [title, "type", entries(listed, (node) => node.type, (node) => node.typeLabel, (node) => ({ sign: "shape", shape: node.glyph, colour: inkOf(node) }))];
  const statuses = entries(initiatives, (node) => node.status, (node) => node.statusLabel, (node) =>
    ({ sign: "box", fill: chip, stroke: encoding.colour === "status" ? picture.colour(node.color) : quiet, dashed: node.tentative, of: "initiative" }));
  const roles = entries([...model.ties.values()].filter((tie) => tie.role), (tie) => tie.role, (tie) => tie.roleLabel, (tie) =>
    ({ sign: "line", colour: tie.tint ? picture.colour(tie.tint) : quiet, dashed: encoding.line === "status" && tentative.role.includes(tie.role) }));
  const ways = entries([...model.ties.values()].filter((tie) => tie.modality), (tie) => tie.modality, (tie) => words(tie.modality), (tie) =>
    ({ sign: "line", colour: quiet, dashed: encoding.line === "status" && tentative.modality.includes(tie.modality) }));
  const kinds = [types("Parties", byMode("party")), types("Initiatives", initiatives), types("Other things", byMode("thing"))];
  return {
    colour: [[{ community: "Community", status: "How far it got", mode: "Kind" }[encoding.colour], "stands", coloursOf(nodes, encoding, picture)]],
    type: kinds,
    status: [["Status of initiatives", "status", statuses]],
    role: [[twoMode ? "Role of parties" : "Relation", "role", roles]],
    // Where ties have roles, the filter by role says enough.
    modality: [["How ties are stated", "modality", roles.length || ways.length < 2 ? [] : ways]],
  };
}

/** What the colours stand for, where it is not the type. */
function coloursOf(nodes, { colour }, picture) {
  if (colour === "type") return [];
  const listed = entries(nodes, (node) => node.stands, (node) => node.standsLabel, (node) => ({ sign: "box", fill: picture.colour(node.color), of: "party" }));
  return listed.sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** One group of tick boxes, with a button that ticks all or none. */
function fieldset([title, key, listed], model, choice, changed) {
  const box = (entry) => {
    const input = make("input", { type: "checkbox", "data-filter": key, value: entry.value });
    input.checked = !choice[key].has(entry.value);
    input.addEventListener("change", () => {
      if (input.checked) choice[key].delete(entry.value);
      else choice[key].add(entry.value);
      changed();
    });
    return make("label", {}, input, swatch(entry.look, model), make("span", {}, words(entry.label)), make("small", {}, String(entry.count)));
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
      changed(true);
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

/** Build the filters anew, from the choice as it stands; the focus stays where it was. */
function showFilters(form, model, picture, choice, changed) {
  const groups = filterGroups(model, picture);
  const shown = ["colour", ...model.view.controls, "modality"];
  const years = (name) => (name === "year" && model.years.length > 1 ? [yearFieldset(model.years, choice, changed)] : []);
  const build = (name) => [...(groups[name] || []).filter(([, , listed]) => listed.length).map((group) => fieldset(group, model, choice, changed)), ...years(name)];
  const place = [...form.elements].indexOf(document.activeElement);
  form.replaceChildren(...new Set(shown.flatMap((name) => build(name))));
  if (place >= 0) form.elements[place]?.focus();
}

/** The rest of the legend as rows of a sign and words: how boxes and lines are to be read. Only what occurs is explained. */
function keyRows(model, picture) {
  const { quiet, chip, ground } = picture.theme;
  const { tentative: { status, modality, role }, encoding, layout, twoMode } = model.view;
  const [nodes, ties] = [[...model.nodes.values()], [...model.ties.values()]];
  const either = (slugs) => slugs.map(words).join(", ").replace(/, ([^,]*)$/, " or $1");
  const initiatives = nodes.some((node) => node.mode !== "party");
  const statusOfDashed = either(status.filter((one) => nodes.some((node) => node.tentative && node.status === one)));
  const filled = layout === "columns" ? "party with the most ties; the largest has most" : "one of those with the most ties";
  const rows = [
    [nodes.some((node) => node.filled && !node.focus), { sign: "box", fill: quiet, of: "party" }, filled],
    [nodes.some((node) => node.focus), { sign: "box", fill: quiet, of: "party" }, "what this view is about"],
    [initiatives, { sign: "box", fill: chip, stroke: quiet, of: "initiative" }, nodes.some((node) => node.mode === "thing") ? "initiative or other thing; parties have no frame" : "initiative"],
    [statusOfDashed, { sign: "box", fill: chip, stroke: quiet, dashed: true, of: "initiative" }, `initiative that is ${statusOfDashed}`],
    [ties.length, { sign: "line", colour: quiet }, twoMode ? "a role of a party, as a source states" : ties.some((tie) => tie.role) ? "a relation; its claims say where it is stated" : nodes.some((node) => node.mode === "party") ? "initiatives that both take part in" : "parties that take part in both"],
    [ties.some((tie) => tie.tentative), { sign: "line", colour: quiet, dashed: true }, twoMode ? `not so yet: its initiative is dashed, the claim is ${either(modality)}, or the role is ${either(role)}` : `not so yet: wanted, offered, ${either(modality)}`],
    [ties.some((tie) => tie.arrow === "forward"), { sign: "line", colour: quiet, arrow: "forward" }, ties.some((tie) => tie.role) ? "to be read along the arrow" : "one-sided: from who gives to who receives"],
    [ties.some((tie) => tie.arrow === "both"), { sign: "line", colour: quiet, arrow: "both" }, "mutual"],
    ...[...new Map(ties.filter((tie) => tie.tint).map((tie) => [tie.role, tie])).values()].map((tie) => [true, { sign: "line", colour: picture.colour(tie.tint) }, `the role is ${words(tie.roleLabel)}`]),
    ...widthRows(ties, encoding, quiet), ...sizeRows(nodes, encoding, quiet),
  ];
  return rows.filter(([occurs]) => occurs).map(([, look, text]) => ({ look: { ground, ...look }, text }));
}

/** The least and the greatest value, as they are drawn. */
function ends(items, value) {
  const known = items.filter((item) => value(item) !== null && value(item) !== undefined).sort((a, b) => value(a) - value(b));
  return known.length && value(known[0]) !== value(known[known.length - 1]) ? [known[0], known[known.length - 1]] : [];
}

function widthRows(ties, { width }, colour) {
  if (width === "none") return [];
  const value = width === "weight" ? (tie) => tie.weight : (tie) => tie.count;
  const word = width === "weight" ? "strength" : ties.some((tie) => tie.shared.length) ? "shared" : "number";
  return ends(ties, value).map((tie) => [true, { sign: "line", colour, width: tie.width }, `${word} ${short(value(tie))}`]);
}

function sizeRows(nodes, { size }, colour) {
  if (size === "none") return [];
  const word = size === "degree" ? "tied to" : "strength of all ties";
  return ends(nodes, (node) => node.number).map((node) => [true, { sign: "shape", shape: "circle", colour, radius: node.radius }, `${word} ${short(node.number)}`]);
}

function showKey(element, model, picture) {
  const row = ({ look, text }) => make("li", {}, swatch(look, model), make("span", {}, text));
  element.replaceChildren(make("h2", {}, "How to read it"), make("ul", {}, ...keyRows(model, picture).map(row)));
}
