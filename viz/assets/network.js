// The page: joins model, picture and panel, and listens to pointer and keys.

const MANY = 600; // rows: so many are written when the picture is there

class Page {
  constructor() {
    this.part = (id) => document.getElementById(id);
    this.model = readModel(this.part("network-data").textContent);
    this.choice = everything();
    this.chosen = null;
    this.sight = null; // where the reader has moved to
    this.embed = false;
    // What takes room takes it before the picture takes the rest.
    this.years = new Years(this, this.part);
    document.documentElement.classList.toggle("embed", readAddress(location.hash, this.model).embed);
    this.picture = new Picture(this.model, this.part("picture"));
    this.dress();
    this.listenToPicture();
    this.listenToKeys();
    this.listenToSearch();
    this.listenToButtons();
    this.listenToTheme();
    this.goToAddress();
    addEventListener("hashchange", () => location.hash.includes("=") && this.goToAddress());
  }

  /** Open what the address says, or the whole picture. */
  goToAddress() {
    const state = readAddress(location.hash, this.model);
    this.choice = state.choice;
    this.embed = state.embed;
    document.documentElement.classList.toggle("embed", this.embed);
    this.chosen = null;
    this.filter(true);
    this.sight = state.sight;
    if (state.chosen) this.choose(state.chosen);
    this.look();
  }

  /** Look where the reader looked, or at all that is shown; where details cover a part of it, at what is chosen. */
  look() {
    if (this.sight) this.picture.move({ x: this.sight[0], y: this.sight[1] }, this.sight[2], false);
    else if (this.chosen?.ties && this.covers()) this.goTo(this.chosen, false);
    else this.picture.open();
  }

  goTo(node, animate = true) {
    this.picture.goTo(node, this.covers() ? this.part("details").getBoundingClientRect().top : Infinity, animate);
  }

  /** Build what depends on the colours. */
  dress() {
    showFilters(this.part("filters").querySelector("form"), this.model, this.picture, this.choice, (all) => this.filter(all));
    showKey(this.part("key"), this.model, this.picture);
  }

  /** Apply the choice to picture, tables and count; `anew` if the tick boxes themselves must follow it. */
  filter(anew = false) {
    if (anew) this.dress();
    const shown = passing(this.model, this.choice);
    this.picture.show(shown);
    this.filterTables();
    const all = this.model.nodes.size === shown.nodes.size && this.model.ties.size === shown.ties.size;
    const of = (number, total) => (all ? String(number) : `${number} of ${total}`);
    const counted = (kind) => {
      const total = [...this.model.ties.values()].filter(kind).length;
      return total ? of([...shown.ties].filter(kind).length, total) : 0;
    };
    const [facts, advice] = [counted((tie) => !isAdvice(tie)), counted(isAdvice)];
    const text = `${of(shown.nodes.size, this.model.nodes.size)} ${this.model.things}, ${facts} ties${advice ? `, ${advice} of plans, advice and forecasts` : ""}${this.undated()}`;
    this.part("count").textContent = text;
    this.part("count").dataset.text = text;
    this.showFocus();
    this.years.follow();
    if (this.chosen && !shown.nodes.has(this.chosen) && !shown.ties.has(this.chosen)) this.choose(null);
    this.note();
  }

  filterTables() {
    const work = () => {
      this.tables ||= new Tables(this.model, this.part);
      this.tables.show(this.picture.shown);
    };
    clearTimeout(this.later);
    if (this.model.nodes.size + this.model.ties.size < MANY) work();
    else this.later = setTimeout(work, 120);
  }

  /** Keep the state in the address. */
  note() {
    const state = writeAddress(this);
    const address = `${location.href.replace(/#.*$/, "")}${state ? `#${state}` : ""}`;
    // A page inside another document may have no address of its own.
    try {
      if (state || location.hash.includes("=")) history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "SecurityError") throw error;
    }
    this.part("link").value = address;
    const frame = `${address.replace(/#.*$/, "")}#${writeAddress({ ...this, embed: true })}`;
    this.part("frame").value = `<iframe src="${frame.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}" width="960" height="640" title="${this.model.view.title.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
    this.part("whole").href = address.replace(/([#&])embed=1&?/, "$1");
  }

  /** How many ties have no date, and what a span of years does with them; empty where none is chosen or all are dated. */
  undated() {
    const { choice } = this;
    const number = choice.from === null && choice.to === null ? 0 : [...this.model.ties.values()].filter((tie) => !yearsOf(tie).length).length;
    return number ? `; ${number} undated ${number === 1 ? "tie" : "ties"} ${choice.undated ? "too" : "left out"}` : "";
  }

  /** What was filtered, in words; empty where nothing was. */
  filtered() {
    const { choice } = this;
    const parts = [];
    if (choice.focus) parts.push(`only ${choice.focus.label} and what is ${choice.steps === 1 ? "tied to it" : "within two steps"}`);
    if (choice.from !== null || choice.to !== null) parts.push(`years ${choice.from ?? "…"}–${choice.to ?? "…"}`);
    for (const key of SETS) if (choice[key].size) parts.push(`without ${key === "stands" ? "some colours" : `the ${key} ${[...choice[key]].map((value) => words(value || "not stated")).join(", ")}`}`);
    return parts.length ? ` · ${parts.join("; ")}` : "";
  }

  /** The claims behind what is shown, each once. */
  claims() {
    const { ties, nodes } = this.picture.shown;
    const found = new Map([...ties, ...nodes].flatMap((item) => item.claims).map((claim) => [claim.iri, claim]));
    return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  sources() {
    return [...new Set(this.claims().map((claim) => claim.source_title))].sort();
  }

  /** Choose a node or a tie, or null to let go. */
  choose(item, { focus = false, go = false } = {}) {
    if (item?.ties && !this.picture.shown.nodes.has(item)) this.clearFilters();
    this.chosen = item;
    this.picture.bringOut(item);
    showDetails(this.part("details"), item, this);
    this.part("filters").open = !item && !this.isNarrow();
    this.part("take").open = false;
    showTip(this.part("tip"), null);
    if (go && item?.ties) this.goTo(item);
    if (focus) (item ? this.part("details-name") : this.part("picture")).focus();
    this.note();
  }

  /** Go on to something from the details or the search. */
  take(item) {
    this.choose(item, { focus: true, go: Boolean(item) });
  }

  /** Show only a node and what is near it, or everything again. */
  focusOn(node, steps = 1) {
    const kept = this.chosen;
    Object.assign(this.choice, { focus: node, steps });
    this.filter(true);
    // Where the details lie over the picture, they make room for what was asked for.
    if (this.covers()) this.choose(null, { focus: true });
    else if (kept && this.chosen) this.choose(kept, { focus: true });
    this.sight = null;
    this.picture.fit();
  }

  showFocus() {
    const { focus, steps } = this.choice;
    const bar = this.part("focus");
    bar.hidden = !focus;
    if (!focus) return;
    const what = steps === 1 ? "tied to it" : "within two steps of it";
    bar.replaceChildren(make("span", {}, "Only ", named(focus.label), ` and what is ${what}`), make("button", { type: "button", click: () => this.focusOn(null) }, "Show all"));
  }

  /** Whether the details lie over the picture. */
  covers() {
    return this.isNarrow() || this.embed;
  }

  isNarrow() {
    return matchMedia("(max-width: 760px)").matches;
  }

  clearFilters() {
    this.choice = everything();
    this.filter(true);
  }

  reset() {
    this.years.stop();
    this.choose(null);
    this.clearFilters();
    this.part("search").value = "";
    this.showFound([]);
    this.picture.putBack();
    this.sight = null;
    this.picture.open();
    this.note();
  }

  listenToPicture() {
    const { network } = this.picture;
    const frame = this.part("picture");
    // vis-network knows the boxes; the lines are drawn, and so found, by the picture itself.
    const itemAt = (point) => this.model.nodes.get(network.getNodeAt(point)) || this.picture.tieAt(point);
    const show = (item, at) => {
      if (!this.chosen) this.picture.bringOut(item);
      showTip(this.part("tip"), item, at);
    };
    network.on("click", ({ pointer }) => this.choose(itemAt(pointer.DOM)));
    network.on("doubleClick", ({ pointer }) => {
      const item = itemAt(pointer.DOM);
      if (item?.ties) this.focusOn(this.choice.focus === item ? null : item);
    });
    frame.addEventListener("pointermove", (event) => {
      const { left, top } = frame.getBoundingClientRect();
      if (event.pointerType === "mouse" && !event.buttons) show(itemAt({ x: event.clientX - left, y: event.clientY - top }), { x: event.clientX, y: event.clientY });
    });
    for (const name of ["pointerleave", "pointerdown", "wheel"]) frame.addEventListener(name, () => show(null), { passive: true });
    addEventListener("scroll", () => show(null), { passive: true });
    for (const name of ["dragEnd", "zoom"]) network.on(name, () => this.keepSight());
  }

  /** Remember where the reader has moved to. */
  keepSight() {
    clearTimeout(this.moved);
    this.moved = setTimeout(() => {
      const { x, y } = this.picture.network.getViewPosition();
      this.sight = [x, y, this.picture.network.getScale()];
      this.note();
    }, 200);
  }

  listenToKeys() {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const others = { "+": () => this.picture.zoom(1.25), "=": () => this.picture.zoom(1.25), "-": () => this.picture.zoom(0.8), 0: () => this.fit(), f: () => this.chosen?.ties && this.focusOn(this.choice.focus === this.chosen ? null : this.chosen) };
    this.part("picture").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (arrows[event.key]) this.step(...arrows[event.key]);
      else if (event.key === "Enter" && this.chosen) this.choose(this.chosen, { focus: true });
      else if (others[event.key]) others[event.key]();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
      if (event.key === "/" && !typing) {
        event.preventDefault();
        this.part("search").focus();
      } else if (event.key === "Escape" && !typing && this.chosen) this.choose(null, { focus: true });
    });
  }

  /** Move the choice with an arrow key; the first press takes the hub, or whatever stands first. */
  step(dx, dy) {
    const { picture } = this;
    const start = picture.shown.nodes.has(picture.hub) ? picture.hub : [...picture.shown.nodes][0];
    const node = this.chosen?.ties ? picture.next(this.chosen, dx, dy) : start;
    if (!node) return;
    this.choose(node);
    this.part("count").textContent = `${node.label}: ${about(node)}`;
    const { x, y } = picture.network.canvasToDOM(node);
    const { clientWidth, clientHeight } = picture.element;
    if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) picture.goTo(node);
  }

  listenToSearch() {
    const input = this.part("search");
    input.addEventListener("input", () => this.showFound(find(this.model, input.value)));
    input.addEventListener("blur", () => setTimeout(() => this.showFound([]), 150));
    input.addEventListener("focus", () => this.showFound(find(this.model, input.value)));
    input.addEventListener("keydown", (event) => {
      const moves = { ArrowDown: 1, ArrowUp: -1 };
      if (moves[event.key]) this.mark(this.marked + moves[event.key]);
      else if (event.key === "Enter") this.takeFound(this.found[Math.max(0, this.marked)]);
      else if (event.key === "Escape" && this.found.length) this.showFound([]);
      else return;
      event.preventDefault();
    });
  }

  showFound(found) {
    const input = this.part("search");
    const list = this.part("found");
    this.found = found;
    const item = ({ node, name }, index) => {
      const hidden = this.picture.shown.nodes.has(node) ? "" : " · filtered out";
      const other = name === node.label ? "" : make("small", {}, named(name));
      const pick = (event) => {
        event.preventDefault();
        this.takeFound(found[index]);
      };
      return make("li", { id: `found-${index}`, role: "option", mousedown: pick }, named(node.label), other, make("small", {}, `${node.typeLabel}${hidden}`));
    };
    const nothing = input.value.trim() && document.activeElement === input ? [make("li", { class: "none", role: "option", "aria-disabled": "true" }, "nothing by this name")] : [];
    list.replaceChildren(...(found.length ? found.map(item) : nothing));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(found.length ? 0 : -1);
  }

  mark(index) {
    const items = [...this.part("found").querySelectorAll("[role=option]:not(.none)")];
    this.marked = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.marked)));
    const input = this.part("search");
    if (items.length) input.setAttribute("aria-activedescendant", `found-${this.marked}`);
    else input.removeAttribute("aria-activedescendant");
    items[this.marked]?.scrollIntoView({ block: "nearest" });
  }

  takeFound(found) {
    if (!found) return;
    this.showFound([]);
    this.take(found.node);
  }

  fit() {
    this.sight = null;
    this.picture.fit();
    this.note();
  }

  listenToButtons() {
    const clicks = { fit: () => this.fit(), closer: () => this.picture.zoom(1.25), farther: () => this.picture.zoom(0.8), reset: () => this.reset() };
    for (const [id, act] of Object.entries(clicks)) this.part(id).addEventListener("click", act);
    for (const button of this.part("take").querySelectorAll("[data-take]")) button.addEventListener("click", () => TAKEN[button.dataset.take](this));
    for (const id of ["link", "frame"]) this.part(id).addEventListener("focus", (event) => event.target.select());
    this.part("copy").addEventListener("click", () => this.copy());
    this.part("filters").open = !this.isNarrow();
  }

  /** Put the link where it can be pasted from; where the browser refuses, it stands there selected. */
  async copy() {
    const said = this.part("copied");
    this.part("link").select();
    try {
      await navigator.clipboard.writeText(this.part("link").value);
      said.textContent = "Copied";
    } catch {
      said.textContent = "Press Ctrl+C to copy";
    }
  }

  listenToTheme() {
    const repaint = (dark) => {
      this.picture.readTheme(dark);
      this.picture.refresh();
      this.dress();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint());
    addEventListener("beforeprint", () => {
      this.part("filters").open = true; // paper needs the legend
      this.tables?.showAll(); // and has no button for more rows
      repaint(false);
    });
    addEventListener("afterprint", () => repaint());
    // vis-network zooms by itself after it has told of its new size.
    this.picture.network.on("resize", () => queueMicrotask(() => this.look()));
  }
}

const page = new Page();
