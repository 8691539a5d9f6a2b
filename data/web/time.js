/* Show incidents as time goes by: a strip of bars under the map, a slider that plays. A bar selects the incidents of its days.
 *
 * All of it happens in the page, over the rows it has: what is not in the time shown is not visible, to the pins and to all else.
 */
(function () {
  "use strict";

  const { el, fill, tell } = window.Marsad;
  const LOCALES = { fr: "fr", en: "en-GB", ar: "ar-MA-u-nu-latn" };
  const DAY_MS = 86400000;
  const TICK_MS = 750;
  const MANY_DAYS = 62;
  const MANY_MONTHS = 72;
  const MANY_YEARS = 120;
  const STRIP_PX = 76;

  const iso = (day) => day.toISOString().slice(0, 10);
  const begins = ({ value }) => value && value + ({ 4: "-01-01", 7: "-01" }[value.length] || "");
  const ends = ({ value, until }) => value && (until || value + ({ 4: "-12-31", 7: "-31" }[value.length] || ""));

  /* Cut the days from first to last into days, months or years, whichever keeps the bars few. */
  function cut(first, last) {
    const [from, to] = [new Date(`${first}T00:00:00Z`), new Date(`${last}T00:00:00Z`)];
    const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
    const unit = (to - from) / DAY_MS <= MANY_DAYS ? "day" : months <= MANY_MONTHS ? "month" : "year";
    let at = new Date(Date.UTC(from.getUTCFullYear(), unit === "year" ? 0 : from.getUTCMonth(), unit === "day" ? from.getUTCDate() : 1));
    const bins = [];
    while (at <= to) {
      const next = new Date(at);
      if (unit === "day") next.setUTCDate(next.getUTCDate() + 1);
      else if (unit === "month") next.setUTCMonth(next.getUTCMonth() + 1);
      else next.setUTCFullYear(next.getUTCFullYear() + 1);
      bins.push({ since: iso(at), until: iso(new Date(next - DAY_MS)), rows: [] });
      at = next;
    }
    return { unit, bins: bins.slice(-MANY_YEARS) };
  }

  function Time(map) {
    Object.assign(this, { map, words: map.marsad.words, now: null, sum: false, bins: [], unit: "month", timer: null });
    const language = map.getContainer().ownerDocument.documentElement.lang;
    this.locale = LOCALES[map.marsad.language] || LOCALES[language] || "fr";
    this.build();
  }

  Time.prototype = {
    build() {
      const { words } = this;
      const button = (name, glyph, act) => el("button", { type: "button", class: `marsad-time-${name}`, title: words[`time_${name}`], "aria-label": words[`time_${name}`], onclick: act }, glyph);
      this.play = button("play", "▶", () => (this.timer ? this.stop() : this.start()));
      this.adding = button("sum", "Σ", () => { this.sum = !this.sum; this.show(); });
      this.all = button("all", words.time_all_short, () => { this.stop(); this.go(null); });
      this.bars = el("div", { class: "marsad-time-bars" });
      this.slider = el("input", { type: "range", min: 0, step: 1, "aria-label": words.time });
      this.slider.addEventListener("input", () => { this.stop(); this.go(Number(this.slider.value)); });
      this.said = el("output", { class: "marsad-time-said" });
      this.strip = el("section", { class: "marsad-time", dir: this.map.marsad.options.dir, "aria-label": words.time, hidden: true },
        this.play, el("div", { class: "marsad-time-line" }, this.bars, this.slider), el("div", { class: "marsad-time-end" }, this.said, el("div", {}, this.adding, this.all)));
      L.DomEvent.disableClickPropagation(this.strip);
      L.DomEvent.disableScrollPropagation(this.strip);
      this.map.getContainer().append(this.strip);
    },

    /* Take a layer that has just been drawn: what it calls visible is from now on what is in the time shown, too. */
    take(layer) {
      this.layer = layer;
      this.locale = LOCALES[layer.data.language];
      this.inner = layer.visible.bind(layer);
      layer.visible = (incident) => this.inner(incident) && this.lets(incident);
      const fit = layer.fit.bind(layer);
      layer.fit = (pins) => { fit(pins); this.lift(pins); };
      this.refresh();
      if (this.now) layer.again();
    },

    lets({ date }) {
      if (!this.now) return true;
      const [first, last] = [begins(date), ends(date)];
      return Boolean(first) && first <= this.now.until && (this.sum || last >= this.now.since);
    },

    /* Count anew: a type switched off is in no bar. */
    refresh() {
      const rows = this.layer.data.incidents.filter((each) => this.inner(each));
      const dated = rows.map((row) => [begins(row.date), row]).filter(([day]) => day).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      this.undated = rows.length - dated.length;
      const { unit, bins } = dated.length ? cut(dated[0][0], dated[dated.length - 1][0]) : { unit: "month", bins: [] };
      Object.assign(this, { unit, bins });
      let at = 0;
      for (const [day, row] of dated) {
        while (at < bins.length - 1 && bins[at].until < day) at += 1;
        if (bins.length && bins[at].since <= day) bins[at].rows.push(row);
      }
      this.strip.hidden = bins.length < 2;
      this.map.getContainer().classList.toggle("has-time", bins.length > 1);
      if (this.now && !bins.some(({ since }) => since === this.now.since)) this.now = null;
      this.draw();
    },

    draw() {
      const most = Math.max(1, ...this.bins.map(({ rows }) => rows.length));
      this.bars.replaceChildren(...this.bins.map((bin) => {
        const label = `${this.name(bin)} — ${bin.rows.length}`;
        const bar = el("button", { type: "button", tabindex: "-1", title: label, "aria-label": label, disabled: !bin.rows.length, onclick: () => this.choose(bin) }, el("i", {}));
        bar.firstChild.style.blockSize = bin.rows.length ? `${Math.max(12, Math.round((100 * bin.rows.length) / most))}%` : "0";
        return bar;
      }));
      this.slider.max = Math.max(0, this.bins.length - 1);
      this.mark();
    },

    name({ since }) {
      const style = { year: "numeric", ...(this.unit === "year" ? {} : { month: "short" }), ...(this.unit === "day" ? { day: "numeric" } : {}), timeZone: "UTC" };
      const key = `${this.locale} ${this.unit}`;
      if (this.written !== key) Object.assign(this, { written: key, writer: new Intl.DateTimeFormat(this.locale, style) });
      return this.writer.format(new Date(`${since}T00:00:00Z`));
    },

    /* Say what is shown, and set off its bars and that of the incident chosen. */
    mark() {
      const at = this.now ? this.bins.findIndex(({ since }) => since === this.now.since) : -1;
      const open = this.map.marsad.open;
      [...this.bars.children].forEach((bar, index) => {
        bar.classList.toggle("is-out", at >= 0 && (this.sum ? index > at : index !== at));
        bar.classList.toggle("is-chosen", Boolean(open) && this.bins[index].rows.some(({ id }) => id === open.incident));
      });
      this.slider.value = at < 0 ? this.slider.max : at;
      this.slider.setAttribute("aria-valuetext", at < 0 ? this.words.time_all : this.name(this.bins[at]));
      this.slider.classList.toggle("is-all", at < 0);
      const span = this.bins.length ? `${this.name(this.bins[0])} – ${this.name(this.bins[this.bins.length - 1])}` : "";
      this.said.textContent = at < 0 ? span : this.sum ? fill(this.words.time_until, { date: this.name(this.bins[at]) }) : this.name(this.bins[at]);
      this.said.title = this.undated ? fill(this.words.time_undated, { number: this.undated }) : "";
      this.adding.setAttribute("aria-pressed", String(this.sum));
      this.all.disabled = at < 0;
    },

    show() {
      this.mark();
      this.layer.again();
    },

    go(index) {
      this.now = index === null ? null : this.bins[index] || null;
      this.show();
    },

    start() {
      const at = this.now ? this.bins.findIndex(({ since }) => since === this.now.since) : -1;
      let next = at < 0 || at >= this.bins.length - 1 ? 0 : at + 1;
      const step = () => {
        if (next >= this.bins.length) this.stop();
        else this.go(next++);
      };
      this.timer = setInterval(step, TICK_MS);
      this.playing(true);
      step();
    },

    stop() {
      clearInterval(this.timer);
      this.timer = null;
      this.playing(false);
    },

    playing(on) {
      const word = this.words[on ? "time_pause" : "time_play"];
      this.play.textContent = on ? "❚❚" : "▶";
      this.play.title = word;
      this.play.setAttribute("aria-label", word);
    },

    /* Select an incident of some days: the next one with each click. */
    choose(bin) {
      const open = this.map.marsad.open;
      const next = bin.rows[(bin.rows.findIndex(({ id }) => open && id === open.incident) + 1) % bin.rows.length];
      this.stop();
      if (this.now && this.now.since !== bin.since) { this.now = bin; this.show(); }
      if (!this.layer.choose(next.id, true)) tell({ incident: next.id, place: null });
      this.mark();
    },

    /* Keep pins clear of the strip. */
    lift(pins) {
      if (this.strip.hidden || !pins.length) return;
      const lowest = pins.reduce((low, { lat, lon }) => Math.max(low, this.map.latLngToContainerPoint([lat, lon]).y), -Infinity);
      const over = lowest - (this.map.getSize().y - STRIP_PX);
      if (over > 0) this.map.panBy([0, over], { animate: false });
    },
  };

  const times = new Set();
  const mark = () => times.forEach((time) => time.layer && time.mark());

  document.addEventListener("marsad:ready", ({ detail: layer }) => {
    const { marsad } = layer.map;
    const first = !marsad.time;
    if (first) times.add((marsad.time = new Time(layer.map)));
    marsad.time.take(layer);
    if (first && !marsad.memory.get("at")) marsad.time.lift(layer.data.pins.filter(({ id }) => layer.pins.has(id)));
  });
  document.addEventListener("marsad:drawn", ({ detail: layer }) => layer.map.marsad.time && layer.map.marsad.time.refresh());
  document.addEventListener("marsad:chosen", mark);
  document.addEventListener("marsad:closed", mark);
})();
