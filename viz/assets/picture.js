// The picture: vis-network pans, zooms and knows what the pointer is at; boxes and lines are the paths that Python wrote
// into the page, so that a name is in its box and a line goes from the border of one box to the border of the next.

const REACH = 8; // how near a line, in pixels, the pointer must come
const LEGIBLE = 7; // below this size on the screen, names are left out rather than smeared
const SIGNPOSTS = 24; // so many names are written over the picture while the others are too small to read
const DASHES = "5 4";
const FRAME_DASHES = "3 2.5";

class Picture {
  constructor(model, element) {
    this.model = model;
    this.element = element;
    this.hub = [...model.nodes.values()].sort((a, b) => b.focus - a.focus || b.room[3] - a.room[3] || b.ties.length - a.ties.length)[0];
    this.shown = passing(model, everything());
    this.active = null; // the node or tie pointed at or chosen
    this.near = null; // what belongs to it
    this.face = model.view.face;
    this.ways = new Map(); // the paths of lines, by tie
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

  /** How far a reader has moved a node. */
  wayFrom(node) {
    const { x, y } = this.network.body.nodes[node.id];
    return [x - node.x, y - node.y];
  }

  /** The path of a tie and its arrowheads, as Python drew them; where an end was moved, they go with it. */
  wayOf(tie) {
    if (!this.ways.has(tie)) {
      const [from, to] = [this.wayFrom(tie.source), this.wayFrom(tie.target)];
      const still = ![...from, ...to].some(Boolean);
      const heads = tie.heads.map((head, at) => (still ? head : moved(head, () => (at ? from : to))));
      this.ways.set(tie, { line: still ? tie.way : moved(tie.way, (place) => (place < 2 ? from : to)), heads: heads.join("") });
    }
    return this.ways.get(tie);
  }

  forgetWays() {
    this.ways.clear();
    this.bundles = null;
  }

  /** What stands behind the boxes: guides and lines, those of what is pointed at last. */
  drawBehind(ctx) {
    const pen = new CanvasPen(ctx, this.face);
    this.paintGuides(pen, 12 * this.network.getScale() >= LEGIBLE);
    this.bundles ||= this.bundle(this.shown.ties).map((bundle) => ({ ...bundle, line: new Path2D(bundle.line), heads: new Path2D(bundle.heads) }));
    pen.fade = this.active ? 0.2 : 1;
    this.paintBundles(pen, this.bundles);
    pen.fade = 1;
    if (this.active) this.paintLines(pen, [...this.near].filter((item) => !item.ties && this.shown.ties.has(item)), true);
  }

  /** Join the paths of lines that look alike. */
  bundle(ties, near = false) {
    const bundles = new Map();
    for (const tie of ties) {
      const look = { stroke: tie.tint ? this.colour(tie.tint) : near ? this.theme.text : this.theme.line, width: tie.width + (near ? 0.8 : 0), dash: tie.tentative ? DASHES : "" };
      const key = Object.values(look).join();
      if (!bundles.has(key)) bundles.set(key, { look, line: "", heads: "" });
      const bundle = bundles.get(key);
      const { line, heads } = this.wayOf(tie);
      bundle.line += line;
      bundle.heads += heads;
    }
    return [...bundles.values()];
  }

  paintBundles(pen, bundles) {
    for (const { look, line, heads } of bundles) {
      pen.path(line, look);
      if (heads) pen.path(heads, { fill: look.stroke });
    }
  }

  /** Draw lines with any pen. */
  paintLines(pen, ties, near = false) {
    this.paintBundles(pen, this.bundle(ties, near));
  }

  /** Draw what says what a place means: rings and headings of the layout. */
  paintGuides(pen, legible = true) {
    for (const { kind, path, x, y, text } of this.model.view.guides) {
      if (kind === "ring") pen.path(path, { stroke: this.theme.edge, width: 1.5 });
      else if (legible) {
        pen.path(path, { fill: this.theme.ground }); // a heading may be on a ring
        pen.text(text, x, y, { size: 12, bold: true, anchor: "middle", ink: this.theme.quiet });
      }
    }
  }

  /** The line at a point of the picture, if the pointer is near enough to one. */
  tieAt(point) {
    const { x, y } = this.network.DOMtoCanvas(point);
    const reach = REACH / this.network.getScale();
    this.probe ||= document.createElement("canvas").getContext("2d");
    const hits = (tie) => {
      const { line } = this.wayOf(tie);
      const numbers = line.match(/-?[\d.]+/g).map(Number);
      const beyond = (value, axis) => {
        const along = numbers.filter((_, at) => at % 2 === axis);
        return value < Math.min(...along) - reach || value > Math.max(...along) + reach;
      };
      if (beyond(x, 0) || beyond(y, 1)) return false;
      this.probe.lineWidth = Math.max(reach, tie.width);
      return this.probe.isPointInStroke(pathOf(line), x, y);
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
    const drawNode = () => this.paintNode(new CanvasPen(ctx, this.face), node, x, y, this.network.getScale());
    return { drawNode, nodeDimensions: { width, height } };
  }

  /** Draw one node with any pen: its box, its shape and its name, left out where it would be too small at this scale. */
  paintNode(pen, node, x, y, scale) {
    const { theme } = this;
    const colour = this.colour(node.color);
    const chosen = this.active === node;
    const framed = node.mode !== "party" || chosen || node.tentative;
    const frame = framed ? { stroke: chosen ? theme.text : colour, width: chosen ? 2.5 : 1, dash: node.tentative ? FRAME_DASHES : "", strokeFade: chosen ? 1 : 0.6 } : {};
    const ink = node.filled ? theme.on : theme.text;
    const sign = node.filled ? ink : colour;
    pen.fade = this.isNear(node) === "no" ? 0.3 : 1;
    pen.inside(x, y, 1, () => {
      pen.path(node.frame, { fill: node.filled ? colour : node.mode === "party" ? theme.ground : theme.chip, ...frame });
      pen.path(node.sign, node.hollow ? { stroke: sign, width: node.hollow } : { fill: sign });
      if (node.room[3] * scale < LEGIBLE) return;
      for (const [text, down, width] of node.lines) pen.text(text, node.left, down, { size: node.room[3], bold: node.bold, anchor: node.anchor, ink, width });
    });
    pen.fade = 1;
  }

  /** Where names are too small to read, write those of the most tied over the picture, none over another. */
  drawSignposts(ctx) {
    const scale = this.network.getScale();
    if (12 * scale >= LEGIBLE || !this.shown.nodes.size) return;
    this.byTies ||= [...this.model.nodes.values()].sort((a, b) => b.filled - a.filled || b.near.size - a.near.size);
    const taken = [];
    const pen = new CanvasPen(ctx, this.face);
    for (const { x, y, post } of this.model.view.guides.filter((guide) => guide.post)) this.drawSignpost(pen, { x, y }, post, this.theme.ground, this.theme.quiet, scale, taken);
    const most = taken.length + SIGNPOSTS;
    for (const node of this.active?.ties ? [this.active, ...this.byTies] : this.byTies) {
      if (taken.length >= most) break;
      if (!this.shown.nodes.has(node)) continue;
      const [ground, ink] = node.filled ? [this.colour(node.color), this.theme.on] : [this.theme.ground, this.theme.text];
      this.drawSignpost(pen, this.boxOf(node), node.post, ground, ink, scale, taken);
    }
  }

  drawSignpost(pen, { x, y }, [text, wide], ground, ink, scale, taken) {
    const room = { x, y, width: (wide + 10) / scale, height: 18 / scale };
    if (taken.some((one) => Math.abs(one.x - x) * 2 < one.width + room.width && Math.abs(one.y - y) * 2 < one.height + room.height)) return;
    taken.push(room);
    pen.inside(x, y, 1 / scale, () => {
      const box = new Path2D();
      box.roundRect(-wide / 2 - 5, -7.5, wide + 10, 15, 7);
      pen.fade = 0.88;
      pen.path(box, { fill: ground });
      pen.fade = 1;
      pen.text(text, 0, 0, { size: 12, bold: true, anchor: "middle", ink, width: wide });
    });
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

const guideExtent = ({ x, y, width, height }) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
