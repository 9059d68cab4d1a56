"use strict";
// What the page knows, and the two questions asked of it: what passes the filters, and what a search finds.
// Draws nothing. All scripts of viz/assets are joined into one, in the order named in page.py.

/** Read the data that the page carries; link nodes and ties to each other and to their claims. */
function readModel(text) {
  const data = JSON.parse(text);
  const nodes = new Map(data.nodes.map((node) => [node.id, { ...node, ties: [], names: [node.label, ...node.alt] }]));
  const ties = new Map(data.edges.map((edge) => [edge.id, { ...edge, initiative: nodes.get(edge.from), party: nodes.get(edge.to) }]));
  for (const tie of ties.values()) for (const node of [tie.initiative, tie.party]) node.ties.push(tie);
  for (const item of [...nodes.values(), ...ties.values()]) item.claims = item.claims.map((number) => data.claims[number]);
  for (const node of nodes.values()) node.folded = node.names.map(fold);
  markAlike([...nodes.values()]);
  return { nodes, ties, colours: data.colours, view: data.view, options: JSON.parse(data.options) };
}

/** Mark the nodes whose names begin alike: shortened, they can be told apart by their ends only. */
function markAlike(nodes, letters = 16) {
  const start = (node) => node.label.slice(0, letters);
  const seen = new Map();
  for (const node of nodes) seen.set(start(node), (seen.get(start(node)) || 0) + 1);
  for (const node of nodes) node.alike = seen.get(start(node)) > 1;
}

/** The other end of a tie. */
const across = (tie, node) => (tie.initiative === node ? tie.party : tie.initiative);

/** The nodes tied to a node, each once. */
const neighbours = (node) => new Set(node.ties.map((tie) => across(tie, node)));

/** A choice that lets everything pass. `off` holds what is unticked; years are null or a number. */
function everything() {
  return { type: new Set(), status: new Set(), role: new Set(), from: null, to: null, undated: true };
}

/** Whether one of the years lies in the chosen span; what has no year passes if undated things may. */
function passesYears(years, choice) {
  if (choice.from === null && choice.to === null) return true;
  if (!years.length) return choice.undated;
  return years.some((year) => year >= (choice.from ?? -Infinity) && year <= (choice.to ?? Infinity));
}

const passesNode = (node, choice) =>
  !choice.type.has(node.type) && (node.mode === "party" || !choice.status.has(node.status));

/** A tie is dated by its own years or, where it has none, by those of its initiative. */
const passesTie = (tie, choice) =>
  passesNode(tie.initiative, choice) && passesNode(tie.party, choice) && !choice.role.has(tie.role) &&
  passesYears(tie.years.length ? tie.years : tie.initiative.years, choice);

/** What passes: ties by themselves; a node while one of its ties passes, or, if it has none, by itself. */
function passing(model, choice) {
  const ties = new Set([...model.ties.values()].filter((tie) => passesTie(tie, choice)));
  const stays = (node) =>
    node.ties.length ? node.ties.some((tie) => ties.has(tie)) : passesNode(node, choice) && passesYears(node.years, choice);
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
