// The page: joins model, picture and panel, and listens to pointer and keys.

class Page {
  constructor() {
    this.part = (id) => document.getElementById(id);
    this.model = readModel(this.part("network-data").textContent);
    this.choice = everything();
    this.chosen = null;
    this.picture = new Picture(this.model, this.part("picture"));
    this.dress();
    this.listenToPicture();
    this.listenToKeys();
    this.listenToSearch();
    this.listenToButtons();
    this.filter();
    this.picture.open();
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
    filterTable(this.part("ties"), new Set([...shown.ties].map((tie) => tie.id)));
    filterTable(this.part("things"), new Set([...shown.nodes].map((node) => node.id)));
    const all = this.model.nodes.size === shown.nodes.size && this.model.ties.size === shown.ties.size;
    const of = (number, total) => (all ? String(number) : `${number} of ${total}`);
    this.part("count").textContent =
      `${of(shown.nodes.size, this.model.nodes.size)} parties and initiatives, ${of(shown.ties.size, this.model.ties.size)} ties`;
    if (this.chosen && !shown.nodes.has(this.chosen) && !shown.ties.has(this.chosen)) this.choose(null);
  }

  /** Choose a node or a tie, or null to let go. */
  choose(item, { focus = false, go = false } = {}) {
    if (item?.ties && !this.picture.shown.nodes.has(item)) this.clearFilters();
    this.chosen = item;
    this.picture.bringOut(item);
    showDetails(this.part("details"), item, (next) => this.choose(next, { focus: true, go: Boolean(next) }));
    this.part("filters").open = !item && !this.isNarrow();
    showTip(this.part("tip"), null);
    if (go && item?.ties) this.picture.goTo(item, this.isNarrow() ? this.part("details").getBoundingClientRect().top : Infinity);
    if (focus) (item ? this.part("details-name") : this.part("picture")).focus();
  }

  isNarrow() {
    return matchMedia("(max-width: 760px)").matches;
  }

  clearFilters() {
    this.choice = everything();
    this.filter(true);
  }

  reset() {
    this.choose(null);
    this.clearFilters();
    this.part("search").value = "";
    this.showFound([]);
    this.picture.putBack();
    this.picture.open();
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
    frame.addEventListener("pointermove", (event) => {
      const { left, top } = frame.getBoundingClientRect();
      if (event.pointerType === "mouse" && !event.buttons) show(itemAt({ x: event.clientX - left, y: event.clientY - top }), { x: event.clientX, y: event.clientY });
    });
    for (const name of ["pointerleave", "pointerdown", "wheel"]) frame.addEventListener(name, () => show(null), { passive: true });
    addEventListener("scroll", () => show(null), { passive: true });
  }

  listenToKeys() {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const others = { "+": () => this.picture.zoom(1.25), "=": () => this.picture.zoom(1.25), "-": () => this.picture.zoom(0.8), 0: () => this.picture.fit() };
    this.part("picture").addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (arrows[event.key]) this.step(...arrows[event.key]);
      else if (event.key === "Enter" && this.chosen) this.choose(this.chosen, { focus: true });
      else if (others[event.key]) others[event.key]();
      else return;
      event.preventDefault();
    });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input[type=search], select, textarea");
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
      else if (event.key === "Enter") this.take(this.found[Math.max(0, this.marked)]);
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
        this.take(found[index]);
      };
      return make("li", { id: `found-${index}`, role: "option", mousedown: pick }, named(node.label), other, make("small", {}, `${node.typeLabel}${hidden}`));
    };
    const nothing = input.value.trim() && document.activeElement === input ? [make("li", { class: "none" }, "nothing by this name")] : [];
    list.replaceChildren(...(found.length ? found.map(item) : nothing));
    list.hidden = !list.children.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    this.mark(found.length ? 0 : -1);
  }

  mark(index) {
    const items = [...this.part("found").querySelectorAll("[role=option]")];
    this.marked = items.length ? (index + items.length) % items.length : -1;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === this.marked)));
    const input = this.part("search");
    if (items.length) input.setAttribute("aria-activedescendant", `found-${this.marked}`);
    else input.removeAttribute("aria-activedescendant");
    items[this.marked]?.scrollIntoView({ block: "nearest" });
  }

  take(found) {
    if (!found) return;
    this.showFound([]);
    this.choose(found.node, { focus: true, go: true });
  }

  listenToButtons() {
    const clicks = { fit: () => this.picture.fit(), closer: () => this.picture.zoom(1.25), farther: () => this.picture.zoom(0.8), reset: () => this.reset() };
    for (const [id, act] of Object.entries(clicks)) this.part(id).addEventListener("click", act);
    this.part("filters").open = !this.isNarrow();
    const repaint = (dark) => {
      this.picture.readTheme(dark);
      this.picture.refresh();
      this.dress();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint());
    addEventListener("beforeprint", () => {
      this.part("filters").open = true; // paper needs the legend
      repaint(false);
    });
    addEventListener("afterprint", () => repaint());
    this.picture.network.on("resize", () => this.picture.open());
  }
}

const page = new Page();
