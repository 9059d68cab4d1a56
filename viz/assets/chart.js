// The page of a chart: without this script its marks still lead to the rows of the table. With it they show what is stated
// beside the picture, arrow keys walk among them, groups can be left out, and picture and data can be taken away.
"use strict";

const part = (id) => document.getElementById(id);
const name = document.body.dataset.name;
const drawings = [...document.querySelectorAll(".drawing")];
const rows = [...document.querySelectorAll("#rows tbody tr")];
const boxes = [...document.querySelectorAll("#groups input")];
const headings = [...document.querySelectorAll("#rows thead th[data-key]")];
const state = { row: "", embed: false };

function make(tag, properties = {}, children = []) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** The drawing that the page shows at its width. */
const drawing = () => drawings.find((one) => one.getClientRects().length) ?? drawings[0];
/** The marks that keys and readers reach, in the order of the picture. */
const marks = (within = drawing()) => [...within.querySelectorAll("a[aria-label]")].filter((mark) => !mark.classList.contains("off"));
const shown = () => rows.filter((row) => !row.hidden);
const cells = (row) => [...row.cells].slice(0, headings.length).map((cell) => cell.textContent.trim());
const claims = (row) => [...row.querySelectorAll("[data-claim]")];

// What is shown

function applyGroups() {
  const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
  const hidden = new Set();
  for (const row of rows) {
    row.hidden = off.has(row.dataset.group);
    if (row.hidden) hidden.add(row.id);
  }
  for (const svg of drawings) {
    for (const mark of svg.querySelectorAll("[data-row]")) mark.classList.toggle("off", hidden.has(mark.dataset.row));
    for (const mark of svg.querySelectorAll("[data-group]")) mark.classList.toggle("off", off.has(mark.dataset.group));
    closeGaps(svg, off);
  }
  document.querySelector("caption .shown").textContent = off.size ? `${shown().length} of ${rows.length}` : "";
  if (hidden.has(state.row)) close();
  rove();
  writeAddress();
}

/** Where the groups of a picture stand one below the other, those that are left move up. */
function closeGaps(svg, off) {
  const headings = [...svg.querySelectorAll("[data-group] > text")];
  if (!headings.length) return;
  const [x, y, width, height] = (svg.dataset.box ??= svg.getAttribute("viewBox")).split(" ").map(Number);
  const tops = [...headings.map((heading) => Number(heading.getAttribute("y"))), y + height];
  const up = new Map();
  let gone = 0;
  headings.forEach((heading, place) => {
    const { group } = heading.parentNode.dataset;
    up.set(group, gone);
    if (off.has(group)) gone += tops[place + 1] - tops[place];
  });
  const groups = new Map(rows.map((row) => [row.id, row.dataset.group]));
  for (const mark of svg.querySelectorAll("[data-row], [data-group]")) {
    mark.style.transform = `translateY(${-up.get(mark.dataset.group ?? groups.get(mark.dataset.row))}px)`;
  }
  svg.setAttribute("viewBox", [x, y, width, height - gone].join(" "));
}

/** One mark at a time can be reached with Tab; arrow keys reach the others. */
function rove(current) {
  for (const svg of drawings) {
    const listed = marks(svg);
    const held = listed.includes(current) ? current : listed.find((mark) => mark.dataset.row === state.row) ?? listed[0];
    for (const mark of listed) mark.setAttribute("tabindex", mark === held ? 0 : -1);
  }
}

function walk(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const mark = event.target.closest?.(".drawing a");
  if (!step || !mark) return;
  event.preventDefault();
  const listed = marks();
  const next = listed[(listed.indexOf(mark) + step + listed.length) % listed.length];
  rove(next);
  next.focus();
}

// What is said of a mark

function open(id, focus) {
  const row = part(id);
  if (!row || !rows.includes(row)) return;
  state.row = id;
  const values = cells(row);
  const label = drawings.map((svg) => svg.querySelector(`a[aria-label][data-row="${id}"]`)).find(Boolean)?.getAttribute("aria-label");
  const listed = make("dl");
  values.forEach((value, place) => value && listed.append(make("dt", { textContent: headings[place].textContent }), make("dd", { textContent: value })));
  const leave = make("button", { type: "button", className: "close", textContent: "×", onclick: close });
  leave.setAttribute("aria-label", "Close");
  const said = make("ul", { className: "claims" }, claims(row).map((claim) => claim.cloneNode(true)));
  const link = make("a", { href: `#${id}`, textContent: "Show it in the table", onclick: toTable });
  part("details").replaceChildren(leave, make("h2", { id: "details-name", textContent: label ?? values.join(", ") }), listed, said, make("p", {}, [link]));
  part("details").hidden = false;
  bringOut();
  if (focus) part("details").focus();
}

function close() {
  const mark = marks().find((one) => one.dataset.row === state.row);
  const inside = part("details").contains(document.activeElement);
  state.row = "";
  part("details").hidden = true;
  bringOut();
  if (inside) mark?.focus();
}

function bringOut() {
  for (const mark of document.querySelectorAll(".drawing a[aria-label]")) mark.classList.toggle("chosen", mark.dataset.row === state.row);
  for (const row of rows) row.classList.toggle("chosen", row.id === state.row);
  writeAddress();
}

function toTable(event) {
  event.preventDefault();
  const row = part(state.row);
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

function point(event) {
  const mark = event.target.closest?.(".drawing [data-row]");
  const tip = part("tip");
  const label = mark && drawing().querySelector(`a[aria-label][data-row="${mark.dataset.row}"]`)?.getAttribute("aria-label");
  tip.hidden = !label;
  if (!label) return;
  tip.textContent = label;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
  tip.style.top = `${event.clientY + 18 + height > innerHeight ? event.clientY - height - 10 : event.clientY + 18}px`;
}

// The address holds what the page shows

function address(embed) {
  const said = new URLSearchParams();
  const off = boxes.filter((box) => !box.checked).map((box) => box.value);
  if (off.length) said.set("without", off.join("."));
  if (state.row) said.set("row", state.row);
  if (embed) said.set("embed", "1");
  return said.size ? `#${said}` : "";
}

function writeAddress() {
  const here = location.href.replace(/#.*/, "");
  // A page inside a frame without an address of its own cannot change it.
  try { history.replaceState(null, "", address(state.embed) || here); } catch { /* it stays as it is */ }
  part("whole").href = here + address(false);
  part("link").value = here + address(false);
  part("frame").value = `<iframe src="${here}${address(true)}" title="${document.querySelector("h1").textContent.replace(/["&<>]/g, " ")}" width="100%" height="640" loading="lazy"></iframe>`;
}

function readAddress() {
  const text = location.hash.slice(1);
  if (rows.some((row) => row.id === text)) return open(text);
  const said = new URLSearchParams(text);
  state.embed = said.get("embed") === "1";
  document.body.classList.toggle("embed", state.embed);
  part("whole").target = state.embed ? "_blank" : "";
  const off = new Set((said.get("without") ?? "").split("."));
  for (const box of boxes) box.checked = !off.has(box.value);
  applyGroups();
  const row = said.get("row");
  if (row && !part(row)?.hidden) open(row);
  else close();
}

// What can be taken away

function save(file, blob) {
  const url = URL.createObjectURL(blob);
  make("a", { href: url, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// A style of the page does not go along: what it changes is written into the copy.
const OWN = ["fill", "stroke", "fill-opacity", "stroke-width", "stroke-dasharray", "opacity"];

/** The drawing as it is seen, as a picture that stands alone: on its ground, with its colours, without what is left out. */
function alone() {
  const svg = drawing();
  const chosen = svg.querySelector(".chosen");
  chosen?.classList.remove("chosen");
  const copy = svg.cloneNode(true);
  const from = [...svg.querySelectorAll("*")];
  [...copy.querySelectorAll("*")].forEach((element, place) => {
    const seen = getComputedStyle(from[place]);
    for (const key of OWN) if (element.hasAttribute(key)) element.setAttribute(key, seen.getPropertyValue(key));
  });
  chosen?.classList.add("chosen");
  for (const off of [...copy.querySelectorAll(".off")]) off.remove();
  for (const mark of [...copy.querySelectorAll("a, [data-group]")]) {
    const group = document.createElementNS(copy.namespaceURI, "g");
    const moved = /\((-[\d.]+)px\)/.exec(mark.style.transform);
    if (moved) group.setAttribute("transform", `translate(0,${moved[1]})`);
    group.append(...mark.childNodes);
    mark.replaceWith(group);
  }
  const [x, y, width, height] = copy.getAttribute("viewBox").split(" ").map(Number);
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  const colour = getComputedStyle(document.body).backgroundColor;
  for (const [key, value] of Object.entries({ x, y, width, height, fill: colour })) ground.setAttribute(key, value);
  copy.prepend(ground);
  const title = document.createElementNS(copy.namespaceURI, "title");
  title.textContent = document.querySelector("h1").textContent;
  copy.prepend(title);
  copy.removeAttribute("style");
  for (const [key, value] of Object.entries({ width, height })) copy.setAttribute(key, value);
  return { text: new XMLSerializer().serializeToString(copy), width, height };
}

function takePng() {
  const { text, width, height } = alone();
  const image = new Image();
  image.onload = () => {
    const canvas = make("canvas", { width: width * 2, height: height * 2 });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => save(`${name}.png`, blob), "image/png");
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

function csv(lines) {
  const cell = (value) => (/[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  // A spreadsheet would take a cell that begins so for a formula.
  const plain = (value) => (/^[=+@\t]|^-(?![\d.])/.test(value) ? `'${value}` : value);
  return new Blob([lines.map((line) => `${line.map((value) => cell(plain(value))).join(",")}\n`).join("")], { type: "text/csv" });
}

function takeRows() {
  const lines = shown().map((row) => [...cells(row), claims(row).map((claim) => claim.dataset.claim).join(" ")]);
  save(`${name}.csv`, csv([[...headings.map((heading) => heading.dataset.key), "claims"], ...lines]));
}

function takeClaims() {
  const held = new Map(shown().flatMap(claims).map((claim) => [claim.dataset.claim, claim]));
  const text = (claim, selector) => claim.querySelector(selector)?.textContent.trim() ?? "";
  const lines = [...held].sort().map(([id, claim]) => [id, text(claim, ".text"), text(claim, "em"), text(claim, "cite bdi"), text(claim, ".locator")]);
  save(`${name}-claims.csv`, csv([["claim", "text", "modality", "source", "locator"], ...lines]));
}

const TAKEN = { png: takePng, svg: () => save(`${name}.svg`, new Blob([alone().text], { type: "image/svg+xml" })), rows: takeRows, claims: takeClaims };

async function copyLink() {
  part("link").select();
  try {
    await navigator.clipboard.writeText(part("link").value);
    part("copied").textContent = "Copied.";
  } catch {
    part("copied").textContent = "Selected: copy it with your keyboard.";
  }
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest?.(".drawing [data-row]");
  if (!mark) return;
  event.preventDefault();
  open(mark.dataset.row, true);
});
document.addEventListener("pointerover", point);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    part("tip").hidden = true;
    if (!part("details").hidden) close();
  } else walk(event);
});
for (const box of boxes) box.addEventListener("change", applyGroups);
for (const button of document.querySelectorAll("[data-take]")) button.addEventListener("click", () => TAKEN[button.dataset.take]());
part("copy").addEventListener("click", copyLink);
addEventListener("hashchange", readAddress);
addEventListener("resize", () => rove());
readAddress();
