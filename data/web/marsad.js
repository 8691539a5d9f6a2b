/* Draw Marsad's map: unpack, base, labels, pins, popups. One global, `Marsad`; the page's own parts are in page.js.
 *
 * Whatever comes from an article is text: it reaches the page by textContent alone, never as markup, and becomes a
 * link only where it is http or https. Nothing here asks the network for anything.
 */
(function () {
  "use strict";

  const FILLED = "occurred";
  const SVG = "http://www.w3.org/2000/svg";

  const { families: FAMILIES, types: TYPES } = window.MarsadSigns;

  async function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /* Make an element: strings among the children become text, null is left out. */
  function el(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") node.addEventListener("click", value);
      else if (value === true) node.setAttribute(name, "");
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, String(value));
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  /* Words of an article keep their own direction whatever the interface's. */
  const said = (tag, className, text) => el(tag, { class: className, dir: "auto" }, text);

  function link(url, text) {
    if (!/^https?:\/\//i.test(url || "")) return said("span", null, text);
    return el("a", { href: url, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text);
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));

  function path(d, attributes) {
    const node = document.createElementNS(SVG, "path");
    node.setAttribute("d", d);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  }

  /* Draw the sign of a type, filled or hollow, as it stands on the map, in the legend and in the table. */
  function sign(type, hollow, size) {
    const { family, glyph } = TYPES[type] || TYPES.other;
    const { color, shape } = FAMILIES[family];
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 28 28");
    svg.setAttribute("width", size);
    svg.setAttribute("height", size);
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("class", "marsad-sign");
    const round = { "stroke-linejoin": "round", "stroke-linecap": "round" };
    svg.append(path(shape, { fill: "none", stroke: "#fff", "stroke-width": 5, ...round }));
    const body = hollow ? { fill: "#fff", stroke: color, "stroke-width": 2, "stroke-dasharray": "3.500 2.500" } : { fill: color, stroke: color, "stroke-width": 1.5 };
    svg.append(path(shape, { ...body, ...round }));
    svg.append(path(glyph, { fill: "none", stroke: hollow ? color : "#fff", "stroke-width": 2, ...round }));
    return svg;
  }

  /* --- what lies under the pins --- */

  function points(steps, grid) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (let at = 0; at < steps.length; at += 2) {
      lon += steps[at];
      lat += steps[at + 1];
      line.push([lat / grid, lon / grid]);
    }
    return line;
  }

  function pane(map, name, level) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    made.style.pointerEvents = "none";
    return L.canvas({ pane: name, padding: 0.6 });
  }

  /* Online tiles, where the page may have them, over the land and under borders and names; where they do not come the land shows. */
  function drawTiles(map, tiles) {
    map.createPane("marsad-tiles").style.zIndex = 200;
    L.tileLayer(tiles.address, { pane: "marsad-tiles", maxZoom: 19, referrerPolicy: "strict-origin-when-cross-origin" })
      .on("tileload", () => map.getContainer().classList.add("has-tiles"))
      .addTo(map);
  }

  function drawBase(map, base) {
    const land = pane(map, "marsad-land", 150);
    const lines = pane(map, "marsad-lines", 250);
    const many = (list) => list.map((steps) => points(steps, base.grid));
    const still = { interactive: false, smoothFactor: 0.8 };
    base.land.forEach((rings) => {
      L.polygon(many(rings), { ...still, renderer: land, stroke: true, color: "#b9c6c9", weight: 0.8, fillColor: "#f7f4ec", fillOpacity: 1 }).addTo(map);
    });
    const provinces = L.polyline(many(base.provinces), { ...still, renderer: lines, color: "#d8cfbd", weight: 0.8 });
    L.polyline(many(base.regions), { ...still, renderer: lines, color: "#b9aa8e", weight: 1.1 }).addTo(map);
    base.borders.forEach(({ kind, line }) => {
      const dash = kind === "border" || kind === "international" ? null : "5 4";
      L.polyline(points(line, base.grid), { ...still, renderer: lines, color: "#8b7f76", weight: 1.5, dashArray: dash }).addTo(map);
    });
    const show = () => (map.getZoom() >= 6 ? provinces.addTo(map) : provinces.remove());
    map.on("zoomend", show);
    show();
  }

  /* --- names: placed anew after each move, the most important first, none over another --- */

  const STYLES = {
    pin: { font: 600, size: 12.5, from: 0, to: 30 },
    town: { font: 400, size: 11.5, from: 5, to: 30 },
    region: { font: 500, size: 11, from: 5.5, to: 8 },
    country: { font: 600, size: 12.5, from: 0, to: 7 },
    sea: { font: 400, size: 13, from: 0, to: 9 },
  };
  const measure = document.createElement("canvas").getContext("2d");

  function widthOf(text, style) {
    measure.font = `${style.font} ${style.size}px system-ui, "Segoe UI", Arial, sans-serif`;
    return measure.measureText(text).width * 1.08 + 4;
  }

  /* Where a name may stand about its point: (dx, dy) of the box's middle. */
  function spots(kind, width, height) {
    if (kind === "region") return [[0, 0], [0, -14], [0, 14]];
    if (kind === "country" || kind === "sea") return [[0, 0], [0, -20], [0, 20], [36, 0], [-36, 0], [40, 34], [-40, -34]];
    const off = kind === "pin" ? 16 : 6;
    return [[off + width / 2, 0], [-off - width / 2, 0], [0, -off - height / 2], [0, off + height / 2]];
  }

  function put(map, node, at, shift) {
    const { x, y } = map.containerPointToLayerPoint(at).round();
    node.style.transform = `translate(${x}px, ${y}px) ${shift}`;
    return node;
  }

  function Labels(map) {
    const holder = map.createPane("marsad-names");
    holder.style.zIndex = 590;
    holder.style.pointerEvents = "none";
    const layer = el("div", { class: "leaflet-zoom-hide", "aria-hidden": "true" });
    holder.append(layer);
    this.base = [];
    this.pins = [];
    this.taken = [];
    this.draw = () => {
      layer.replaceChildren();
      const zoom = map.getZoom();
      const size = map.getSize();
      const boxes = this.taken.map(([lat, lon]) => {
        const at = map.latLngToContainerPoint([lat, lon]);
        return [at.x - 13, at.y - 13, at.x + 13, at.y + 13];
      });
      const pinned = new Set(this.pins.map((row) => row[2]));
      for (const [lat, lon, text, kind] of [...this.pins, ...this.base]) {
        const style = STYLES[kind];
        if (zoom < style.from || zoom > style.to || (kind === "town" && pinned.has(text))) continue;
        const at = map.latLngToContainerPoint([lat, lon]);
        if (at.x < -80 || at.y < -20 || at.x > size.x + 80 || at.y > size.y + 20) continue;
        const width = widthOf(text, style) * (kind === "country" ? 1.25 : 1);
        const height = style.size * 1.25;
        const free = (box) => !boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
        if (kind === "town" && !free([at.x - 3, at.y - 3, at.x + 3, at.y + 3])) continue;
        for (const [dx, dy] of spots(kind, width, height)) {
          const box = [at.x + dx - width / 2, at.y + dy - height / 2, at.x + dx + width / 2, at.y + dy + height / 2];
          if (!free(box)) continue;
          boxes.push(box);
          layer.append(put(map, said("span", `marsad-name marsad-name-${kind}`, text), at.add([dx, dy]), "translate(-50%, -50%)"));
          if (kind === "town") layer.append(put(map, el("span", { class: "marsad-dot" }), at, ""));
          break;
        }
      }
    };
    map.on("moveend zoomend resize viewreset", this.draw);
  }

  /* --- controls --- */

  function corner(map, position, build) {
    const Control = L.Control.extend({
      onAdd: () => {
        const node = build();
        L.DomEvent.disableClickPropagation(node);
        L.DomEvent.disableScrollPropagation(node);
        return node;
      },
    });
    return new Control({ position }).addTo(map);
  }

  function legendRows(words, types, toggles) {
    const rows = el("ul", { class: "marsad-legend-types" });
    for (const [type, number] of types) {
      const name = el("span", {}, words[`type.${type}`] || type);
      const parts = [sign(type, false, 20), name, number ? el("span", { class: "marsad-legend-number" }, String(number)) : null];
      if (!toggles) rows.append(el("li", {}, ...parts));
      else {
        const box = el("input", { type: "checkbox" });
        box.checked = !toggles.hidden.has(type);
        box.addEventListener("change", () => toggles.type(type, box.checked));
        rows.append(el("li", {}, el("label", {}, box, ...parts)));
      }
    }
    return rows;
  }

  function legend(map, words, dir, position) {
    const body = el("div", { class: "marsad-legend-body", tabindex: "0", role: "group", "aria-label": words.legend });
    const narrow = map.getSize().x < 760;
    const box = el("details", { class: "marsad-box marsad-legend", dir, open: !narrow }, el("summary", {}, words.legend), body);
    corner(map, position, () => box);
    const ring = el("span", { class: "marsad-key-circle" });
    const keys = el("ul", { class: "marsad-legend-keys" },
      el("li", {}, sign("other", false, 18), words.filled),
      el("li", {}, sign("other", true, 18), words.hollow),
      el("li", {}, ring, words.circle),
      el("li", {}, el("span", { class: "marsad-badge marsad-key-badge" }, "2"), words.several));
    return (types, toggles) => {
      const rows = [legendRows(words, types, toggles), keys];
      if (!toggles || !toggles.offersBackground) return body.replaceChildren(...rows);
      const input = el("input", { type: "checkbox", class: "marsad-background" });
      input.checked = toggles.background;
      input.addEventListener("change", () => toggles.switchBackground(input.checked));
      return body.replaceChildren(el("label", { class: "marsad-switch" }, input, words.background_switch), ...rows);
    };
  }

  function credits(map, words, { worldview, dir }, position, tiles) {
    const rows = ["credit_hcp", "credit_places", "credit_boundaries", "credit_natural", "credit_leaflet"].map((key) => el("li", {}, words[key]));
    const more = el("details", {}, el("summary", {}, words.sources), el("ul", {}, el("li", {}, words[`view_${worldview}`]), ...rows));
    const online = tiles ? [" · ", link(tiles.terms, tiles.credit)] : [];
    corner(map, position, () => el("div", { class: "marsad-credits", dir }, said("span", null, words.attribution), ...online, more));
  }

  /* Keep the view where there is land to show, and Morocco within reach; pins farther away lift the limits. */
  function limits(map, frame, reach, home) {
    let far = false;
    const set = () => {
      map.setMaxBounds(far ? null : reach);
      map.setMinZoom(far ? 3 : Math.min(map.getBoundsZoom(frame, true), map.getBoundsZoom(home)));
    };
    map.on("resize", set);
    set();
    return (pins) => {
      far = pins.some(({ lat, lon }) => !L.latLngBounds(frame).contains([lat, lon]));
      set();
    };
  }

  /* What the reader had set, kept in this tab while the page draws its map anew; without a name it is kept nowhere. */
  function memory(name) {
    const key = `marsad:${name}`;
    let held = {};
    try { held = name ? JSON.parse(sessionStorage.getItem(key)) || {} : {}; } catch { /* the browser keeps nothing: begin afresh */ }
    return {
      get: (field) => held[field],
      set: (field, value) => {
        held[field] = value;
        try { if (name) sessionStorage.setItem(key, JSON.stringify(held)); } catch { /* nor can it be told */ }
      },
    };
  }

  /* Stand where the map stood before, and remember where it is moved to. */
  function stay(map) {
    const { memory: kept } = map.marsad;
    const at = kept.get("at");
    if (at) {
      map.setView([at[1], at[2]], at[0], { animate: false });
      map.marsad.fitted = true;
    }
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      if (map.marsad.fitted) kept.set("at", [map.getZoom(), lat, lng]);
    });
  }

  /* Tell Streamlit, where the map stands in one; the time makes each word a new one, though it says what the last one said. */
  function tell(message) {
    if (window.Streamlit && window.Streamlit.setComponentValue) window.Streamlit.setComponentValue({ ...message, told: Date.now() });
  }

  /* Set up a map: called by the page folium writes, before any pin is there. */
  function base(map, packed, options) {
    const rtl = options.dir === "rtl";
    map.getContainer().classList.add("marsad");
    map.getContainer().dir = "ltr";
    const state = { options, labels: new Labels(map), open: null, fitted: false, memory: memory(options.memory) };
    map.marsad = state;
    const at = (side) => (rtl ? side.replace(/left|right/, (word) => (word === "left" ? "right" : "left")) : side);
    state.at = at;
    state.ready = unpack(packed).then(({ base: under, words, title, units, tiles }) => {
      Object.assign(state, { words, units: units && { ...units, grid: under.grid } });
      if (title) corner(map, at("topright"), () => el("div", { class: "marsad-box marsad-title", dir: options.dir }, title));
      L.control.zoom({ position: at("topleft"), zoomInTitle: words.zoom_in, zoomOutTitle: words.zoom_out }).addTo(map);
      corner(map, at("topleft"), () => el("button", { type: "button", class: "marsad-home", title: words.home, "aria-label": words.home, onclick: () => state.home && state.home() }, "⌂"));
      credits(map, words, options, at("bottomright"), tiles);
      L.control.scale({ position: at("bottomright"), imperial: false, maxWidth: 120 }).addTo(map);
      if (options.legend) {
        state.legend = legend(map, words, options.dir, at("bottomleft"));
        state.legend(Object.keys(TYPES).map((type) => [type, 0]));
      }
      drawBase(map, under);
      if (tiles) drawTiles(map, tiles);
      state.limit = limits(map, under.frame, under.reach, under.home);
      state.labels.base = under.labels;
      state.labels.draw();
      stay(map);
    }).catch((problem) => {
      map.getContainer().append(el("p", { class: "marsad-problem", role: "alert" }, options.unreadable));
      throw problem;
    });
  }

  const colorOf = (type) => FAMILIES[(TYPES[type] || TYPES.other).family].color;

  window.Marsad = { unpack, el, said, link, fill, sign, base, corner, points, colorOf, tell, FILLED, TYPES: Object.keys(TYPES) };
})();
