// A drawing surface that writes SVG: it takes the calls of a canvas that the picture uses, so that one hand draws both.

const SVG = "http://www.w3.org/2000/svg";

class SvgInk {
  constructor(width, height) {
    this.root = document.createElementNS(SVG, "svg");
    this.give(this.root, { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
    this.page = this.root;
    this.measure = document.createElement("canvas").getContext("2d");
    this.state = { fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "12px sans-serif", textAlign: "left", textBaseline: "alphabetic", dash: [] };
    this.saved = [];
    this.way = "";
    for (const name of Object.keys(this.state)) {
      Object.defineProperty(this, name, { get: () => this.state[name], set: (value) => { this.state[name] = value; } });
    }
  }

  give(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, typeof value === "number" ? round(value) : value);
    return element;
  }

  put(name, attributes) {
    const element = this.give(document.createElementNS(SVG, name), attributes);
    this.page.append(element);
    return element;
  }

  /** Name the drawing for those who cannot see it. */
  describe(title, text) {
    this.put("title", {}).textContent = title;
    this.put("desc", {}).textContent = text;
    this.give(this.root, { role: "img" });
  }

  /** What is drawn from now on stands in a group that is moved and scaled; `leave` ends it. */
  enter(x, y, scale) {
    this.page = this.put("g", { transform: `translate(${round(x)} ${round(y)}) scale(${round(scale)})` });
  }

  leave() {
    this.page = this.page.parentNode;
  }

  save() { this.saved.push({ ...this.state }); }
  restore() { this.state = this.saved.pop() || this.state; }
  setLineDash(dash) { this.state.dash = dash; }
  beginPath() { this.way = ""; }
  moveTo(x, y) { this.way += `M${round(x)} ${round(y)}`; }
  lineTo(x, y) { this.way += `${this.way ? "L" : "M"}${round(x)} ${round(y)}`; }
  bezierCurveTo(...numbers) { this.way += `C${numbers.map(round).join(" ")}`; }
  closePath() { this.way += "Z"; }
  rect(x, y, width, height) { this.way += `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`; }

  /** A whole circle: the picture draws no other arcs. */
  arc(x, y, radius) { this.ellipse(x, y, radius, radius); }

  /** Two halves, of which the ends are exactly two radii apart: any less makes an egg. */
  ellipse(x, y, rx, ry) {
    const [a, b] = [round(rx), round(ry)];
    this.way += `M${round(x - a)} ${round(y)}a${a} ${b} 0 1 0 ${round(2 * a)} 0a${a} ${b} 0 1 0 ${round(-2 * a)} 0Z`;
  }

  roundRect(x, y, width, height, radius) {
    const r = Math.min(radius, width / 2, height / 2);
    const corner = (dx, dy) => `a${round(r)} ${round(r)} 0 0 1 ${round(dx)} ${round(dy)}`;
    this.way += `M${round(x + r)} ${round(y)}h${round(width - 2 * r)}${corner(r, r)}v${round(height - 2 * r)}${corner(-r, r)}h${round(2 * r - width)}${corner(-r, -r)}v${round(2 * r - height)}${corner(r, -r)}Z`;
  }

  fill() { this.put("path", { d: this.way, fill: this.fillStyle, ...this.alpha() }); }

  stroke() {
    if (this.strokeStyle === "transparent") return;
    const dash = this.state.dash.length ? { "stroke-dasharray": this.state.dash.join(" ") } : {};
    this.put("path", { d: this.way, fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, ...dash, ...this.alpha() });
  }

  fillText(text, x, y) {
    const [, weight = "400", size, face] = this.font.match(/^(?:(\d+|bold) )?([\d.]+)px (.*)$/);
    const anchor = { left: "start", right: "end", center: "middle" }[this.textAlign];
    // Not dominant-baseline: half of the programs that open SVG do not know it.
    const down = this.textBaseline === "middle" ? Number(size) * 0.35 : 0;
    const place = { x, y: y + down, fill: this.fillStyle, "font-family": face, "font-size": Number(size), "font-weight": weight, "text-anchor": anchor };
    this.put("text", { ...place, ...this.alpha() }).textContent = text;
  }

  measureText(text) {
    this.measure.font = this.font;
    return this.measure.measureText(text);
  }

  alpha() { return this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {}; }

  text() { return `${new XMLSerializer().serializeToString(this.root)}\n`; }
}

const round = (number) => Math.round(number * 100) / 100;
