// The pens: they put path data and lines of text on a canvas or into SVG. The paths of shapes, boxes and lines come from
// Python (pactgraph.views.scene), so that the page, the still picture and what is taken away draw the same.

const SVG = "http://www.w3.org/2000/svg";
const TRANSPARENT = "transparent";
const known = new Map();

/** A path that is drawn again and again, read once. */
function pathOf(d) {
  if (!known.has(d)) known.set(d, new Path2D(d));
  return known.get(d);
}

const round = (number) => Math.round(number * 100) / 100;

/** Path data with each of its points moved; `by` gives the way of a point by its place in the path. */
function moved(d, by) {
  let place = 0;
  return d.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => {
    const [dx, dy] = by(place++);
    return `${round(Number(x) + dx)} ${round(Number(y) + dy)}`;
  });
}

class CanvasPen {
  constructor(ctx, face) {
    Object.assign(this, { ctx, face, fade: 1 });
  }

  /** Fill and stroke a path: path data, or a Path2D. */
  path(path, { fill, stroke, width = 1, dash = "", strokeFade = 1 }) {
    const { ctx, fade } = this;
    const drawn = typeof path === "string" ? pathOf(path) : path;
    ctx.globalAlpha = fade;
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill(drawn);
    }
    if (stroke && stroke !== TRANSPARENT) {
      ctx.globalAlpha = fade * strokeFade;
      ctx.setLineDash(dash ? dash.split(" ").map(Number) : []);
      ctx.lineWidth = width;
      ctx.strokeStyle = stroke;
      ctx.stroke(drawn);
      ctx.setLineDash([]);
    }
    ctx.globalAlpha = 1;
  }

  fontOf({ size, bold = false }) {
    return `${bold ? 600 : 400} ${size}px ${this.face}`;
  }

  /** Write one line of text with its middle at a height; a text that would be wider than its width is narrowed. */
  text(text, x, y, look) {
    const { ctx } = this;
    ctx.globalAlpha = this.fade;
    ctx.font = this.fontOf(look);
    ctx.textAlign = { start: "left", end: "right", middle: "center" }[look.anchor || "start"];
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = look.ink;
    ctx.fillText(text, x, y + 0.35 * look.size, look.width);
    ctx.globalAlpha = 1;
  }

  /** Draw in a place that is moved and scaled. */
  inside(x, y, scale, draw) {
    this.ctx.save();
    this.ctx.translate(x, y);
    this.ctx.scale(scale, scale);
    draw();
    this.ctx.restore();
  }
}

class SvgPen {
  constructor(width, height, face, attributes = {}) {
    this.root = this.give(document.createElementNS(SVG, "svg"), { width, height, viewBox: `0 0 ${round(width)} ${round(height)}`, "font-family": face, ...attributes });
    this.group = this.root;
  }

  give(element, attributes) {
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, typeof value === "number" ? round(value) : value);
    return element;
  }

  put(name, attributes) {
    const element = this.give(document.createElementNS(SVG, name), attributes);
    this.group.append(element);
    return element;
  }

  /** Name the drawing for those who cannot see it. */
  describe(title, text) {
    this.put("title", {}).textContent = title;
    this.put("desc", {}).textContent = text;
    this.give(this.root, { role: "img" });
  }

  path(d, { fill = "none", stroke, width = 1, dash, strokeFade = 1 }) {
    const line = stroke && stroke !== TRANSPARENT ? { stroke, "stroke-width": width, "stroke-dasharray": dash || undefined, "stroke-opacity": strokeFade < 1 ? strokeFade : undefined } : {};
    this.put("path", { d, fill, ...line });
  }

  text(text, x, y, { size, ink, bold = false, anchor = "start", width }) {
    // Not dominant-baseline: half of the programs that open SVG do not know it.
    const place = { x, y: y + 0.35 * size, fill: ink, "font-size": size, "font-weight": bold ? 600 : undefined, "text-anchor": anchor === "start" ? undefined : anchor };
    this.put("text", { ...place, textLength: width, lengthAdjust: width && "spacingAndGlyphs" }).textContent = text;
  }

  inside(x, y, scale, draw) {
    const outer = this.group;
    this.group = this.put("g", { transform: `translate(${round(x)} ${round(y)}) scale(${round(scale)})` });
    draw();
    this.group = outer;
  }

  toString() {
    return `${new XMLSerializer().serializeToString(this.root)}\n`;
  }
}
