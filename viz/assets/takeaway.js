// What can be taken away: the picture as PNG and SVG, the data behind what is shown as CSV and GEXF. All is made here;
// nothing is asked of anybody.

const MOST_PIXELS = 12000; // the longer side of a PNG: browsers refuse larger ones
const GEXF = "http://www.gexf.net/1.2draft";
const BETWEEN = " | "; // several values of one cell

function save(name, type, content) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/** Nothing pointed at is to be seen in what is taken away. */
function makePoster(page) {
  page.picture.bringOut(null);
  return new Poster(page);
}

function takePng(page) {
  const poster = makePoster(page);
  const ratio = Math.min(2, MOST_PIXELS / Math.max(poster.width, poster.height));
  const canvas = make("canvas", { width: Math.round(poster.width * ratio), height: Math.round(poster.height * ratio) });
  const ctx = canvas.getContext("2d");
  ctx.scale(ratio, ratio);
  poster.paint(new CanvasPen(ctx, page.picture.face));
  canvas.toBlob((blob) => save(`${page.model.view.name}.png`, "image/png", blob), "image/png");
  page.picture.bringOut(page.chosen);
}

function takeSvg(page) {
  const poster = makePoster(page);
  const pen = new SvgPen(poster.width, poster.height, page.picture.face);
  pen.describe(page.model.view.title, page.model.view.summary);
  poster.paint(pen);
  save(`${page.model.view.name}.svg`, "image/svg+xml", pen.toString());
  page.picture.bringOut(page.chosen);
}

const sourcesOf = (claims) => [...new Set(claims.map((claim) => claim.source.replace(/^.*\/source\//, "")))].sort();
const numbersOf = (claims) => [...new Set(claims.map((claim) => claim.id))].sort();

/** What nodes and ties have in common: years, claims, sources. */
function statedOf(item) {
  const { years } = item;
  return { first_year: years[0] ?? "", last_year: years[years.length - 1] ?? "", years: years.join(BETWEEN), claims: numbersOf(item.claims).join(BETWEEN), sources: sourcesOf(item.claims).join(BETWEEN) };
}

const nodeRecord = (node) => ({
  Id: node.id, Label: node.label, mode: node.mode, type: node.type, type_label: node.typeLabel, status: node.status,
  status_label: node.statusLabel, alt: node.alt.join(BETWEEN), ...(node.standsLabel ? { coloured_by: node.standsLabel } : {}), ...statedOf(node),
});

/** Addresses in an identifier as the short names that commands take. */
const shortNames = (id) => id.replace(/https:\/\/w3id\.org\/pactgraph\/id\/([a-z-]+)\//g, "$1:");

/** A tie as one row, or as two where arcs lead there and back. */
function tieRecords(tie) {
  const type = tie.direction ? "Directed" : "Undirected";
  const record = (from, to, id, weight) => ({
    Source: from, Target: to, Type: type, Id: shortNames(id), Weight: weight ?? 1, count: tie.count || "", role: tie.role, role_label: tie.roleLabel,
    shared: tie.shared.join(BETWEEN), modality: tie.modality, ...statedOf(tie),
  });
  const there = record(tie.from, tie.to, tie.id, tie.weight);
  return tie.direction === "both" ? [there, record(tie.to, tie.from, `${tie.id}|back`, tie.weightBack)] : [there];
}

const claimRecord = (claim) => ({ Id: claim.id, text: claim.text, modality: claim.modality, date: claim.date, source: claim.source, source_title: claim.source_title, locator: claim.locator, iri: claim.iri });

function csv(records) {
  const cell = (value) => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
  if (!records.length) return "";
  return [Object.keys(records[0]), ...records.map(Object.values)].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

const shownNodes = (page) => [...page.picture.shown.nodes];
const shownTies = (page) => [...page.picture.shown.ties];

function takeNodes(page) {
  save(`${page.model.view.name}-nodes.csv`, "text/csv", csv(shownNodes(page).map(nodeRecord)));
}

function takeTies(page) {
  save(`${page.model.view.name}-ties.csv`, "text/csv", csv(shownTies(page).flatMap(tieRecords)));
}

function takeClaims(page) {
  save(`${page.model.view.name}-claims.csv`, "text/csv", csv(page.claims().map(claimRecord)));
}

/** GEXF 1.2 with times, places, colours and sizes, as Gephi opens it. */
function takeGexf(page) {
  const file = document.implementation.createDocument(GEXF, "gexf");
  const put = (parent, name, attributes = {}) => {
    const element = file.createElementNS(name.startsWith("viz:") ? `${GEXF}/viz` : GEXF, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    parent.append(element);
    return element;
  };
  file.documentElement.setAttribute("version", "1.2");
  const meta = put(file.documentElement, "meta");
  put(meta, "creator").textContent = "Pactgraph";
  put(meta, "description").textContent = [page.model.view.title, ...page.model.view.made.map((pair) => pair.join(": ")), page.part("count").dataset.text + page.filtered()].join("\n");
  const graph = put(file.documentElement, "graph", { mode: "dynamic", defaultedgetype: page.model.view.directed ? "directed" : "undirected", timeformat: "date" });
  const titles = (of, record, own) => {
    const held = put(graph, "attributes", { class: of, mode: "static" });
    const names = Object.keys(record).filter((name) => !own.has(name));
    names.forEach((title, id) => put(held, "attribute", { id, title, type: /_year$/.test(title) || title === "count" ? "long" : "string" }));
    return names;
  };
  const values = (element, record, names) => {
    const held = put(element, "attvalues");
    names.forEach((name, id) => record[name] !== "" && put(held, "attvalue", { for: id, value: record[name] }));
  };
  const times = ({ years }) => (years.length ? { start: `${pad(years[0])}-01-01`, end: `${pad(years[years.length - 1])}-12-31` } : {});
  const [nodes, ties] = [shownNodes(page), shownTies(page)];
  const nodeNames = nodes.length ? titles("node", nodeRecord(nodes[0]), new Set(["Id", "Label"])) : [];
  const tieNames = ties.length ? titles("edge", tieRecords(ties[0])[0], new Set(["Id", "Source", "Target", "Type", "Weight"])) : [];
  const listed = put(graph, "nodes");
  for (const node of nodes) {
    const element = put(listed, "node", { id: node.id, label: node.label });
    values(element, nodeRecord(node), nodeNames);
    const [r, g, b] = page.model.colours[node.color][0].match(/\w\w/g).map((pair) => parseInt(pair, 16));
    put(element, "viz:color", { r, g, b });
    put(element, "viz:position", { x: node.x, y: -node.y, z: 0 }); // pages count downwards, networks upwards
    put(element, "viz:size", { value: round(node.radius * 2) });
  }
  const edges = put(graph, "edges");
  for (const tie of ties) {
    for (const record of tieRecords(tie)) {
      const label = tie.roleLabel ? { label: tie.roleLabel } : {};
      const element = put(edges, "edge", { id: record.Id, source: record.Source, target: record.Target, type: record.Type.toLowerCase(), weight: record.Weight, ...label, ...times(tie) });
      values(element, record, tieNames);
    }
  }
  save(`${page.model.view.name}.gexf`, "application/gexf+xml", `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(file)}\n`);
}

const pad = (year) => String(year).padStart(4, "0");

const TAKEN = { png: takePng, svg: takeSvg, nodes: takeNodes, ties: takeTies, claims: takeClaims, gexf: takeGexf };
