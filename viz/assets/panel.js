// What is written beside the picture about one thing: the details of what is chosen, the note at the pointer.
// Text from data goes in as text, never as HTML.

/** Make an element with attributes and children; texts become text nodes. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== false && value !== null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const plural = (number, one, many) => `${number} ${number === 1 ? one : many}`;
const words = (slug) => slug.replace(/-/g, " ");
const named = (text) => make("bdi", {}, text);
const short = (number) => String(Number(number.toPrecision(3)));

/** One line on what a node is. */
function about(node) {
  return [node.typeLabel, node.statusLabel, plural(neighbours(node).size, "tie", "ties")].filter(Boolean).join(" · ");
}

/** What a tie says in a few words: a role, a relation, or what both ends share. */
function says(tie) {
  if (tie.roleLabel) return tie.roleLabel;
  const ofInitiatives = tie.source.mode === "initiative" && tie.target.mode === "initiative";
  return tie.count ? `share ${ofInitiatives ? plural(tie.count, "party", "parties") : plural(tie.count, "initiative", "initiatives")}` : "tied";
}

const isRoleTie = (tie) => tie.source.mode !== tie.target.mode && Boolean(tie.role) && !tie.arrow;

/** The sign between two ends, seen from one of them. */
function sign(tie, node) {
  if (tie.arrow === "both") return "↔";
  if (tie.arrow) return tie.source === node ? "→" : "←";
  return "–";
}

/** One claim: what is said, how, when, and where it is stated; its number leads to its page where there is one. */
function claimItem(claim, web) {
  const where = make("cite", {}, named(claim.source_title), `, ${claim.locator}`);
  const how = claim.modality && claim.modality !== "asserted" ? make("em", {}, `${words(claim.modality)} `) : "";
  const when = claim.date ? make("span", { class: "date" }, `${claim.date} `) : "";
  const code = make("code", {}, claim.id);
  const number = web ? make("a", { href: `${web}claim/${claim.id}` }, code) : code;
  const notes = claim.notes.map((note) => make("small", {}, named(note)));
  return make("li", {}, named(claim.text), " ", where, " ", how, when, number, ...notes);
}

const claimList = (claims, web) => (claims.length ? make("ul", { class: "claims" }, ...claims.map((claim) => claimItem(claim, web))) : "");

/** What two nodes share, by name. */
function sharedList(tie) {
  if (!tie.shared.length) return "";
  return make("ul", { class: "shared" }, ...tie.shared.map((name) => make("li", {}, named(name))));
}

/** How strong a tie is; where arcs lead there and back, each. */
function weightLine(tie) {
  if (tie.weight === null) return "";
  return make("p", {}, tie.weightBack === null ? `Strength ${short(tie.weight)}` : `Strength ${short(tie.weight)} there, ${short(tie.weightBack)} back`);
}

/** The way to the same thing elsewhere: its page where there is one, and the name by which commands know it. */
function whereElse(node, web) {
  const slug = node.id.replace(/^https:\/\/w3id\.org\/pactgraph\/id\//, "");
  if (slug === node.id) return "";
  const page = web ? [make("a", { href: web + slug }, "Its page"), " · "] : [];
  return make("p", { class: "elsewhere" }, ...page, make("code", {}, slug.replace("/", ":")));
}

/** The details of a node: names, what is said of it, and its ties, each with its claims. */
function nodeDetails(node, page) {
  const others = node.alt.length ? make("p", { class: "names" }, "Also: ", named(node.alt.join(" · "))) : "";
  const tieItem = (tie) => {
    const other = across(tie, node);
    const go = make("button", { type: "button", class: "link", click: () => page.take(other) }, named(other.label));
    const arrow = tie.arrow ? `${sign(tie, node)} ` : "";
    return make("li", {}, arrow, go, ` ${says(tie)}`, tie.years.length ? `, ${tie.years.join(", ")}` : "", claimList(tie.claims, page.model.view.web));
  };
  const order = (a, b) => a.role.localeCompare(b.role) || across(a, node).label.localeCompare(across(b, node).label);
  const ties = [...node.ties].sort(order).map(tieItem);
  const heading = !node.ties.every(isRoleTie) ? "Tied to" : node.mode === "party" ? "Roles in initiatives" : "Parties and their roles";
  return [
    make("h2", { id: "details-name", tabindex: "-1" }, named(node.label)),
    make("p", {}, about(node)), others, whereElse(node, page.model.view.web),
    ties.length ? focusButtons(node, page) : "", claimList(node.claims, page.model.view.web),
    ties.length ? make("h3", {}, heading) : "",
    ties.length ? make("ul", { class: "ties" }, ...ties) : "",
  ];
}

/** Buttons that leave nothing but a node and what is near it. */
function focusButtons(node, page) {
  const button = (steps, text) => {
    const pressed = page.choice.focus === node && page.choice.steps === steps;
    return make("button", { type: "button", "aria-pressed": String(pressed), click: () => page.focusOn(pressed ? null : node, steps) }, text);
  };
  return make("p", { class: "buttons near" }, make("span", {}, "Show only"), button(1, "its ties"), button(2, "two steps around"));
}

/** The details of a tie. */
function tieDetails(tie, page) {
  const end = (node) => make("button", { type: "button", class: "link", click: () => page.take(node) }, named(node.label));
  const roleTie = isRoleTie(tie);
  const [one, other] = roleTie && tie.source.mode === "initiative" ? [tie.target, tie.source] : [tie.source, tie.target];
  const title = roleTie ? [named(one.label), ` – ${tie.roleLabel}`] : [named(one.label), ` ${sign(tie, one)} `, named(other.label)];
  return [
    make("h2", { id: "details-name", tabindex: "-1" }, ...title),
    make("p", {}, end(one), roleTie ? " in " : ` ${says(tie)} ${sign(tie, one)} `, end(other)),
    tie.years.length ? make("p", {}, tie.years.join(", ")) : "", weightLine(tie), sharedList(tie), claimList(tie.claims, page.model.view.web),
  ];
}

/** Fill the details section, or empty and hide it. */
function showDetails(section, item, page) {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close the details", click: () => page.take(null) }, "×");
  section.replaceChildren(...(item ? [close, ...(item.ties ? nodeDetails : tieDetails)(item, page).filter(Boolean)] : []));
  section.hidden = !item;
  section.scrollTop = 0;
}

/** What a tie is called in one line. */
function tieTitle(tie) {
  if (isRoleTie(tie)) return [tie.target.label, tie.roleLabel, tie.source.label].join(" – ");
  return `${tie.source.label} ${sign(tie, tie.source)} ${tie.target.label}: ${says(tie)}`;
}

/** Show a short note at the pointer: what this is and the first claims; null hides it. */
function showTip(tip, item, point, most = 3) {
  tip.hidden = !item;
  if (!item) return;
  const title = item.ties ? item.label : tieTitle(item);
  const claims = item.claims.length || !item.ties ? item.claims : item.ties.flatMap((tie) => tie.claims);
  const rest = claims.length - most;
  tip.replaceChildren(
    make("strong", {}, named(title)), item.ties ? make("p", {}, about(item)) : "",
    claimList(claims.slice(0, most)), rest > 0 ? make("p", {}, `and ${plural(rest, "more claim", "more claims")}: click`) : "",
  );
  const box = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(point.x + 14, innerWidth - box.width - 8))}px`;
  tip.style.top = `${point.y + 18 + box.height > innerHeight ? Math.max(8, point.y - box.height - 12) : point.y + 18}px`;
}
