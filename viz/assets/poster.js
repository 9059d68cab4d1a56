// The picture to be taken away: with its title, its legend, what was filtered, and where it comes from, with any pen.

const EDGE = 24; // around the picture
const MOST_LINES = 12; // of a block of text

class Poster {
  constructor(page) {
    this.page = page;
    this.picture = page.picture;
    const [left, top, right, bottom] = page.picture.shown.nodes.size ? page.picture.bounds() : [0, 0, 400, 100];
    this.bounds = { left: left - 8, top: top - 8, width: right - left + 16, height: bottom - top + 16 };
    this.width = Math.max(640, this.bounds.width) + 2 * EDGE;
    // Type grows with the picture, so that a large one has a title that is seen.
    this.type = Math.max(1, this.width / 1200);
    this.measure = new CanvasPen(document.createElement("canvas").getContext("2d"), this.picture.face);
    this.blocks = this.layOut();
    this.height = this.blocks.reduce((sum, block) => sum + block.height, 0) + 2 * EDGE;
  }

  /** The blocks from top to bottom, each with its height and how it is painted. */
  layOut() {
    const { view } = this.page.model;
    const sources = this.page.sources();
    return [
      this.text(view.title, 22, true),
      this.text(this.page.part("count").dataset.text + this.page.filtered(), 12, false, "quiet"),
      { height: this.bounds.height + EDGE, paint: (pen, y) => this.paintPicture(pen, y) },
      this.legend(),
      this.text(view.caption, 12),
      this.text([`Stated in: ${sources.join("; ")}`, ...view.made.slice(-2).map((pair) => pair.join(" "))].join(" · "), 10.5, false, "quiet"),
    ];
  }

  /** A block of text in lines as long as the poster is wide. */
  text(words, size, bold = false, ink = "text") {
    const look = { size: size * this.type, bold, ink: this.picture.theme[ink] };
    const lines = this.fold(words, look, this.width - 2 * EDGE);
    const pitch = size * this.type * 1.35;
    const paint = (pen, y) => lines.forEach(([line, width], index) => pen.text(line, EDGE, y + pitch * (index + 0.5), { ...look, width }));
    return { height: pitch * lines.length + 4 * this.type, paint };
  }

  /** Words in lines of at most a width, each with its own; a word that is longer has a line to itself. */
  fold(text, look, most) {
    this.measure.ctx.font = this.measure.fontOf(look);
    const widthOf = (line) => this.measure.ctx.measureText(line).width;
    const lines = [""];
    // Lines may break after a space or a dash, and anywhere in Chinese.
    for (const part of text.match(/\p{Script=Han}|[^\s\p{Script=Han}–—/-]*[–—/-]?\s*/gu)) {
      const longer = lines[lines.length - 1] + part;
      if (!lines[lines.length - 1] || widthOf(longer.trimEnd()) <= most) lines[lines.length - 1] = longer;
      else lines.push(part);
    }
    return lines.slice(0, MOST_LINES).map((line) => [line.trim(), Math.min(most, widthOf(line.trim()))]);
  }

  paintPicture(pen, y) {
    const { left, top, width } = this.bounds;
    const [dx, dy] = [(this.width - width) / 2 - left, y + EDGE / 2 - top];
    pen.inside(dx, dy, 1, () => {
      this.picture.paintGuides(pen);
      this.picture.paintLines(pen, [...this.picture.shown.ties]);
      for (const node of this.picture.shown.nodes) {
        const { x, y: at } = this.picture.boxOf(node);
        this.picture.paintNode(pen, node, x, at, 1);
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
    const look = { size: 12, ink: this.picture.theme.text };
    const lines = items.map(({ text }) => this.fold(text, look, room / this.type - 52));
    const tall = Array.from({ length: rows }, (_, row) => Math.max(...items.map((_, index) => (index % rows === row ? lines[index].length : 0))) * 14 + 5);
    const paint = (pen, y) => items.forEach(({ look: { sign, ...of } }, index) => {
      const row = index % rows;
      const at = y + tall.slice(0, row).reduce((sum, one) => sum + one, 0) * this.type;
      pen.inside(EDGE + Math.floor(index / rows) * room, at, this.type, () => {
        SIGNS[sign](pen, of, this.page.model.view.signs);
        lines[index].forEach(([line, width], number) => pen.text(line, 38, 8 + 14 * number, { ...look, width }));
      });
    });
    return { height: tall.reduce((sum, one) => sum + one, 0) * this.type + 14 * this.type, paint };
  }

  paint(pen) {
    pen.path(`M0 0H${this.width}V${this.height}H0Z`, { fill: this.picture.theme.ground });
    let y = EDGE;
    for (const block of this.blocks) {
      block.paint(pen, y);
      y += block.height;
    }
  }
}
