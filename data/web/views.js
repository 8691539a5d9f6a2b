/* Draw the same incidents as pins, clusters, heat or shaded areas, and join the places of one by lines: a row of buttons switches. */
(function () {
  "use strict";

  const { el, said, fill, corner, points, colorOf, tell, FILLED } = window.Marsad;
  const KINDS = ["pins", "clusters", "heat", "areas"];
  const NEAR_PX = 52;
  const GLOW_PX = 30;
  const SHADES = ["#d3e8e5", "#a0cfcb", "#63adac", "#2c8188", "#0b5260"];
  const GLOW = [[0, "rgba(255,233,168,0)"], [0.2, "#ffe08a"], [0.5, "#f59b3a"], [0.8, "#d6482a"], [1, "#8d1230"]];
  const RATED = 100000; // inhabitants
  const LINKED = 2000; // incidents: more lines than that are a blot

  function pane(map, name, level, touched) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    if (!touched) made.style.pointerEvents = "none";
    return made;
  }

  /* Gather what lies within some pixels of each other, the places with most incidents first. */
  function gather(map, seen) {
    const groups = [];
    const rows = seen.map(([pin, number]) => ({ pin, number, at: map.project([pin.lat, pin.lon]) })).sort((a, b) => b.number - a.number);
    for (const row of rows) {
      const near = groups.find(({ at }) => Math.abs(at.x - row.at.x) < NEAR_PX && Math.abs(at.y - row.at.y) < NEAR_PX);
      if (near) near.rows.push(row);
      else groups.push({ at: row.at, rows: [row] });
    }
    return groups;
  }

  /* Part values into at most five shades; each shade holds whole values and says from what to what it goes. */
  function shades(values) {
    const different = [...new Set(values.filter((value) => value > 0))].sort((a, b) => a - b);
    const many = Math.min(SHADES.length, different.length);
    const classes = [];
    for (let at = 0; at < many; at += 1) {
      const held = different.slice(Math.round((at * different.length) / many), Math.round(((at + 1) * different.length) / many));
      classes.push({ low: held[0], high: held[held.length - 1], color: SHADES[many === 1 ? 2 : Math.round((at * (SHADES.length - 1)) / (many - 1))] });
    }
    return classes;
  }

  function palette() {
    const canvas = el("canvas", { width: 256, height: 1 });
    const pen = canvas.getContext("2d");
    const ramp = pen.createLinearGradient(0, 0, 256, 0);
    GLOW.forEach(([at, color]) => ramp.addColorStop(at, color));
    pen.fillStyle = ramp;
    pen.fillRect(0, 0, 256, 1);
    return pen.getImageData(0, 0, 256, 1).data;
  }

  function Heat(map) {
    this.canvas = el("canvas", { class: "leaflet-zoom-hide", "aria-hidden": "true" });
    pane(map, "marsad-heat", 450, false).append(this.canvas);
    this.draw = (seen) => {
      const size = map.getSize();
      Object.assign(this.canvas, { width: size.x, height: size.y });
      L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
      if (!seen.length) return;
      const pen = this.canvas.getContext("2d", { willReadFrequently: true });
      const most = seen.reduce((high, [, number]) => Math.max(high, number), 1);
      for (const [{ lat, lon }, number] of seen) {
        const { x, y } = map.latLngToContainerPoint([lat, lon]);
        const glow = pen.createRadialGradient(x, y, 0, x, y, GLOW_PX);
        glow.addColorStop(0, `rgba(0,0,0,${Math.max(0.28, Math.sqrt(number / most) * 0.85)})`);
        glow.addColorStop(1, "rgba(0,0,0,0)");
        pen.fillStyle = glow;
        pen.fillRect(x - GLOW_PX, y - GLOW_PX, 2 * GLOW_PX, 2 * GLOW_PX);
      }
      this.color(pen, size);
    };
  }

  /* Give each pixel the colour of its weight. */
  Heat.prototype.color = function (pen, size) {
    this.colors = this.colors || palette();
    const picture = pen.getImageData(0, 0, size.x, size.y);
    const { data } = picture;
    for (let at = 3; at < data.length; at += 4) {
      const weight = data[at];
      if (!weight) continue;
      for (let part = 0; part < 3; part += 1) data[at - 3 + part] = this.colors[4 * weight + part];
      data[at] = Math.min(225, 60 + weight);
    }
    pen.putImageData(picture, 0, 0);
  };

  function Views(map, layer) {
    const kept = map.marsad.memory.get("view");
    const asked = kept || layer.options.view || {};
    this.view = { kind: KINDS.includes(asked.kind) ? asked.kind : "pins", level: asked.level || "regions", measure: asked.measure || "count", links: Boolean(asked.links) };
    Object.assign(this, { map, words: map.marsad.words, heat: new Heat(map) });
    pane(map, "marsad-areas", 240, true);
    pane(map, "marsad-links", 395, false);
    this.areas = L.layerGroup().addTo(map);
    this.links = L.layerGroup().addTo(map);
    this.clusters = L.layerGroup().addTo(map);
    this.shapes = L.svg({ pane: "marsad-areas" });
    this.lines = L.canvas({ pane: "marsad-links", padding: 0.6 });
    this.control();
    map.on("zoomend", () => this.view.kind === "clusters" && this.draw());
    map.on("moveend resize", () => this.view.kind === "heat" && this.heat.draw(this.seen()));
  }

  Views.prototype = {
    control() {
      const { words } = this;
      const button = (field, value, label) => el("button", { type: "button", "data-value": value, "data-field": field, onclick: () => this.choose(field, value) }, label);
      const kinds = this.map.marsad.units ? KINDS : KINDS.slice(0, -1);
      const row = el("div", { class: "marsad-views-row", role: "group", "aria-label": words.views }, ...kinds.map((kind) => button("kind", kind, words[`view_as_${kind}`])));
      this.linked = el("button", { type: "button", "data-links": true, title: words.view_links_hint, onclick: () => this.choose("links", !this.view.links) }, words.view_links);
      row.append(this.linked);
      this.key = el("div", { class: "marsad-views-key" });
      const { dir } = this.map.marsad.options;
      this.box = el("div", { class: "marsad-box marsad-views", dir }, row);
      this.shades = el("div", { class: "marsad-box marsad-shades", dir, hidden: true },
        el("div", { class: "marsad-views-row", role: "group" }, button("level", "regions", words.view_regions), button("level", "provinces", words.view_provinces)),
        el("div", { class: "marsad-views-row", role: "group" }, button("measure", "count", words.view_count), button("measure", "rate", words.view_rate)), this.key);
      corner(this.map, this.map.marsad.at("topright"), () => this.box);
      corner(this.map, this.map.marsad.at("bottomleft"), () => this.shades);
    },

    choose(field, value) {
      this.view = { ...this.view, [field]: value };
      this.map.marsad.memory.set("view", this.view);
      this.layer.again();
      tell({ view: this.view });
    },

    /* Take a layer that has just been drawn. */
    take(layer) {
      this.layer = layer;
      layer.tell = () => {
        const { open } = this.map.marsad;
        if (!open) return;
        document.dispatchEvent(new CustomEvent("marsad:chosen", { detail: open }));
        tell(open);
      };
      this.draw();
    },

    /* Pair the pins on the map with the number of their incidents. */
    seen() {
      return this.layer.seen.map(([pin, rows]) => [pin, rows.length]);
    },

    draw() {
      const { kind, links } = this.view;
      this.map.getContainer().dataset.view = kind;
      [this.box, this.shades].forEach((box) => box.querySelectorAll("[data-field]").forEach((each) => each.setAttribute("aria-pressed", String(this.view[each.dataset.field] === each.dataset.value))));
      this.linked.setAttribute("aria-pressed", String(links));
      this.linked.disabled = kind === "heat" || kind === "areas";
      this.shades.hidden = kind !== "areas";
      [this.areas, this.links, this.clusters].forEach((group) => group.clearLayers());
      this.heat.draw(kind === "heat" ? this.seen() : []);
      if (kind === "areas") this.shade();
      if (kind === "clusters") this.cluster();
      else if (this.layer.kept) this.layer.spread(null);
      if (kind === "heat" || kind === "areas") this.name(() => false, []);
      if (links && !this.linked.disabled) this.link();
    },

    /* Name on the map only the pins that are seen there. */
    name(keep, taken) {
      const { labels } = this.map.marsad;
      labels.pins = this.seen().filter(([pin]) => this.layer.isFace(pin.id) && keep(pin)).map(([pin, number]) => [pin.lat, pin.lon, pin.name, "pin", number]);
      labels.taken = [...labels.pins.map(([lat, lon]) => [lat, lon]), ...taken];
      labels.draw();
    },

    cluster() {
      const within = new Set();
      const middles = [];
      const groups = gather(this.map, this.seen());
      const alone = new Set(groups.filter(({ rows }) => rows.length === 1).map(({ rows }) => rows[0].pin.id));
      if (this.layer.crowded) this.layer.spread(({ id }) => alone.has(id));
      for (const { rows } of groups) {
        rows.forEach(({ pin }) => this.layer.isFace(pin.id) && this.layer.pins.get(pin.id).getElement().classList.toggle("is-within", rows.length > 1));
        if (rows.length === 1) continue;
        rows.forEach(({ pin }) => within.add(pin.id));
        const bounds = L.latLngBounds(rows.map(({ pin }) => [pin.lat, pin.lon]));
        const middle = bounds.getCenter();
        middles.push([middle.lat, middle.lng]);
        this.bundle(rows, bounds, middle);
      }
      this.name(({ id }) => !within.has(id), middles);
    },

    bundle(rows, bounds, middle) {
      const incidents = new Set(rows.flatMap(({ pin }) => this.layer.shown(pin).map(({ index }) => index))).size;
      const size = 30 + Math.min(24, 6 * Math.log2(incidents));
      const icon = L.divIcon({ html: el("span", { class: "marsad-cluster-face" }, String(incidents)), className: "marsad-cluster", iconSize: [size, size] });
      const marker = L.marker(middle, { icon }).addTo(this.clusters);
      marker.getElement().setAttribute("aria-label", fill(this.words.view_cluster, { incidents, places: rows.length }));
      const top = this.map.getMaxZoom();
      marker.on("click keypress", ({ originalEvent: { key } }) => {
        if (key && key !== "Enter") return;
        if (this.map.getZoom() >= top) this.layer.open(rows[0].pin.id, this.layer.data.incidents[this.layer.shown(rows[0].pin)[0].index].id, true);
        else this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: Math.min(top, this.map.getZoom() + 4) });
      });
    },

    /* Count in each area the incidents that happened, or were aimed, there: each once, whatever the number of its places. */
    counts() {
      const { codes } = this.layer.options;
      const at = this.view.level === "regions" ? 0 : 1;
      const found = new Map();
      for (const [pin] of this.seen()) {
        const code = (codes[pin.id] || [])[at];
        if (!code) continue;
        const held = found.get(code) || found.set(code, new Set()).get(code);
        this.layer.shown(pin).forEach(({ index }) => held.add(index));
      }
      return found;
    },

    shade() {
      const { units } = this.map.marsad;
      const counts = this.counts();
      const rated = this.view.measure === "rate";
      const rows = units[this.view.level].map((unit) => {
        const number = (counts.get(unit.code) || new Set()).size;
        const rate = unit.people ? (number * RATED) / unit.people : null;
        return { unit, number, rate, value: rated ? Math.round((rate || 0) * 100) / 100 : number };
      });
      const classes = shades(rows.map(({ value }) => value));
      for (const row of rows) {
        const shade = classes.find(({ low, high }) => row.value >= low && row.value <= high);
        const look = { renderer: this.shapes, color: "#fff", weight: 1, fillColor: shade ? shade.color : "#fff", fillOpacity: shade ? 0.86 : 0.25, className: "marsad-area" };
        const lines = row.unit.rings.map((rings) => rings.map((ring) => points(ring, units.grid)));
        L.polygon(lines, look).bindTooltip(() => this.describe(row), { sticky: true, className: "marsad-area-said" }).addTo(this.areas);
      }
      this.explain(classes, rated);
    },

    describe({ unit, number, rate }) {
      const { words } = this;
      const people = unit.people ? fill(words.view_people, { number: this.write(unit.people) }) : null;
      const per = rate === null ? null : fill(words.view_per, { number: this.write(rate) });
      return el("div", { dir: this.map.marsad.options.dir }, said("strong", null, unit.name), el("p", {}, fill(words.view_number, { number: this.write(number) })), per && el("p", {}, per), people && el("p", {}, people));
    },

    write(number) {
      return new Intl.NumberFormat(this.layer.data.language === "fr" ? "fr" : "en", { maximumSignificantDigits: number < 100 ? 3 : 12 }).format(number);
    },

    explain(classes, rated) {
      const { words } = this;
      const rows = classes.map(({ low, high, color }) => {
        const swatch = el("i", {});
        swatch.style.background = color;
        return el("li", {}, swatch, el("bdi", {}, low === high ? this.write(low) : `${this.write(low)} – ${this.write(high)}`));
      });
      this.key.replaceChildren(el("strong", {}, rated ? words.view_rate_long : words.view_count_long), rows.length ? el("ul", {}, ...rows) : words.empty, el("p", {}, words.view_source));
    },

    /* Join the places of an incident, the first it names with each other one; what is aimed at is dashed. */
    link() {
      const { data } = this.layer;
      const at = new Map(data.pins.filter(({ id }) => this.layer.pins.has(id)).map((pin) => [pin.id, pin]));
      const open = this.map.marsad.open;
      data.incidents.filter((each) => this.layer.visible(each)).slice(0, LINKED).forEach((incident) => {
        const ends = [...new Map(incident.places.filter(({ place }) => at.has(place)).map((each) => [each.place, each])).values()];
        ends.slice(1).forEach((end) => {
          const faint = open && open.incident !== incident.id;
          const line = [at.get(ends[0].place), at.get(end.place)].map(({ lat, lon }) => [lat, lon]);
          L.polyline(line, { renderer: this.lines, interactive: false, color: colorOf(incident.type), weight: faint ? 1 : 2, opacity: faint ? 0.25 : 0.7, dashArray: end.role === FILLED ? null : "4 6" }).addTo(this.links);
        });
      });
    },
  };

  const views = new Set();
  const linked = () => views.forEach((each) => each.layer && each.view.links && each.draw());

  document.addEventListener("marsad:ready", ({ detail: layer }) => {
    const { marsad } = layer.map;
    if (!marsad.views) views.add((marsad.views = new Views(layer.map, layer)));
    marsad.views.take(layer);
  });
  document.addEventListener("marsad:drawn", ({ detail: layer }) => layer.map.marsad.views && layer.map.marsad.views.draw());
  document.addEventListener("marsad:chosen", linked);
  document.addEventListener("marsad:closed", linked);
})();
