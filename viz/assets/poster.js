// The picture to be taken away: with its title, its legend, what was filtered, and where it comes from, on any surface.

const EDGE = 24; // around the picture

class Poster {
  constructor(page) {
    this.page = page;
    this.picture = page.picture;
    const [left, top, right, bottom] = page.picture.shown.nodes.size ? page.picture.bounds() : [0, 0, 400, 100];
    this.bounds = { left: left - 8, top: top - 8, width: right - left + 16, height: bottom - top + 16 };
    this.width = Math.max(640, this.bounds.width) + 2 * EDGE;
    // Type grows with the picture, so that a large one has a title that is seen.
    this.type = Math.max(1, this.width / 1200);
    this.measure = document.createElement("canvas").getContext("2d");
    this.blocks = this.layOut();
    this.height = this.blocks.reduce((sum, block) => sum + block.height, 0) + 2 * EDGE;
  }

  /** The blocks from top to bottom, each with its height and how it is painted. */
  layOut() {
    const { view } = this.page.model;
    const sources = this.page.sources();
    return [
      this.text(view.title, 22, 700),
      this.text(this.page.part("count").dataset.text + this.page.filtered(), 12, 400, "quiet"),
      { height: this.bounds.height + EDGE, paint: (ctx, y) => this.paintPicture(ctx, y) },
      this.legend(),
      this.text(view.caption, 12, 400),
      this.text([`Stated in: ${sources.join("; ")}`, ...view.made.slice(-2).map((pair) => pair.join(" "))].join(" · "), 10.5, 400, "quiet"),
    ];
  }

  text(words, size, weight, ink = "text") {
    const font = `${weight} ${size * this.type}px ${FACE}`;
    this.measure.font = font;
    const lines = wrap(this.measure, words, this.width - 2 * EDGE, 12, false);
    const pitch = size * this.type * 1.35;
    const paint = (ctx, y) => {
      Object.assign(ctx, { font, fillStyle: this.picture.theme[ink], textAlign: "left", textBaseline: "middle" });
      lines.forEach((line, index) => ctx.fillText(line, EDGE, y + pitch * (index + 0.5)));
    };
    return { height: pitch * lines.length + 4 * this.type, paint };
  }

  paintPicture(ctx, y) {
    const { left, top, width } = this.bounds;
    const [dx, dy] = [(this.width - width) / 2 - left, y + EDGE / 2 - top];
    inside(ctx, dx, dy, 1, () => {
      this.picture.paintGuides(ctx);
      this.picture.paintLines(ctx, [...this.picture.shown.ties]);
      for (const node of this.picture.shown.nodes) {
        const { x, y: at } = this.picture.boxOf(node);
        this.picture.paintNode(ctx, node, x, at, 1);
      }
    });
  }

  /** All signs and what they mean, in columns. */
  legend() {
    const groups = filterGroups(this.page.model, this.picture);
    const listed = ["colour", ...this.page.model.view.controls].flatMap((name) => groups[name] || []).filter(([, key]) => key === "type" || key === "stands");
    const offered = listed.flatMap(([, key, of]) => of.filter((entry) => !this.page.choice[key].has(entry.value)).map((entry) => ({ look: entry.look, text: words(entry.label) })));
    const items = [...offered, ...keyRows(this.page.model, this.picture)];
    const columns = Math.max(1, Math.floor((this.width - 2 * EDGE) / (290 * this.type)));
    const rows = Math.ceil(items.length / columns);
    const room = (this.width - 2 * EDGE) / columns;
    const lines = items.map(({ text }) => this.fold(text, room / this.type - 52));
    const tall = Array.from({ length: rows }, (_, row) => Math.max(...items.map((_, index) => (index % rows === row ? lines[index].length : 0))) * 14 + 5);
    const paint = (ctx, y) => items.forEach(({ look, text }, index) => {
      const row = index % rows;
      const at = y + tall.slice(0, row).reduce((sum, one) => sum + one, 0) * this.type;
      inside(ctx, EDGE + Math.floor(index / rows) * room, at, this.type, () => this.paintSign(ctx, look, lines[index]));
    });
    return { height: tall.reduce((sum, one) => sum + one, 0) * this.type + 14 * this.type, paint };
  }

  fold(text, width) {
    this.measure.font = `400 12px ${FACE}`;
    return wrap(this.measure, text, width, 5, false);
  }

  paintSign(ctx, { sign, ...look }, lines) {
    SIGNS[sign](ctx, look);
    Object.assign(ctx, { font: `400 12px ${FACE}`, fillStyle: this.picture.theme.text, textAlign: "left", textBaseline: "middle", globalAlpha: 1 });
    lines.forEach((line, index) => ctx.fillText(line, 38, 8 + 14 * index));
  }

  paint(ctx) {
    ctx.fillStyle = this.picture.theme.ground;
    ctx.beginPath();
    ctx.rect(0, 0, this.width, this.height);
    ctx.fill();
    let y = EDGE;
    for (const block of this.blocks) {
      block.paint(ctx, y);
      y += block.height;
    }
  }
}

/** Paint in a place that is moved and scaled, on a canvas or in SVG. */
function inside(ctx, x, y, scale, paint) {
  if (ctx instanceof SvgInk) {
    ctx.enter(x, y, scale);
    paint();
    ctx.leave();
    return;
  }
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(scale, scale);
  paint();
  ctx.restore();
}
