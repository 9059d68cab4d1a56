// The state of the page in its address, so that a link opens what its sender saw.

const BASE = "https://w3id.org/pactgraph/id/";
const SETS = [...Object.keys(NODE_FILTERS), ...Object.keys(TIE_FILTERS)];

// A tie's name holds the addresses of both ends; each is shortened.
const shortId = (id) => id.replaceAll(BASE, "~");
const longId = (id) => id.replaceAll("~", BASE);

/** Write what differs from the page as it opens. */
function writeAddress({ choice, chosen, sight, embed }) {
  const state = new URLSearchParams();
  if (embed) state.set("embed", "1");
  if (chosen) state.set(chosen.ties ? "at" : "tie", shortId(chosen.id));
  if (choice.focus) state.set("near", shortId(choice.focus.id));
  if (choice.focus && choice.steps !== 1) state.set("steps", choice.steps);
  for (const key of SETS) for (const value of [...choice[key]].sort()) state.append(`no-${key}`, value ?? "");
  if (choice.from !== null) state.set("from", choice.from);
  if (choice.to !== null) state.set("to", choice.to);
  if (choice.undated) state.set("undated", "1");
  if (sight) state.set("see", sight.map((number) => Number(number.toPrecision(4))).join(" "));
  return state.toString();
}

/** Read it; what it names and the page does not have is passed over. */
function readAddress(text, model) {
  // "#tables" is a place on the page, not a state.
  const state = new URLSearchParams(text.includes("=") ? text.replace(/^#/, "") : "");
  const choice = everything();
  const year = (key) => (model.years.includes(Number(state.get(key))) && state.get(key) ? Number(state.get(key)) : null);
  for (const key of SETS) choice[key] = new Set(state.getAll(`no-${key}`));
  choice.focus = model.nodes.get(longId(state.get("near") || "")) || null;
  choice.steps = state.get("steps") === "2" ? 2 : 1;
  choice.undated = state.get("undated") === "1";
  Object.assign(choice, { from: year("from"), to: year("to") });
  const chosen = model.nodes.get(longId(state.get("at") || "")) || model.ties.get(longId(state.get("tie") || "")) || null;
  const sight = (state.get("see") || "").split(" ").map(Number);
  const seen = sight.length === 3 && sight.every(Number.isFinite) && sight[2] > 0;
  return { choice, chosen, sight: seen ? sight : null, embed: state.get("embed") === "1" };
}
