// The ways of lines between boxes, and their arrows. Everything is traced on anything that can be drawn on.

const LANE = 4; // the distance of lines that run beside each other
const HEAD = 7; // the length of an arrow's head

/** Layouts in columns: lines leave a box level at its side. */
const BY_SIDES = new Set(["columns", "bipartite"]);

/** The points of a line: where it begins, two points that bend it, where it ends. */
function wayOf(tie, from, to, layout) {
  if (tie.source === tie.target) return loop(from, tie);
  const gap = Math.abs(from.x - to.x) - (from.width + to.width) / 2;
  return BY_SIDES.has(layout) && gap > 4 ? level(from, to, tie) : straight(from, to, tie);
}

/** Level where it leaves a box and where it meets the other. */
function level(from, to, tie) {
  const ahead = to.x > from.x ? 1 : -1;
  const room = Math.max(0, Math.min(from.height, to.height) / 2 - 3);
  const aside = Math.max(-room, Math.min(room, tie.lane * LANE));
  const start = { x: from.x + (ahead * from.width) / 2, y: from.y + aside };
  const end = { x: to.x - (ahead * to.width) / 2, y: to.y + aside };
  const bend = (end.x - start.x) * 0.5;
  return [start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end];
}

/** From the border of one box to the border of the other; those beside each other bow apart. */
function straight(from, to, tie) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(dx, dy) || 1;
  // Which of two nodes is the source must not turn the side to which a line bows.
  const turn = tie.from < tie.to ? 1 : -1;
  const bow = tie.lane * LANE * 3 * turn;
  const middle = { x: (from.x + to.x) / 2 - (dy / long) * bow, y: (from.y + to.y) / 2 + (dx / long) * bow };
  const start = border(from, middle);
  const end = border(to, middle);
  const third = (a, b) => ({ x: a.x + ((b.x - a.x) * 2) / 3, y: a.y + ((b.y - a.y) * 2) / 3 });
  return [start, third(start, middle), third(end, middle), end];
}

/** Above a box and back to it. */
function loop(box, tie) {
  const top = box.y - box.height / 2;
  const reach = 16 + Math.abs(tie.lane) * LANE * 2;
  return [{ x: box.x - 8, y: top }, { x: box.x - 14, y: top - reach }, { x: box.x + 14, y: top - reach }, { x: box.x + 8, y: top }];
}

/** Where the line from the middle of a box towards a point leaves it. */
function border(box, towards) {
  const [dx, dy] = [towards.x - box.x, towards.y - box.y];
  const share = Math.min(dx ? box.width / 2 / Math.abs(dx) : Infinity, dy ? box.height / 2 / Math.abs(dy) : Infinity);
  return Number.isFinite(share) ? { x: box.x + dx * share, y: box.y + dy * share } : { x: box.x, y: box.y };
}

/** Trace a line; where it has an arrow it ends within the head, so that a broad one does not blunt the tip. */
function traceWay(ctx, tie, [start, one, two, end]) {
  const first = tie.arrow === "both" ? before(start, one, tie.width) : start;
  const last = tie.arrow ? before(end, two, tie.width) : end;
  ctx.moveTo(first.x, first.y);
  ctx.bezierCurveTo(one.x, one.y, two.x, two.y, last.x, last.y);
}

function before(tip, from, width) {
  const far = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const back = Math.min(0.7 * (HEAD + width), far) / far;
  return { x: tip.x + (from.x - tip.x) * back, y: tip.y + (from.y - tip.y) * back };
}

/** Trace the heads of a tie's arrows: at its end, or at both. */
function traceHeads(ctx, tie, [start, one, two, end]) {
  if (tie.arrow) traceHead(ctx, two, end, tie.width);
  if (tie.arrow === "both") traceHead(ctx, one, start, tie.width);
}

function traceHead(ctx, from, tip, width) {
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const long = HEAD + width;
  const corner = (turn) => [tip.x - long * Math.cos(angle + turn), tip.y - long * Math.sin(angle + turn)];
  ctx.moveTo(tip.x, tip.y);
  ctx.lineTo(...corner(0.4));
  ctx.lineTo(...corner(-0.4));
  ctx.closePath();
}
