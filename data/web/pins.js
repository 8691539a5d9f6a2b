/* Draw the pins of a payload into a feature group, with a popup that pages through the incidents of its place. */
(function () {
  "use strict";

  const { unpack, unfold, faces, CROWD, colorOf, el, said, link, fill, sign, FILLED } = window.Marsad;
  const VAGUE = { high: 0.75, medium: 0.5 };
  const NARROW = 560; // px; the style sheet has it too

  /* --- the popup: one incident of a place at a time --- */

  function sentence(quote, words) {
    if (!quote.length) return el("p", { class: "marsad-note" }, words.no_evidence);
    const parts = quote.map(([text, look]) => (look ? el("mark", { class: `field-${look}`, title: words[`field.${look}`] }, text) : text));
    return el("blockquote", { dir: "auto" }, ...parts);
  }

  const by = (text) => (text ? said("span", "marsad-by", text) : null);

  /* One line a thing counted; where sources differ, the span, and each claim with who makes it. */
  function figures(incident) {
    const claim = ({ label, by: name }) => el("li", {}, label, by(name));
    const counts = incident.counts.map(({ label, by: name, claims }) => (claims.length
      ? el("li", { class: "marsad-figure is-disputed" }, el("strong", {}, label), el("ul", {}, ...claims.map(claim)))
      : el("li", { class: "marsad-figure" }, el("strong", {}, label), by(name))));
    if (incident.ages) counts.push(el("li", { class: "marsad-figure" }, incident.ages));
    return counts.length ? el("ul", { class: "marsad-figures" }, ...counts) : null;
  }

  function actors(incident) {
    if (!incident.actors.length) return null;
    const rows = incident.actors.map(({ name, role, by: source }) => el("li", {}, said("span", null, name), el("span", { class: "marsad-by" }, role), by(source)));
    return el("ul", { class: "marsad-actors" }, ...rows);
  }

  function when(incident) {
    const { label, precision, note } = incident.date;
    return el("p", { class: "marsad-date" }, el("strong", {}, label), el("span", { class: "marsad-by" }, [precision, note].filter(Boolean).join(" · ")));
  }

  const role = (name, label) => el("span", { class: `marsad-at marsad-at-${name}` }, label);

  function here(row, words) {
    const reach = row.radius_km >= 1 ? fill(words.uncertainty, { value: Math.round(row.radius_km) }) : null;
    const exact = row.precision <= 2 && reach ? null : row.precision_label;
    const sure = [exact, reach].filter((each) => each !== null).join(" · ");
    return el("p", { class: "marsad-role" }, ...row.roles.map(([name, label]) => role(name, label)), el("span", { class: "marsad-by" }, sure));
  }

  function reasons(row, words) {
    if (!row.why) return null;
    const others = row.candidates.length
      ? [el("p", { class: "marsad-by" }, words.candidates), el("ul", {}, ...row.candidates.map((each) => said("li", null, each)))]
      : [];
    return el("details", { class: "marsad-why" }, el("summary", {}, words.why), said("p", null, row.why), ...others);
  }

  function trust(value, words) {
    const level = value >= VAGUE.high ? "high" : value >= VAGUE.medium ? "medium" : "low";
    const bar = el("span", { class: `marsad-bar marsad-bar-${level}`, "aria-hidden": "true" }, el("span", {}));
    bar.firstChild.style.inlineSize = `${Math.round(value * 100)}%`;
    return el("span", { class: "marsad-trust", title: words[`confidence_${level}`] }, bar, fill(words.confidence, { value: Math.round(value * 100) }));
  }

  function origin(incident, words) {
    const { outlet, title, url, name } = incident.source;
    const published = incident.published ? fill(words.published, { date: incident.published }) : words.unpublished;
    const label = outlet || title || name;
    return el("p", { class: "marsad-source" }, el("span", { class: "marsad-by" }, words.source), " ", link(url, label), " ", el("span", { class: "marsad-by" }, published));
  }

  /* The other places of an incident, a line a role. */
  function elsewhere(incident, pin, words, layer) {
    const others = incident.places.filter(({ place }) => place !== pin.id);
    if (!others.length) return null;
    const named = ({ place, name }) => (layer.pins.has(place)
      ? el("button", { type: "button", class: "marsad-link", dir: "auto", onclick: () => layer.open(place, incident.id, true) }, name)
      : said("span", null, name));
    const roles = [...new Set(others.map((each) => each.role))];
    const rows = roles.map((name) => {
      const alike = others.filter((each) => each.role === name);
      return el("li", {}, role(name, alike[0].role_label), ...alike.map(named));
    });
    return el("details", { class: "marsad-elsewhere" }, el("summary", {}, `${words.other_places} (${others.length})`), el("ul", {}, ...rows));
  }

  /* What there is of an incident as long as no more is known of it. */
  function brief(incident, row, words, asks) {
    return el("article", { class: "marsad-card", "aria-busy": asks ? "true" : null },
      el("p", { class: "marsad-kind" }, sign(incident.type, row.role !== FILLED, 22), el("span", {}, words[`type.${incident.type}`])),
      incident.title ? el("h3", { dir: "auto" }, incident.title) : null,
      el("p", { class: "marsad-date" }, el("strong", {}, incident.date.label || incident.date.value || "…")));
  }

  function page(pin, row, layer) {
    const { words } = layer.data;
    const incident = layer.data.incidents[row.index];
    if (incident.brief) return brief(incident, row, words, layer.data.folded.asks);
    const tag = incident.discourse === "background" ? el("span", { class: "marsad-tag" }, words.background_tag) : null;
    return el("article", { class: "marsad-card" },
      el("p", { class: "marsad-kind" }, sign(incident.type, row.role !== FILLED, 22), el("span", {}, incident.subtype_label), el("span", { class: `marsad-stage is-${incident.stage}` }, incident.stage_label), tag),
      el("h3", { dir: "auto" }, incident.title),
      when(incident),
      figures(incident),
      actors(incident),
      here(row, words),
      sentence(row.quote, words),
      reasons(row, words),
      elsewhere(incident, pin, words, layer),
      el("footer", {}, origin(incident, words), trust(incident.confidence, words)));
  }

  function popup(pin, layer) {
    const { words, dir } = layer.data;
    const rows = layer.shown(pin);
    let at = Math.max(0, rows.findIndex((row) => layer.data.incidents[row.index].id === layer.wanted));
    const body = el("div", { class: "marsad-pages", "aria-live": "polite" });
    const position = el("span", { class: "marsad-position", dir: "ltr" });
    const turn = (step) => {
      at = (at + step + rows.length) % rows.length;
      const incident = layer.data.incidents[rows[at].index];
      under.textContent = [pin.kind, ...pin.within, pin.country].filter(Boolean).join(" · ");
      body.replaceChildren(page(pin, rows[at], layer));
      position.textContent = `${at + 1}/${rows.length}`;
      position.setAttribute("aria-label", fill(words.position, { page: at + 1, pages: rows.length }));
      layer.remember(pin.id, incident.id);
      if (step) layer.resize(pin.id, root);
    };
    layer.turn = turn;
    const button = (label, glyph, step) => el("button", { type: "button", "aria-label": label, title: label, onclick: () => { turn(step); layer.tell(); } }, glyph);
    const pager = rows.length > 1 ? el("nav", { class: "marsad-pager" }, button(words.previous, "‹", -1), position, button(words.next, "›", 1)) : null;
    const under = el("p", { class: "marsad-by", dir: "auto" });
    const root = el("section", { class: "marsad-popup", dir, lang: layer.data.language, tabindex: "-1", "aria-label": pin.name },
      el("header", {}, el("div", {}, said("h2", null, pin.name), under), pager), body);
    root.addEventListener("toggle", () => {
      const read = root.parentElement ? root.parentElement.scrollTop : 0;
      layer.resize(pin.id, root);
      if (root.parentElement) root.parentElement.scrollTop = read;
    }, true);
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") layer.close(true);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step && rows.length > 1) { turn(dir === "rtl" ? -step : step); layer.tell(); event.preventDefault(); }
    });
    turn(0);
    return root;
  }

  /* --- the layer --- */

  function icon(pin, rows, layer) {
    const lead = rows[0];
    const incident = layer.data.incidents[lead.index];
    const hollow = rows.every((row) => row.role !== FILLED);
    const past = rows.every((row) => layer.data.incidents[row.index].discourse === "background");
    const face = el("span", { class: "marsad-face" }, sign(incident.type, hollow, 28));
    if (rows.length > 1) face.append(el("span", { class: "marsad-badge" }, String(rows.length)));
    const names = ["marsad-pin", hollow ? "is-hollow" : "is-filled", past ? "is-background" : ""];
    return L.divIcon({ html: face, className: names.join(" ").trim(), iconSize: [28, 28], popupAnchor: [0, -12] });
  }

  /* The room of an opened popup: clear of the zoom buttons, the views above and the strip of time below, where there is room for all. */
  function room(dir, map) {
    const { x, y } = map.getSize();
    const wide = x > NARROW;
    const side = wide ? 56 : 12;
    const frame = map.getContainer().getBoundingClientRect();
    const edge = (selector, measure) => [...map.getContainer().querySelectorAll(selector)].map((each) => measure(each.getBoundingClientRect()));
    const top = wide ? Math.max(14, ...edge(".marsad-views", (box) => box.bottom - frame.top + 8)) : 14;
    const bottom = Math.max(14, ...edge(".marsad-time", (box) => (box.height ? frame.bottom - box.top + 8 : 0)));
    return {
      maxHeight: Math.max(180, y - top - bottom - 82),
      autoPanPaddingTopLeft: [dir === "rtl" ? 12 : side, top],
      autoPanPaddingBottomRight: [dir === "rtl" ? side : 12, bottom],
    };
  }

  const past = (incident) => (incident.discourse === "background" ? 1 : 0);
  const day = ({ date }) => Number((date.value || "").replaceAll("-", "").padEnd(8, "0"));

  function Layer(map, data, options) {
    Object.assign(this, { map, data, options, group: L.layerGroup().addTo(map), pins: new Map(), hidden: new Set(), background: Boolean(options.background), wanted: null });
    Object.assign(this, { dots: L.canvas({ padding: 0.3 }), rows: new Map(), index: new Map(), at: data.incidents.map(() => []) });
    this.offersBackground = Boolean(options.toggles) && data.incidents.some(({ discourse }) => discourse === "background");
    data.incidents.forEach(({ id }, index) => this.index.set(id, index));
    data.pins.forEach((pin) => pin.incidents.forEach(({ index }) => this.at[index].push(pin)));
    this.sort();
    this.moved = () => this.crowded && this.spread();
    map.on("moveend", this.moved);
  }

  Layer.prototype = {
    visible(incident) {
      return !this.hidden.has(incident.type) && (this.background || incident.discourse !== "background");
    },

    /* Order the rows of each place: what is new before background, where it happened before what was aimed at, the newest first. */
    sort() {
      const order = this.data.incidents.map((each) => [past(each), -day(each)]);
      const rank = ({ role: name }) => (name === FILLED ? 0 : 1);
      for (const { incidents: rows } of this.data.pins) {
        rows.sort((a, b) => order[a.index][0] - order[b.index][0] || rank(a) - rank(b) || order[a.index][1] - order[b.index][1] || a.index - b.index);
      }
    },

    /* The rows of a place that are to be seen. */
    shown(pin) {
      const known = this.rows.get(pin.id);
      if (known) return known;
      const rows = pin.incidents.filter((row) => this.visible(this.data.incidents[row.index]));
      this.rows.set(pin.id, rows);
      return rows;
    },

    draw() {
      this.leaving = true;
      this.group.clearLayers();
      this.leaving = false;
      this.pins.clear();
      this.rows.clear();
      this.seen = this.data.pins.map((pin) => [pin, this.shown(pin)]).filter(([, rows]) => rows.length);
      this.seen.sort((a, b) => b[1].length - a[1].length);
      this.crowded = this.seen.length > CROWD;
      this.map.marsad.limit(this.seen.map(([pin]) => pin));
      this.kept = null;
      this.spread();
    },

    /* Make pins of all places, or of some in a crowd and dots of the others; with `keep` of those alone that it lets through. */
    spread(keep = this.kept) {
      this.kept = keep;
      const seen = keep ? this.seen.filter(([pin]) => keep(pin)) : this.seen;
      const chosen = this.crowded ? faces(this.map, seen) : null;
      const open = this.map.marsad.open;
      const named = [];
      for (const [pin, rows] of this.seen) {
        const stays = open && open.place === pin.id && this.pins.has(pin.id) && this.pins.get(pin.id).getPopup();
        const face = stays || (chosen ? chosen.has(pin.id) : true);
        if (face) named.push([pin, rows]);
        if (face !== this.isFace(pin.id) && !stays) this.put(pin, rows, face);
      }
      const labels = this.map.marsad.labels;
      labels.pins = named.map(([pin, rows]) => [pin.lat, pin.lon, pin.name, "pin", rows.length]);
      labels.taken = named.map(([pin]) => [pin.lat, pin.lon]);
      labels.draw();
      this.mark();
    },

    /* Tell whether a place is a pin, or undefined where it is not drawn yet. */
    isFace(place) {
      const drawn = this.pins.get(place);
      return drawn && drawn instanceof L.Marker;
    },

    put(pin, rows, face) {
      const before = this.pins.get(pin.id);
      if (before) this.group.removeLayer(before);
      if (before && before.ring) this.group.removeLayer(before.ring);
      if (face) this.pin(pin, rows);
      else this.dot(pin, rows);
    },

    dot(pin, rows) {
      const color = colorOf(this.data.incidents[rows[0].index].type);
      const look = { renderer: this.dots, radius: rows.length > 9 ? 5 : 3.5, weight: 1, color: "#fff", fillColor: color, fillOpacity: 0.9 };
      const dot = L.circleMarker([pin.lat, pin.lon], look);
      dot.on("click", (event) => { L.DomEvent.stop(event); this.open(pin.id, this.data.incidents[rows[0].index].id, true); });
      this.pins.set(pin.id, dot);
      dot.addTo(this.group);
    },

    pin(pin, rows) {
      const marker = L.marker([pin.lat, pin.lon], { icon: icon(pin, rows, this), riseOnHover: true });
      if (pin.circle_km) {
        const ring = { radius: pin.circle_km * 1000, color: "#4a5568", weight: 1.3, dashArray: "5 5", fillColor: "#4a5568", fillOpacity: 0.07, interactive: false };
        marker.ring = L.circle([pin.lat, pin.lon], ring).addTo(this.group);
      }
      const content = () => {
        Object.assign(marker.getPopup().options, room(this.data.dir, this.map));
        return this.held || popup(pin, this);
      };
      marker.bindPopup(content, { className: "marsad-bubble", maxWidth: 340, minWidth: Math.min(300, this.map.getSize().x - 60), closeOnEscapeKey: true });
      marker.on("popupopen", (event) => this.opened(pin, event));
      marker.on("popupclose", () => this.closed(pin));
      marker.on("add", () => {
        const face = marker.getElement();
        const titles = rows.slice(0, 3).map((row) => this.data.incidents[row.index].title).filter(Boolean);
        face.setAttribute("aria-label", [pin.name, ...(titles.length ? titles : [rows.length])].join(" — "));
        face.dataset.place = pin.id;
      });
      this.pins.set(pin.id, marker);
      marker.addTo(this.group);
    },

    opened(pin, event) {
      const shut = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (shut) shut.setAttribute("aria-label", this.data.words.close);
      this.map.getContainer().classList.add("has-popup");
      this.mark();
      setTimeout(() => this.foldLegend(event.popup.getElement()), 320); // once the map has moved to make room
      if (this.quiet) this.show();
      else this.tell();
      const root = event.popup.getElement().querySelector(".marsad-popup");
      if (root && !this.quiet) root.focus({ preventScroll: true });
    },

    closed(pin) {
      this.map.getContainer().classList.remove("has-popup");
      if (this.folded) { this.folded.open = true; this.folded = null; }
      if (this.leaving) return;
      this.map.marsad.open = null;
      this.wanted = null;
      this.mark();
      document.dispatchEvent(new CustomEvent("marsad:closed", { detail: pin.id }));
    },

    /* A legend that covers the popup folds, and opens again when the popup goes. */
    foldLegend(popup) {
      const box = this.map.getContainer().querySelector(".marsad-legend");
      if (!popup || !popup.isConnected || !box.open) return;
      const [a, b] = [popup.getBoundingClientRect(), box.getBoundingClientRect()];
      if (a.left > b.right || a.right < b.left || a.bottom < b.top) return;
      box.open = false;
      this.folded = box;
    },

    close(back) {
      const open = this.map.marsad.open;
      this.map.closePopup();
      const marker = open && this.pins.get(open.place);
      if (back && marker) marker.getElement().focus({ preventScroll: true });
    },

    /* Let Leaflet measure a popup whose page was turned; it takes the content out and back, so keep node and focus. */
    resize(place, root) {
      const marker = this.pins.get(place);
      if (!marker || !marker.isPopupOpen()) return;
      const focused = document.activeElement;
      this.held = root;
      marker.getPopup().update();
      this.held = null;
      if (root.contains(focused)) focused.focus({ preventScroll: true });
    },

    remember(place, incident) {
      this.wanted = incident;
      this.map.marsad.open = { place, incident };
      this.mark();
    },

    /* Set the pins of the chosen incident off from the others. */
    mark() {
      const index = this.index.get(this.wanted || this.options.selected);
      const chosen = new Set(index === undefined ? [] : this.at[index]);
      this.data.pins.forEach((pin) => {
        const face = this.isFace(pin.id) && this.pins.get(pin.id).getElement();
        if (!face) return;
        face.classList.toggle("is-chosen", chosen.has(pin));
        face.classList.toggle("is-apart", index !== undefined && !chosen.has(pin));
      });
    },

    /* Tell the page, time line, links and list, which incident is open. */
    show() {
      const { open } = this.map.marsad;
      if (open) document.dispatchEvent(new CustomEvent("marsad:chosen", { detail: open }));
    },

    /* Tell the page, and Streamlit where the map stands in one, which incident was opened in the map itself. */
    tell() {
      const { open } = this.map.marsad;
      if (!open) return;
      this.show();
      if (window.Streamlit && window.Streamlit.setComponentValue) window.Streamlit.setComponentValue({ ...open });
    },

    open(place, incident, loud) {
      if (!this.pins.has(place)) return false;
      if (!this.isFace(place)) this.put(...this.seen.find(([{ id }]) => id === place), true);
      const marker = this.pins.get(place);
      this.wanted = incident;
      this.quiet = !loud;
      this.map.closePopup();
      this.wanted = incident;
      marker.openPopup();
      this.quiet = false;
      return true;
    },

    placesOf(incident) {
      return (this.at[this.index.get(incident)] || []).filter((pin) => this.pins.has(pin.id));
    },

    fit(pins) {
      if (!pins.length) return;
      const bounds = L.latLngBounds(pins.map(({ lat, lon }) => [lat, lon]));
      const low = 48 + 56;  // the time line comes to lie over the foot of the map
      const options = { paddingTopLeft: [48, 48], paddingBottomRight: [48, low], maxZoom: 8, animate: false };
      this.map.fitBounds(bounds, options);
      const box = this.map.getContainer().querySelector(".marsad-legend").getBoundingClientRect();
      const frame = this.map.getContainer().getBoundingClientRect();
      const hides = ({ lat, lon }) => {
        const at = this.map.latLngToContainerPoint([lat, lon]).add([frame.left, frame.top]);
        return at.x > box.left - 20 && at.x < box.right + 20 && at.y > box.top - 20;
      };
      if (!pins.some(hides)) return;
      const wide = box.width + 40;
      const onLeft = box.left - frame.left < frame.width / 2;
      this.map.fitBounds(bounds, { ...options, ...(onLeft ? { paddingTopLeft: [wide, 48] } : { paddingBottomRight: [wide, low] }) });
    },

    home() {
      this.fit(this.data.pins.filter((pin) => this.pins.has(pin.id)));
    },

    /* Choose an incident from outside the map: show all its pins, open the one the article names first. */
    choose(incident, loud) {
      const places = this.placesOf(incident);
      if (!places.length) return false;
      this.fit(places);
      const told = this.data.incidents[this.index.get(incident)].places.map(({ place }) => place);
      const first = told.find((place) => places.some(({ id }) => id === place));
      return this.open(first, incident, loud);
    },

    type(type, on) {
      if (on) this.hidden.delete(type);
      else this.hidden.add(type);
      this.again();
    },

    switchBackground(on) {
      this.background = on;
      this.again();
    },

    /* Draw anew and keep the popup that is open, if its incident still shows. */
    again() {
      const open = this.map.marsad.open;
      this.draw();
      if (!open || !this.open(open.place, open.incident, false)) { this.map.marsad.open = null; this.wanted = null; this.mark(); }
      this.count();
      document.dispatchEvent(new CustomEvent("marsad:drawn", { detail: this }));
    },

    /* Count incidents by type for the legend: of what may be shown, so that a type switched off keeps its row. */
    count() {
      const numbers = new Map();
      this.data.incidents.forEach((each) => {
        if (this.background || each.discourse !== "background") numbers.set(each.type, (numbers.get(each.type) || 0) + 1);
      });
      const rows = window.Marsad.TYPES.filter((type) => numbers.has(type)).map((type) => [type, numbers.get(type)]);
      const toggles = this.options.toggles ? this : null;
      this.map.marsad.legend(rows.length || toggles ? rows : window.Marsad.TYPES.map((type) => [type, 0]), toggles);
    },
  };

  /* Take in what is told of some incidents: a popup that waited for it is filled. */
  Layer.prototype.hear = function ({ incidents, pins }) {
    for (const pin of this.data.pins) Object.assign(pin, pins[pin.id]);
    for (const [id, { at, ...told }] of Object.entries(incidents)) {
      const index = this.index.get(id);
      if (index === undefined) continue;
      Object.assign(this.data.incidents[index], told, { brief: false });
      this.at[index].forEach((pin) => Object.assign(pin.incidents.find((row) => row.index === index), at[pin.id], { index }));
    }
    const open = this.map.marsad.open;
    if (open && incidents[open.incident] && this.pins.has(open.place) && this.pins.get(open.place).isPopupOpen()) {
      this.turn(0);
      this.resize(open.place, this.map.getContainer().querySelector(".marsad-popup"));
    }
  };

  Layer.prototype.remove = function () {
    this.leaving = true;
    this.map.off("moveend", this.moved);
    this.group.remove();
    this.dots.remove();
  };

  /* Begin once a group is on its map: a group only brings the word, what it brings is drawn beside it. */
  function once(group, start) {
    if (group._map) start(group._map);
    else group.once("add", () => start(group._map));
  }

  /* Draw a payload: called by the page folium writes, and again by st_folium on each change; what is drawn already stays. */
  function layer(group, packed) {
    once(group, (map) => {
      const { marsad } = map;
      marsad.bearer = group;
      group.once("remove", () => setTimeout(() => marsad.bearer === group && clear(marsad)));
      if (marsad.packed !== packed) {
        marsad.packed = packed;
        marsad.drawing = draw(map, packed);
      }
    });
  }

  function clear(marsad) {
    marsad.packed = null;
    if (marsad.layer) marsad.layer.remove();
    marsad.layer = null;
  }

  async function draw(map, packed) {
    const { marsad } = map;
    const [{ data, options }] = await Promise.all([unpack(packed), marsad.ready]);
    if (marsad.packed !== packed) return; // replaced while it waited
    if (marsad.layer) marsad.layer.remove();
    const made = new Layer(map, unfold(data), options);
    const open = marsad.open;
    made.draw();
    made.count();
    marsad.home = () => made.home();
    marsad.layer = made;
    if (marsad.said && data.folded && marsad.said.version === data.folded.version) made.hear(marsad.said);
    if (!marsad.fitted && options.fit) { marsad.fitted = true; made.home(); }
    const selected = options.selected;
    if (selected && (!open || open.incident !== selected)) made.choose(selected, false) || (marsad.open = null);
    else if (open && !made.open(open.place, open.incident, false)) marsad.open = null;
    document.dispatchEvent(new CustomEvent("marsad:ready", { detail: made }));
  }

  /* Tell the map, once it has drawn, which incident to show, and what there is to say of some. */
  function told(group, packed) {
    once(group, async ({ marsad }) => {
      if (marsad.told === packed) return;
      marsad.told = packed;
      const { selected, version, incidents, pins } = await unpack(packed);
      await marsad.drawing;
      if (marsad.told !== packed || !marsad.layer) return; // replaced while it waited
      const before = marsad.said && marsad.said.version === version ? marsad.said : { incidents: {}, pins: {} };
      marsad.said = { version, incidents: { ...before.incidents, ...incidents }, pins: { ...before.pins, ...pins } };
      marsad.layer.hear({ incidents, pins });
      if (selected && (!marsad.open || marsad.open.incident !== selected) && !marsad.layer.choose(selected, false)) marsad.open = null;
    });
  }

  /* Draw one place, its outline or that of the commune around it, the circle of its uncertainty, its point, and move there. */
  async function area(group, packed) {
    const place = await unpack(packed);
    const start = async () => {
      const map = group._map;
      await map.marsad.ready;
      if (!group._map) return; // replaced while it waited
      const look = { color: "#0d6472", weight: 2, fillOpacity: place.own ? 0.14 : 0, dashArray: place.own ? null : "5 5", interactive: false };
      map.marsad.around?.remove();
      map.marsad.around = L.layerGroup().addTo(map);
      if (place.outline) L.geoJSON(place.outline, { style: look }).addTo(group);
      for (const { name, lat, lon } of place.around) {
        L.circleMarker([lat, lon], { radius: 3, color: "#fff", weight: 1, fillColor: "#5d666e", fillOpacity: 1, interactive: false })
          .bindTooltip(said("span", null, name), { permanent: true, direction: "right", className: "marsad-around" }).addTo(map.marsad.around);
      }
      const circle = { ...look, radius: place.uncertainty_km * 1000, weight: 1, fillOpacity: 0.1, dashArray: "2 4" };
      if (place.uncertainty_km && !place.own) L.circle([place.lat, place.lon], circle).addTo(group);
      L.circleMarker([place.lat, place.lon], { radius: 7, color: "#fff", weight: 2, fillColor: "#0d6472", fillOpacity: 1, alt: place.name })
        .bindTooltip(said("span", null, place.name), { permanent: true, direction: "top", offset: [0, -8] }).addTo(group);
      map.marsad.home = () => map.fitBounds(group.getBounds().pad(0.1), { maxZoom: 10, animate: false });
      map.marsad.home();
    };
    if (group._map) start();
    else group.once("add", start);
  }

  Object.assign(window.Marsad, { area, layer, told });
})();
