// The years: a slider under the picture that can play them, adding up or one at a time.

const PACE = 1000; // milliseconds for each year

class Years {
  constructor(page, part) {
    this.page = page;
    this.years = page.model.years;
    this.part = part;
    this.slider = part("until");
    part("time").hidden = this.years.length < 2 || !page.model.view.controls.includes("year");
    this.slider.max = this.years.length - 1;
    this.slider.addEventListener("input", () => this.choose(Number(this.slider.value)));
    part("alone").addEventListener("change", () => this.choose(Number(this.slider.value)));
    part("play").addEventListener("click", () => (this.timer ? this.stop() : this.play()));
  }

  /** Let a year pass: all up to it, or it alone. */
  choose(index) {
    const { choice } = this.page;
    const alone = this.part("alone").checked;
    const last = index === this.years.length - 1;
    choice.from = alone ? this.years[index] : null;
    choice.to = !alone && last ? null : this.years[index];
    this.page.filter(true);
  }

  /** Show the choice as it stands, whoever made it. */
  follow() {
    const { from, to } = this.page.choice;
    const index = to === null ? this.years.length - 1 : this.years.indexOf(to);
    this.slider.value = index;
    const text = from === null && to === null ? "all years" : from === to ? String(to) : from === null ? `up to ${to}` : to === null ? `from ${from} on` : `${from} to ${to}`;
    this.part("span").textContent = text;
    this.slider.setAttribute("aria-valuetext", text);
  }

  play() {
    const at = Number(this.slider.value);
    const start = at >= this.years.length - 1 ? 0 : at + 1;
    this.choose(start);
    this.timer = setInterval(() => this.step(), PACE);
    this.dress("Pause", true);
  }

  step() {
    const next = Number(this.slider.value) + 1;
    if (next < this.years.length) this.choose(next);
    if (next >= this.years.length - 1) this.stop();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
    this.dress("Play", false);
  }

  dress(text, pressed) {
    this.part("play").textContent = text;
    this.part("play").setAttribute("aria-pressed", String(pressed));
  }
}
