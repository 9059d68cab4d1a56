// The picture: vis-network pans, zooms and knows what the pointer is at; boxes and lines are drawn here, so that a name is
// in its box and a line goes from the border of one box to the border of the next.

const REACH = 8; // how near a line, in pixels, the pointer must come
const LEGIBLE = 7; // below this size on the screen, names are left out rather than smeared
const SIGNPOSTS = 24; // so many names are written over the picture while the others are too small to read
const FACE = '"Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

class Picture {
  constructor(model, element) {
    this.model = model;
    this.element = element;
    this.hub = [...model.nodes.values()].sort((a, b) => b.focus - a.focus || b.room[3] - a.room[3] || b.ties.length - a.ties.length)[0];
    this.shown = passing(model, everything());
    this.active = null; // the node or tie pointed at or chosen
    this.near = null; // what belongs to it
    this.lines = new Map(); // wrapped names, by node
    this.ways = new Map(); // where lines run, by tie
    this.bundles = null; // lines that look alike, as one path each
    this.readTheme();
    this.draw();
  }

  /** Take the colours from the style sheet, for the ground that the reader prefers. */
  readTheme(dark = matchMedia("(prefers-color-scheme: dark)").matches) {
    const style = getComputedStyle(this.element);
    const value = (name) => style.getPropertyValue(name).trim();
    this.theme = { ground: value("--ground"), text: value("--text"), quiet: value("--quiet"), line: value("--line"), edge: value("--edge"), chip: value("--chip"), on: value("--on") };
    this.colour = (name) => this.model.colours[name][dark ? 1 : 0];
    this.bundles = null;
  }

  draw() {
    const { nodes, options } = this.model;
    const drawn = { ctxRenderer: (parts) => this.drawNode(parts) };
    const place = (node) => ({ id: node.id, label: node.label, shape: "custom", x: node.x, y: node.y, ...drawn });
    this.nodes = new vis.DataSet([...nodes.values()].map(place));
    this.network = new vis.Network(this.element, { nodes: this.nodes, edges: new vis.DataSet([]) }, options);
    this.network.on("beforeDrawing", (ctx) => this.drawBehind(ctx));
    this.network.on("afterDrawing", (ctx) => this.drawSignposts(ctx));
    this.network.on("dragging", ({ nodes: moved }) => moved.length && this.forgetWays());
    for (const node of nodes.values()) this.giveSize(node);
    this.element.firstElementChild.tabIndex = -1; // one stop for the tab key is enough
  }

  /** Tell vis-network the true size of a box: it would learn it only after drawing it twice. */
  giveSize(node) {
    const shape = this.network.body.nodes[node.id].shape;
    const [width, height] = node.room;
    Object.assign(shape, { customSizeWidth: width, customSizeHeight: height, width, height, left: node.x - width / 2, top: node.y - height / 2 });
    shape.updateBoundingBox = (x, y) => {
      Object.assign(shape.boundingBox, { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 });
    };
    shape.updateBoundingBox(node.x, node.y);
  }

  /** Where a box is: readers may have moved it. */
  boxOf(node) {
    const { x, y } = this.network.body.nodes[node.id];
    return { x, y, width: node.room[0], height: node.room[1] };
  }

  wayOf(tie) {
    if (!this.ways.has(tie)) this.ways.set(tie, wayOf(tie, this.boxOf(tie.source), this.boxOf(tie.target), this.model.view.layout));
    return this.ways.get(tie);
  }

  forgetWays() {
    this.ways.clear();
    this.bundles = null;
  }

  /** What stands behind the boxes: guides and lines, those of what is pointed at last. */
  drawBehind(ctx) {
    this.paintGuides(ctx, 12 * this.network.getScale() >= LEGIBLE);
    this.bundles ||= this.bundle(this.shown.ties).map((bundle) => ({ ...bundle, ...this.pathsOf(bundle.ties) }));
    ctx.globalAlpha = this.active ? 0.2 : 1;
    for (const { look, lines, heads } of this.bundles) this.strokeLook(ctx, look, () => ctx.stroke(lines), () => ctx.fill(heads));
    ctx.globalAlpha = 1;
    if (this.active) this.paintLines(ctx, [...this.near].filter((item) => !item.ties && this.shown.ties.has(item)), true);
    ctx.setLineDash([]);
  }

  /** Gather lines that look alike. */
  bundle(ties, near = false) {
    const bundles = new Map();
    for (const tie of ties) {
      const look = { colour: tie.tint ? this.colour(tie.tint) : near ? this.theme.text : this.theme.line, width: tie.width + (near ? 0.8 : 0), dashed: tie.tentative };
      const key = Object.values(look).join();
      if (!bundles.has(key)) bundles.set(key, { look, ties: [] });
      bundles.get(key).ties.push(tie);
    }
    return [...bundles.values()];
  }

  pathsOf(ties) {
    const [lines, heads] = [new Path2D(), new Path2D()];
    for (const tie of ties) {
      traceWay(lines, tie, this.wayOf(tie));
      traceHeads(heads, tie, this.wayOf(tie));
    }
    return { lines, heads };
  }

  strokeLook(ctx, { colour, width, dashed }, stroke, fill) {
    ctx.strokeStyle = colour;
    ctx.fillStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dashed ? [5, 4] : []);
    stroke();
    ctx.setLineDash([]);
    fill();
  }

  /** Draw lines on any surface. */
  paintLines(ctx, ties, near = false) {
    const trace = (one) => {
      ctx.beginPath();
      one();
    };
    for (const { look, ties: alike } of this.bundle(ties, near)) {
      const stroke = () => {
        trace(() => alike.forEach((tie) => traceWay(ctx, tie, this.wayOf(tie))));
        ctx.stroke();
      };
      const headed = alike.filter((tie) => tie.arrow);
      const fill = () => {
        if (!headed.length) return;
        trace(() => headed.forEach((tie) => traceHeads(ctx, tie, this.wayOf(tie))));
        ctx.fill();
      };
      this.strokeLook(ctx, look, stroke, fill);
    }
  }

  /** Draw what says what a place means: rings, lines and headings of the layout. */
  paintGuides(ctx, legible = true) {
    for (const { kind, x, y, width, height, text } of this.model.view.guides) {
      ctx.beginPath();
      ctx.strokeStyle = this.theme.edge;
      ctx.lineWidth = 1.5;
      if (kind === "ring") ctx.ellipse(x, y, width / 2, height / 2, 0, 0, TURN);
      else if (kind === "line") {
        ctx.moveTo(x, y);
        ctx.lineTo(x + width, y + height);
      }
      if (kind !== "heading") ctx.stroke();
      else if (legible) this.paintHeading(ctx, { x, y, width, height, text });
    }
  }

  /** A heading may stand on a ring, so it has a ground of its own. */
  paintHeading(ctx, { x, y, width, height, text }) {
    ctx.fillStyle = this.theme.ground;
    ctx.rect(x - width / 2, y - height / 2, width, height);
    ctx.fill();
    ctx.font = `600 12px ${FACE}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = this.theme.quiet;
    ctx.fillText(text, x, y);
  }

  /** The line at a point of the picture, if the pointer is near enough to one. */
  tieAt(point) {
    const { x, y } = this.network.DOMtoCanvas(point);
    const reach = REACH / this.network.getScale();
    this.probe ||= document.createElement("canvas").getContext("2d");
    const hits = (tie) => {
      const way = this.wayOf(tie);
      const [xs, ys] = [way.map((one) => one.x), way.map((one) => one.y)];
      if (x < Math.min(...xs) - reach || x > Math.max(...xs) + reach || y < Math.min(...ys) - reach || y > Math.max(...ys) + reach) return false;
      this.probe.lineWidth = Math.max(reach, tie.width);
      this.probe.beginPath();
      traceWay(this.probe, tie, way);
      return this.probe.isPointInStroke(x, y);
    };
    for (const tie of this.shown.ties) if (hits(tie)) return tie;
    return null;
  }

  /** Whether something belongs to what is pointed at: "yes", "no", or "" while nothing is. */
  isNear(item) {
    if (!this.near) return "";
    return this.near.has(item) ? "yes" : "no";
  }

  /** Draw one node, called by vis-network on every frame. */
  drawNode({ ctx, id, x, y }) {
    const node = this.model.nodes.get(id);
    const [width, height] = node.room;
    const drawNode = () => {
      ctx.save();
      this.paintNode(ctx, node, x, y, this.network.getScale());
      ctx.restore();
    };
    return { drawNode, nodeDimensions: { width, height } };
  }

  /** Draw one node on any surface; names that would be too small at this scale are left out. */
  paintNode(ctx, node, x, y, scale) {
    ctx.globalAlpha = this.isNear(node) === "no" ? 0.3 : 1;
    this.paintBox(ctx, node, x, y);
    this.paintName(ctx, node, x, y, node.room[3] * scale >= LEGIBLE);
  }

  /** The box: filled for what stands out, framed for an initiative, bare for another party. */
  paintBox(ctx, node, x, y) {
    const [width, height] = node.room;
    const party = node.mode === "party";
    const chosen = this.active === node;
    traceBox(ctx, x, y, width, height, party ? Math.min(height / 2, 12) : 3);
    ctx.fillStyle = standsOut(node) ? this.colour(node.color) : party ? this.theme.ground : this.theme.chip;
    ctx.fill();
    if (party && !chosen && !node.tentative) return;
    ctx.setLineDash(node.tentative ? [3, 2.5] : []);
    ctx.lineWidth = chosen ? 2.5 : 1;
    ctx.strokeStyle = chosen ? this.theme.text : this.colour(node.color);
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = alpha * (chosen ? 1 : 0.6); // the frame stays behind the name
    ctx.stroke();
    ctx.globalAlpha = alpha;
    ctx.setLineDash([]);
  }

  /** The shape on the side that its ties come from, and the name beside it. */
  paintName(ctx, node, x, y, legible) {
    const side = node.column < 0 ? -1 : 1;
    const [width, , most, size] = node.room;
    const ink = standsOut(node) ? this.theme.on : this.theme.text;
    const more = this.model.view.layout === "columns" ? 0 : size - 12; // larger type needs more room beside it
    drawGlyph(ctx, node.glyph, x - side * (width / 2 - 10 - more / 2), y, node.radius, standsOut(node) ? ink : this.colour(node.color));
    if (!legible) return;
    if (!this.lines.has(node)) this.lines.set(node, this.wrapName(ctx, node, width - 25 - more, most, size));
    const lines = this.lines.get(node);
    ctx.font = lines.font;
    ctx.fillStyle = ink;
    ctx.textBaseline = "middle";
    ctx.textAlign = side < 0 ? "right" : "left";
    const start = x - side * (width / 2 - 19 - more);
    lines.forEach((line, index) => ctx.fillText(line, start, y + 0.5 + (index - (lines.length - 1) / 2) * (size + 2)));
  }

  /** A name in lines: bold for what stands out, unless it would have to be shortened for it. */
  wrapName(ctx, node, width, most, size) {
    let lines;
    for (const weight of standsOut(node) ? [600, 400] : [400]) {
      ctx.font = `${weight} ${size}px ${FACE}`;
      lines = Object.assign(wrap(ctx, node.label, width, most, node.alike), { font: ctx.font });
      if (!lines.some((line) => line.includes("…"))) break;
    }
    return lines;
  }

  /** Where names are too small to read, write those of the most tied over the picture, none over another. */
  drawSignposts(ctx) {
    const scale = this.network.getScale();
    if (12 * scale >= LEGIBLE || !this.shown.nodes.size) return;
    this.byTies ||= [...this.model.nodes.values()].sort((a, b) => standsOut(b) - standsOut(a) || b.near.size - a.near.size);
    const taken = [];
    ctx.save();
    ctx.font = `600 ${12 / scale}px ${FACE}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const { x, y, text } of this.model.view.guides.filter((guide) => guide.kind === "heading")) this.drawSignpost(ctx, { x, y }, text, this.theme.ground, this.theme.quiet, scale, taken);
    const most = taken.length + SIGNPOSTS;
    for (const node of this.active?.ties ? [this.active, ...this.byTies] : this.byTies) {
      if (taken.length >= most) break;
      if (!this.shown.nodes.has(node)) continue;
      const [ground, ink] = standsOut(node) ? [this.colour(node.color), this.theme.on] : [this.theme.ground, this.theme.text];
      this.drawSignpost(ctx, this.boxOf(node), node.label, ground, ink, scale, taken);
    }
    ctx.restore();
  }

  drawSignpost(ctx, { x, y }, name, ground, ink, scale, taken) {
    const text = shorten(ctx, name, 170 / scale);
    const room = { x, y, width: ctx.measureText(text).width + 10 / scale, height: 18 / scale };
    if (taken.some((one) => Math.abs(one.x - x) * 2 < one.width + room.width && Math.abs(one.y - y) * 2 < one.height + room.height)) return;
    taken.push(room);
    ctx.fillStyle = ground;
    ctx.globalAlpha = 0.88;
    traceBox(ctx, x, y, room.width, 15 / scale, 7 / scale);
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.fillStyle = ink;
    ctx.fillText(text, x, y + 0.5 / scale);
  }

  /** Show only what passes the filters. */
  show(shown) {
    const changed = [...this.model.nodes.values()].filter((node) => shown.nodes.has(node) !== this.shown.nodes.has(node));
    this.shown = shown;
    this.bundles = null;
    if (changed.length) this.nodes.update(changed.map((node) => ({ id: node.id, hidden: !shown.nodes.has(node) })));
    this.refresh();
  }

  /** Bring out a node or a tie and what belongs to it; null for nothing. */
  bringOut(item) {
    if (item === this.active) return;
    this.active = item;
    this.near = item && new Set(item.ties ? [item, ...item.ties, ...item.near] : [item, item.source, item.target]);
    this.refresh();
  }

  /** Draw anew with the next frame, once, however often it is asked for. */
  refresh() {
    this.network.body.emitter.emit("_requestRedraw");
  }

  /** Left, top, right and bottom of what is shown, with the guides that stand around it. */
  bounds() {
    const nodes = [...this.shown.nodes];
    const [left, right] = extent(nodes, 0);
    const [top, bottom] = extent(nodes, 1);
    if (this.shown.nodes.size < this.model.nodes.size) return [left, top, right, bottom];
    const spans = this.model.view.guides.map(guideExtent);
    return [Math.min(left, ...spans.map((one) => one[0])), Math.min(top, ...spans.map((one) => one[1])), Math.max(right, ...spans.map((one) => one[2])), Math.max(bottom, ...spans.map((one) => one[3]))];
  }

  /** Show all that passes, as large as it fits. */
  fit(animate = true) {
    if (!this.shown.nodes.size) return;
    const [left, top, right, bottom] = this.bounds();
    const scale = Math.min(this.element.clientWidth / (right - left + 16), this.element.clientHeight / (bottom - top + 12), 1.4);
    this.move({ x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animate);
  }

  /** The first sight: everything, or on a narrow screen its middle, large enough to read. */
  open() {
    this.fit(false);
    const narrow = this.element.clientWidth < 640;
    if (this.hub && narrow && this.network.getScale() * 12 < LEGIBLE) this.move({ x: this.hub.x, y: this.hub.y }, 0.8, false);
  }

  move(position, scale, animate = true, offset = { x: 0, y: 0 }) {
    const still = !animate || matchMedia("(prefers-reduced-motion: reduce)").matches;
    // vis-network's movement stops a little off its end: go there exactly.
    if (!still) this.network.once("animationFinished", () => this.network.moveTo({ position, scale, offset, animation: false }));
    this.network.moveTo({ position, scale, offset, animation: still ? false : { duration: 250, easingFunction: "easeInOutQuad" } });
  }

  zoom(factor) {
    this.move(this.network.getViewPosition(), Math.min(4, Math.max(0.02, this.network.getScale() * factor)));
  }

  /** Bring a node to the middle of what is not covered from a height of the window on, large enough to read. */
  goTo(node, covered = Infinity, animate = true) {
    const { top, bottom } = this.element.getBoundingClientRect();
    const offset = { x: 0, y: covered > top ? Math.min(0, (covered - bottom) / 2) : 0 };
    this.move(this.network.getPosition(node.id), Math.max(this.network.getScale(), 1), animate, offset);
  }

  /** Put every node back where the layout has it. */
  putBack() {
    for (const node of this.model.nodes.values()) this.network.moveNode(node.id, node.x, node.y);
    this.forgetWays();
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

/** Whether a node is drawn filled: what the view is about, or else what the layout brings out. */
const standsOut = (node) => (node.focused ? node.focus : node.column === 0);

/** The least and the greatest edge of boxes, along x (0) or y (1). */
function extent(nodes, axis) {
  let [least, greatest] = [Infinity, -Infinity];
  for (const node of nodes) {
    const middle = axis ? node.y : node.x;
    least = Math.min(least, middle - node.room[axis] / 2);
    greatest = Math.max(greatest, middle + node.room[axis] / 2);
  }
  return [least, greatest];
}

function guideExtent({ kind, x, y, width, height }) {
  if (kind === "line") return [x, y, x + width, y + height];
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}
