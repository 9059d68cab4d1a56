// The shapes that stand for types, drawn alike in the picture and in the legend; and text fitted into a box.

const TURN = 2 * Math.PI;

/** Trace a regular polygon, or a star where `inner` is less than 1, with its first corner at `start` turns. */
function tracePolygon(ctx, x, y, radius, corners, start, inner = 1) {
  const steps = inner < 1 ? corners * 2 : corners;
  for (let step = 0; step < steps; step += 1) {
    const reach = inner < 1 && step % 2 ? radius * inner : radius;
    const angle = (start + step / steps) * TURN;
    ctx.lineTo(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  ctx.closePath();
}

/** Trace an upright cross. */
function tracePlus(ctx, x, y, r, turn = 0) {
  const arm = r * 0.38;
  const corners = [[-arm, -r], [arm, -r], [arm, -arm], [r, -arm], [r, arm], [arm, arm], [arm, r], [-arm, r], [-arm, arm], [-r, arm], [-r, -arm], [-arm, -arm]];
  const [c, s] = [Math.cos(turn * TURN), Math.sin(turn * TURN)];
  for (const [dx, dy] of corners) ctx.lineTo(x + dx * c - dy * s, y + dx * s + dy * c);
  ctx.closePath();
}

// Radii differ so that all shapes look equally large.
const TRACES = {
  circle: (ctx, x, y, r) => ctx.arc(x, y, r * 0.92, 0, TURN),
  ring: (ctx, x, y, r) => ctx.arc(x, y, r * 0.75, 0, TURN),
  square: (ctx, x, y, r) => ctx.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6),
  frame: (ctx, x, y, r) => ctx.rect(x - r * 0.66, y - r * 0.66, r * 1.32, r * 1.32),
  diamond: (ctx, x, y, r) => tracePolygon(ctx, x, y, r * 1.08, 4, -0.25),
  triangle: (ctx, x, y, r) => tracePolygon(ctx, x, y + r * 0.2, r * 1.12, 3, -0.25),
  inverted: (ctx, x, y, r) => tracePolygon(ctx, x, y - r * 0.2, r * 1.12, 3, 0.25),
  pentagon: (ctx, x, y, r) => tracePolygon(ctx, x, y + r * 0.05, r * 1.02, 5, -0.25),
  hexagon: (ctx, x, y, r) => tracePolygon(ctx, x, y, r, 6, 0),
  star: (ctx, x, y, r) => tracePolygon(ctx, x, y, r * 1.2, 5, -0.25, 0.45),
  plus: (ctx, x, y, r) => tracePlus(ctx, x, y, r),
  cross: (ctx, x, y, r) => tracePlus(ctx, x, y, r, 0.125),
};
const HOLLOW = new Set(["ring", "frame"]);

/** Draw one shape, filled or hollow. */
function drawGlyph(ctx, shape, x, y, radius, colour) {
  ctx.beginPath();
  TRACES[shape](ctx, x, y, radius);
  if (HOLLOW.has(shape)) {
    ctx.lineWidth = radius * 0.45;
    ctx.strokeStyle = colour;
    ctx.stroke();
  } else {
    ctx.fillStyle = colour;
    ctx.fill();
  }
}

/** Trace a box with round corners around a middle. */
function traceBox(ctx, x, y, width, height, radius) {
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, radius);
}

const LETTERS = new Intl.Segmenter("en");

/** Cut text to a width, with an ellipsis at its end, or before its last word; what a reader sees as one letter stays whole. */
function shorten(ctx, text, width, keepEnd = false) {
  const fits = (candidate) => ctx.measureText(candidate).width <= width;
  if (fits(text)) return text;
  const last = keepEnd ? text.slice(text.lastIndexOf(" ") + 1) : "";
  // A last word that leaves less than a third of the room for the beginning is not worth it.
  const tail = last && ctx.measureText(`… ${last}`).width < width * 0.66 ? ` ${last}` : "";
  const letters = [...LETTERS.segment(text.slice(0, text.length - tail.length))].map(({ segment }) => segment);
  while (letters.length && !fits(`${letters.join("").trimEnd()}…${tail}`)) letters.pop();
  return `${letters.join("").trimEnd()}…${tail}`;
}

/** Break text into at most `most` lines of a width; the last one is shortened, keeping its end if asked to. */
function wrap(ctx, text, width, most, keepEnd) {
  // Lines may break after a space or a dash, and anywhere in Chinese.
  const parts = text.match(/\p{Script=Han}|[^\s\p{Script=Han}–—/-]*[–—/-]?\s*/gu).filter(Boolean);
  const lines = [""];
  for (const part of parts) {
    const longer = lines[lines.length - 1] + part;
    const fits = ctx.measureText(longer.trimEnd()).width <= width;
    if (fits || !lines[lines.length - 1] || lines.length === most) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines.map((line) => shorten(ctx, line.trim(), width, keepEnd));
}
