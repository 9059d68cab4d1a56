"use strict";
// What the page knows, and the two questions asked of it: what passes the filters, and what a search finds.
// Draws nothing. All scripts of viz/assets are joined into one, in the order named in page.py.

/** Read the data that the page carries; link nodes and ties to each other and to their claims. */
function readModel(text) {
  const data = JSON.parse(text);
  const nodes = new Map(data.nodes.map((node) => [node.id, { ...node, ties: [], near: new Set(), names: [node.label, ...node.alt] }]));
  const ties = new Map(data.edges.map((edge) => [edge.id, { ...edge, source: nodes.get(edge.from), target: nodes.get(edge.to) }]));
  for (const tie of ties.values()) {
    link(tie.source, tie.target, tie);
    if (tie.target !== tie.source) link(tie.target, tie.source, tie);
  }
  for (const item of [...nodes.values(), ...ties.values()]) item.claims = item.claims.map((number) => data.claims[number]);
  for (const node of nodes.values()) node.folded = node.names.map(fold);
  const years = [...new Set([...nodes.values(), ...ties.values()].flatMap((item) => item.years))].sort((a, b) => a - b);
  const modes = new Set([...nodes.values()].map((node) => node.mode));
  const things = modes.size === 1 ? { party: "parties", initiative: "initiatives", thing: "things" }[[...modes][0]] : modes.has("thing") ? "things" : "parties and initiatives";
  return { nodes, ties, years, things, colours: data.colours, view: data.view, options: JSON.parse(data.options) };
}

function link(node, other, tie) {
  node.ties.push(tie);
  if (other !== node) node.near.add(other);
}

/** The other end of a tie. */
const across = (tie, node) => (tie.source === node ? tie.target : tie.source);

/** The nodes tied to a node, each once. */
const neighbours = (node) => node.near;

/** The nodes within some steps of a node, with itself. */
function within(node, steps) {
  const found = new Set([node]);
  for (let step = 0; step < steps; step += 1) for (const one of [...found]) for (const other of one.near) found.add(other);
  return found;
}

/** What is filtered by: the values of nodes, and those of ties. */
const NODE_FILTERS = { type: (node) => node.type, status: (node) => (node.mode === "party" ? null : node.status), stands: (node) => node.stands };
const TIE_FILTERS = { role: (tie) => tie.role, modality: (tie) => tie.modality };

/** A choice that lets everything pass. The sets hold what is unticked; years are null or a number. */
function everything() {
  const off = Object.fromEntries([...Object.keys(NODE_FILTERS), ...Object.keys(TIE_FILTERS)].map((key) => [key, new Set()]));
  return { ...off, from: null, to: null, undated: false, focus: null, steps: 1 };
}

const passesAll = (filters, item, choice) => Object.entries(filters).every(([key, value]) => !choice[key].size || !choice[key].has(value(item)));

/** Whether one of the years lies in the chosen span; what has no year passes if undated things may. */
function passesYears(years, choice) {
  if (choice.from === null && choice.to === null) return true;
  if (!years.length) return choice.undated;
  return years.some((year) => year >= (choice.from ?? -Infinity) && year <= (choice.to ?? Infinity));
}

const passesNode = (node, choice) => passesAll(NODE_FILTERS, node, choice);

/** Whether a tie is planned, recommended or forecast only; such ties are counted by themselves. */
const isAdvice = (tie) => ["planned", "recommended", "forecast"].includes(tie.modality);

/** A tie is dated by its own years or, where it has none, by those of the initiative at its end. */
function yearsOf(tie) {
  if (tie.years.length) return tie.years;
  return [tie.source, tie.target].find((node) => node.mode === "initiative")?.years || [];
}

/** What passes: ties by themselves; a node while one of its ties passes, or, if it has none, by itself. */
function passing(model, choice) {
  const near = choice.focus && within(choice.focus, choice.steps);
  const nodeFits = new Set([...model.nodes.values()].filter((node) => (!near || near.has(node)) && passesNode(node, choice)));
  const tieFits = (tie) =>
    nodeFits.has(tie.source) && nodeFits.has(tie.target) && passesAll(TIE_FILTERS, tie, choice) && passesYears(yearsOf(tie), choice);
  const ties = new Set([...model.ties.values()].filter(tieFits));
  const stays = (node) =>
    node === choice.focus || (node.ties.length ? node.ties.some((tie) => ties.has(tie)) : nodeFits.has(node) && passesYears(node.years, choice));
  return { ties, nodes: new Set([...model.nodes.values()].filter(stays)) };
}

/** Text without accents, case and marks, so that "cote d'ivoire" finds "Côte d’Ivoire". */
function fold(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[\p{P}\p{S}\s]+/gu, " ").replace(/ı/g, "i").replace(/ø/g, "o").replace(/ł/g, "l").trim();
}

/** How well a folded name matches a folded query: 0 not, 3 best. */
function score(name, query) {
  if (name.startsWith(query)) return 3;
  if (` ${name}`.includes(` ${query}`)) return 2;
  return query.split(" ").every((word) => name.includes(word)) ? 1 : 0;
}

/** The nodes of which a name matches, best first, each with the name that matched. */
function find(model, text, most = 8) {
  const query = fold(text);
  if (!query) return [];
  const found = [];
  for (const node of model.nodes.values()) {
    const scores = node.folded.map((name) => score(name, query));
    const best = Math.max(...scores);
    if (best) found.push({ node, best, name: node.names[scores.indexOf(best)] });
  }
  const order = (a, b) => b.best - a.best || b.node.ties.length - a.node.ties.length || (a.node.label < b.node.label ? -1 : 1);
  return found.sort(order).slice(0, most);
}
