// The same content in tables. They are written from the data, so many rows at a time, because a browser takes seconds to
// set thousands; for readers without scripts the page holds them whole.

const ROWS = 500;

const span = (years) => (years.length ? [...new Set([years[0], years[years.length - 1]])].join("–") : "");

/** The columns of each table: heading, and what stands in a cell. The first cell is the heading of its row. */
function columnsOf(model) {
  const stated = ["Stated in", (item) => claimList(item.claims)];
  const year = ["Year", (tie) => span(tie.years)];
  const status = ["Status", (tie) => [tie.source.statusLabel, tie.target.statusLabel].filter(Boolean).join(", ")];
  const weighted = [...model.ties.values()].some((tie) => tie.weight !== null);
  const through = (tie) => named(tie.roleLabel || tie.shared.join("; "));
  const ties = model.view.twoMode
    ? [["Initiative", (tie) => named(tie.source.label)], status, ["Party", (tie) => named(tie.target.label)], ["Role", (tie) => tie.roleLabel], year, stated]
    : [["From", (tie) => named(tie.source.label)], ...(model.view.directed ? [["Direction", (tie) => ({ forward: "→", both: "↔" })[tie.direction]]] : []), ["To", (tie) => named(tie.target.label)],
      ["Through", through], ...(weighted ? [["Strength", (tie) => (tie.weight === null ? "" : short(Math.max(tie.weight, tie.weightBack ?? 0)))]] : []), year, stated];
  const things = [
    ["Name", (node) => named(node.label)], ["Type", (node) => node.typeLabel], ["Status", (node) => node.statusLabel],
    ["Other names", (node) => named(node.alt.join("; "))], ["Tied to", (node) => String(node.near.size)], stated,
  ];
  return { ties, things };
}

/** Sort by several texts, the first of which counts most. */
function sorted(items, ...texts) {
  const keyed = items.map((item) => [texts.map((text) => text(item)).join("\u0000"), item]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

class Table {
  /** A table with a caption, in a place of the page, of some of the items. */
  constructor(place, { id, title, columns, items }) {
    Object.assign(this, { columns, items, most: ROWS, rows: new Map(), shown: null });
    this.count = make("span", { class: "shown" });
    this.body = make("tbody");
    const heads = make("tr", {}, ...columns.map(([heading]) => make("th", { scope: "col" }, heading)));
    this.more = make("button", { type: "button", hidden: true, click: () => this.showMore() });
    place.append(make("table", { id }, make("caption", {}, `${title} `, this.count), make("thead", {}, heads), this.body), make("p", { class: "buttons" }, this.more));
  }

  /** Show the rows of what passes, and say how many these are. */
  show(passing) {
    this.shown = passing;
    const left = this.items.filter((item) => passing.has(item));
    this.body.replaceChildren(...left.slice(0, this.most).map((item) => this.row(item)));
    this.count.textContent = left.length === this.items.length ? `(${left.length})` : `(${left.length} of ${this.items.length})`;
    this.more.hidden = left.length <= this.most;
    this.more.textContent = `${ROWS} more rows, of ${left.length - this.most}`;
  }

  showMore() {
    this.most += ROWS;
    this.show(this.shown);
  }

  row(item) {
    if (!this.rows.has(item)) {
      const cells = this.columns.map(([, cell], index) => make(index ? "td" : "th", index ? {} : { scope: "row" }, cell(item)));
      this.rows.set(item, make("tr", { "data-id": item.id }, ...cells));
    }
    return this.rows.get(item);
  }
}

/** Both tables of the page. */
class Tables {
  constructor(model, part) {
    const { ties, things } = columnsOf(model);
    const label = (end) => (tie) => tie[end].label;
    const titles = model.view.twoMode ? ["Who has which role in what", "Parties and initiatives"] : ["Who is tied to whom", "What is tied"];
    this.ties = new Table(part("ties-place"), { id: "ties", title: titles[0], columns: ties, items: sorted([...model.ties.values()], label("source"), label("target"), (tie) => tie.roleLabel, (tie) => tie.id) });
    this.things = new Table(part("things-place"), { id: "things", title: titles[1], columns: things, items: sorted([...model.nodes.values()], (node) => node.typeLabel, (node) => node.label, (node) => node.id) });
  }

  show({ ties, nodes }) {
    this.ties.show(ties);
    this.things.show(nodes);
  }

  showAll() {
    for (const table of [this.ties, this.things]) {
      table.most = Infinity;
      table.show(table.shown);
    }
  }
}
