// The picture: vis-network pans, zooms and knows what the pointer is at; boxes and lines are drawn here, so that a name is
// in its box and a line goes from the side of one box to the side of the next.

const REACH = 8; // how near a line, in pixels, the pointer must come
const LEGIBLE = 6.5; // below this size on the screen, names are left out rather than smeared
const FACE = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

class Picture {
  constructor(model, element) {
    this.model = model;
    this.element = element;
    this.hub = [...model.nodes.values()].sort((a, b) => b.room[3] - a.room[3])[0];
    this.shown = passing(model, everything());
    this.active = null; // the node or tie pointed at or chosen
    this.lines = new Map(); // wrapped names, by node
    this.readTheme();
    this.draw();
  }

  /** Take the colours from the style sheet, for the ground that the reader prefers. */
  readTheme(dark = matchMedia("(prefers-color-scheme: dark)").matches) {
    const style = getComputedStyle(this.element);
    const value = (name) => style.getPropertyValue(name).trim();
    this.theme = { ground: value("--ground"), text: value("--text"), quiet: value("--quiet"), line: value("--line"), chip: value("--chip"), on: value("--on") };
    this.colour = (name) => this.model.colours[name][dark ? 1 : 0];
  }

  draw() {
    const { nodes, options } = this.model;
    const drawn = { ctxRenderer: (parts) => this.drawNode(parts) };
    const place = (node) => ({ id: node.id, label: node.label, shape: "custom", x: node.x, y: node.y, ...drawn });
    this.nodes = new vis.DataSet([...nodes.values()].map(place));
    this.network = new vis.Network(this.element, { nodes: this.nodes, edges: new vis.DataSet([]) }, options);
    this.network.on("beforeDrawing", (ctx) => this.drawLines(ctx));
    for (const node of nodes.values()) this.giveSize(node);
    this.element.firstElementChild.tabIndex = -1; // one stop for the tab key is enough
  }

  /** Tell vis-network the true size of a box: it would learn it only after drawing it twice. */
  giveSize(node) {
    const shape = this.network.body.nodes[node.id].shape;
    const [width, height] = node.room;
    Object.assign(shape, { customSizeWidth: width, customSizeHeight: height });
    shape.updateBoundingBox = (x, y) => {
      Object.assign(shape.boundingBox, { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
    };
    shape.updateBoundingBox(node.x, node.y);
  }

  /** Draw all lines, those of what is pointed at last. */
  drawLines(ctx) {
    const ties = [...this.shown.ties];
    const near = (tie) => this.isNear(tie) === "yes";
    for (const tie of [...ties.filter((one) => !near(one)), ...ties.filter(near)]) this.drawLine(ctx, tie, near(tie));
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }

  drawLine(ctx, tie, near) {
    ctx.strokeStyle = tie.tint ? this.colour(tie.tint) : near ? this.theme.text : this.theme.line;
    ctx.globalAlpha = this.isNear(tie) === "no" ? 0.2 : 1;
    ctx.lineWidth = near ? 2 : 1.2;
    ctx.setLineDash(tie.tentative ? [5, 4] : []);
    ctx.stroke(this.path(tie));
  }

  /** The way of a line: level where it leaves a box and where it meets the other. */
  path(tie) {
    const middle = (node) => this.network.getPosition(node.id);
    const [left, right] = [tie.initiative, tie.party].sort((a, b) => middle(a).x - middle(b).x);
    const from = { x: middle(left).x + left.room[0] / 2, y: middle(left).y };
    const to = { x: middle(right).x - right.room[0] / 2, y: middle(right).y };
    const bend = (to.x - from.x) * 0.5;
    const path = new Path2D();
    path.moveTo(from.x, from.y);
    path.bezierCurveTo(from.x + bend, from.y, to.x - bend, to.y, to.x, to.y);
    return path;
  }

  /** The line at a point of the picture, if the pointer is near enough to one. */
  tieAt(point) {
    const { x, y } = this.network.DOMtoCanvas(point);
    const probe = document.createElement("canvas").getContext("2d");
    probe.lineWidth = REACH / this.network.getScale();
    return [...this.shown.ties].find((tie) => probe.isPointInStroke(this.path(tie), x, y)) || null;
  }

  /** Whether something belongs to what is pointed at: "yes", "no", or "" while nothing is. */
  isNear(item) {
    if (!this.active) return "";
    if (this.active === item) return "yes";
    const near = this.active.ties ? [...this.active.ties, ...neighbours(this.active)] : [this.active.initiative, this.active.party];
    return near.includes(item) ? "yes" : "no";
  }

  /** Draw one node, called by vis-network on every frame. */
  drawNode({ ctx, id, x, y }) {
    const node = this.model.nodes.get(id);
    const [width, height] = node.room;
    const drawNode = () => {
      ctx.save();
      this.drawBox(ctx, node, x, y, width, height);
      ctx.globalAlpha = this.isNear(node) === "no" ? 0.3 : 1;
      this.drawName(ctx, node, x, y, width);
      ctx.restore();
    };
    return { drawNode, nodeDimensions: { width, height } };
  }

  /** The box: filled on the spine, framed for an initiative, bare for another party. */
  drawBox(ctx, node, x, y, width, height) {
    const spine = node.column === 0;
    const party = node.mode === "party";
    const chosen = this.active === node;
    traceBox(ctx, x, y, width, height, party ? Math.min(height / 2, 12) : 3);
    ctx.globalAlpha = this.isNear(node) === "no" ? 0.3 : 1;
    ctx.fillStyle = spine ? this.colour(node.color) : party ? this.theme.ground : this.theme.chip;
    ctx.fill();
    if (party && !chosen) return;
    ctx.setLineDash(node.tentative ? [3, 2.5] : []);
    ctx.lineWidth = chosen ? 2.5 : 1;
    ctx.strokeStyle = chosen ? this.theme.text : this.colour(node.color);
    ctx.save();
    ctx.globalAlpha *= chosen ? 1 : 0.6; // the frame stays behind the name
    ctx.stroke();
    ctx.restore();
    ctx.setLineDash([]);
  }

  /** The shape on the side of the spine, and the name beside it. */
  drawName(ctx, node, x, y, width) {
    const side = node.column < 0 ? -1 : 1;
    const ink = node.column === 0 ? this.theme.on : this.theme.text;
    const [, , most, size] = node.room;
    drawGlyph(ctx, node.glyph, x - side * (width / 2 - 10), y, size * 0.42, node.column === 0 ? ink : this.colour(node.color));
    if (size * this.network.getScale() < LEGIBLE) return;
    ctx.font = `${node.column === 0 ? 600 : 400} ${size}px ${FACE}`;
    if (!this.lines.has(node)) this.lines.set(node, wrap(ctx, node.label, width - 25, most, node.alike));
    const lines = this.lines.get(node);
    ctx.fillStyle = ink;
    ctx.textBaseline = "middle";
    ctx.textAlign = side < 0 ? "right" : "left";
    const pitch = size + 2;
    lines.forEach((line, index) => ctx.fillText(line, x - side * (width / 2 - 19), y + 0.5 + (index - (lines.length - 1) / 2) * pitch));
  }

  /** Show only what passes the filters. */
  show(shown) {
    this.shown = shown;
    this.nodes.update([...this.model.nodes.values()].map((node) => ({ id: node.id, hidden: !shown.nodes.has(node) })));
    this.refresh();
  }

  /** Bring out a node or a tie and what belongs to it; null for nothing. */
  bringOut(item) {
    if (item === this.active) return;
    this.active = item;
    this.refresh();
  }

  refresh() {
    this.network.redraw();
  }

  /** Show all that passes, as large as it fits. */
  fit(animate = true) {
    const nodes = [...this.shown.nodes];
    if (!nodes.length) return;
    const [left, right] = extent(nodes, 0);
    const [top, bottom] = extent(nodes, 1);
    const scale = Math.min(this.element.clientWidth / (right - left + 16), this.element.clientHeight / (bottom - top + 12), 1.4);
    this.move({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animate);
  }

  /** The first sight: everything, or on a narrow screen its middle, large enough to read. */
  open() {
    this.fit(false);
    if (this.hub && this.network.getScale() * 12 < LEGIBLE) this.move({ x: this.hub.x, y: this.hub.y }, 0.8, false);
  }

  move(position, scale, animate = true, offset = { x: 0, y: 0 }) {
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    // vis-network's movement stops a little off its end: go there exactly.
    if (!still) this.network.once("animationFinished", () => this.network.moveTo({ position, scale, offset, animation: false }));
    this.network.moveTo({ position, scale, offset, animation: still ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
  }

  zoom(factor) {
    this.move(this.network.getViewPosition(), Math.min(4, Math.max(0.1, this.network.getScale() * factor)));
  }

  /** Bring a node to the middle of what is not covered from a height of the window on, large enough to read. */
  goTo(node, covered = Infinity) {
    const { top, bottom } = this.element.getBoundingClientRect();
    const offset = { x: 0, y: covered > top ? Math.min(0, (covered - bottom) / 2) : 0 };
    this.move(this.network.getPosition(node.id), Math.max(this.network.getScale(), 1), true, offset);
  }

  /** Put every node back where the layout has it. */
  putBack() {
    for (const node of this.model.nodes.values()) this.network.moveNode(node.id, node.x, node.y);
  }

  /** The nearest shown node in a direction, for the arrow keys. */
  next(from, dx, dy) {
    const ahead = (node) => (node.x - from.x) * dx + (node.y - from.y) * dy;
    const aside = (node) => Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
    const cost = (node) => ahead(node) + 3 * aside(node);
    const candidates = [...this.shown.nodes].filter((node) => node !== from && ahead(node) > 4);
    return candidates.sort((a, b) => cost(a) - cost(b))[0] || from;
  }
}

/** The least and the greatest edge of boxes, along x (0) or y (1). */
function extent(nodes, axis) {
  const middle = (node) => (axis ? node.y : node.x);
  return [Math.min(...nodes.map((node) => middle(node) - node.room[axis] / 2)), Math.max(...nodes.map((node) => middle(node) + node.room[axis] / 2))];
}
