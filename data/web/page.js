/* Fill the page about the map: the table of incidents, paired with the pins, and what is not on the map. */
(function () {
  "use strict";

  const { el, said, sign, FILLED } = window.Marsad;
  const STEP = 200;
  const PERSONS = ["arrested", "killed", "injured"];
  const LOCALES = { fr: "fr", en: "en-GB", ar: "ar-MA-u-nu-latn" };

  function places(incident, layer) {
    const rows = incident.places.filter(({ role, place }) => role === FILLED || layer.pins.has(place));
    const list = el("ul", { class: "places" });
    rows.forEach(({ place, name, role, role_label }) => {
      const label = role === FILLED ? null : el("span", { class: "marsad-by" }, role_label);
      const go = () => { show(); layer.open(place, incident.id, true); };
      list.append(el("li", {}, layer.pins.has(place) ? el("button", { type: "button", class: "marsad-link", dir: "auto", onclick: go }, name) : said("span", "absent", name), label));
    });
    return list;
  }

  /* On a phone the map is above the table: bring it into view. */
  function show() {
    const map = document.querySelector(".folium-map").getBoundingClientRect();
    if (map.bottom < 120 || map.top < -200) document.querySelector("main").scrollIntoView({ block: "start" });
  }

  function row(incident, layer) {
    const { words } = layer.data;
    const go = () => { show(); layer.choose(incident.id, true); };
    const drawn = layer.placesOf(incident.id).length > 0;
    const title = drawn ? el("button", { type: "button", class: "title", dir: "auto", onclick: go }, incident.title) : said("span", "title", incident.title);
    const past = incident.discourse === "background" ? el("span", { class: "marsad-tag" }, words["page.background_row"]) : null;
    const node = el("tr", { "data-incident": incident.id },
      el("td", { class: "sign", title: incident.type_label }, sign(incident.type, false, 22), el("span", { class: "unseen" }, incident.type_label)),
      el("td", { class: "what" }, title, past, places(incident, layer)),
      el("td", { class: "when" }, incident.date.label));
    node.addEventListener("click", (event) => { if (drawn && !event.target.closest("button, a")) go(); });
    return node;
  }

  function table(layer) {
    const body = document.querySelector("#incidents tbody");
    const more = document.querySelector("#more");
    const seen = layer.data.incidents.filter((each) => layer.visible(each));
    const order = [...seen].sort((a, b) => (b.date.value || "").localeCompare(a.date.value || ""));
    let at = 0;
    const next = () => {
      body.append(...order.slice(at, at + STEP).map((each) => row(each, layer)));
      at += STEP;
      more.hidden = at >= order.length;
    };
    body.replaceChildren();
    next();
    more.onclick = next;
    document.querySelector("#empty").hidden = order.length > 0;
    mark(layer.map.marsad.open);
  }

  function mark(open) {
    document.querySelectorAll("#incidents tbody tr").forEach((each) => {
      const chosen = Boolean(open) && each.dataset.incident === open.incident;
      each.classList.toggle("is-chosen", chosen);
      if (chosen) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
  }

  function unplaced(layer) {
    const { unplaced: rows, incidents } = layer.data;
    const seen = rows.filter(({ index }) => layer.visible(incidents[index]));
    document.querySelector("#unplaced").hidden = !seen.length;
    document.querySelector("#unplaced ul").replaceChildren(...seen.map(({ index, name, reason }) =>
      el("li", {}, name ? said("strong", null, name) : null, said("span", "reason", reason), said("span", "marsad-by", incidents[index].title))));
  }

  /* Sum up what is shown: the persons of background incidents count for nothing, as in the dashboard. */
  function summed(seen) {
    const happened = seen.flatMap(({ places: all }) => all.filter(({ place, role }) => place && role === FILLED).map(({ place }) => place));
    const numbers = { incidents: seen.length, places: new Set(happened).size, articles: new Set(seen.map(({ article }) => article)).size };
    const current = seen.filter(({ discourse }) => discourse !== "background");
    PERSONS.forEach((what, at) => { numbers[what] = Math.round(current.reduce((sum, each) => sum + each.persons[at], 0)); });
    return numbers;
  }

  function day(value, language) {
    if (value.length === 4) return value;
    const style = { year: "numeric", month: "long", timeZone: "UTC", ...(value.length > 7 ? { day: "numeric" } : {}) };
    const text = new Intl.DateTimeFormat(LOCALES[language], style).format(new Date(`${value.padEnd(10, "-01")}T00:00:00Z`));
    return language === "fr" ? text.replace(/^1 /, "1er ") : text;
  }

  /* Keep figures, period and filters of the heading true to what the switches and the time let through. */
  function heading(layer) {
    const { data: { incidents, language }, options: { forms } } = layer;
    const seen = incidents.filter((each) => layer.visible(each));
    const rules = new Intl.PluralRules(LOCALES[language]);
    for (const [key, number] of Object.entries(summed(seen))) {
      const box = document.querySelector(`[data-figure="${key}"]`);
      box.querySelector("dd").textContent = number;
      box.querySelector("dt").textContent = forms[key][rules.select(number)] || forms[key].other;
      box.hidden = !number && PERSONS.includes(key);
    }
    document.querySelector("#background").hidden = !layer.background;
    const days = seen.map(({ date }) => date.value).filter(Boolean).sort();
    const ends = [days[0], days[days.length - 1]].filter(Boolean).map((each) => day(each, language));
    if (ends.length) document.querySelector("#period").textContent = [...new Set(ends)].join(" – ");
  }

  function fill(layer) {
    heading(layer);
    table(layer);
    unplaced(layer);
  }

  /* On paper the map has another size: show there what the screen showed, and go back after. */
  function paper(map) {
    const print = matchMedia("print");
    let shown = null;
    print.addEventListener("change", () => {
      shown = print.matches || !shown ? map.getBounds() : shown;
      map.invalidateSize({ pan: false });
      map.fitBounds(shown, { animate: false });
    });
  }

  document.addEventListener("marsad:ready", (event) => { fill(event.detail); paper(event.detail.map); });
  document.addEventListener("marsad:drawn", (event) => fill(event.detail));
  document.addEventListener("marsad:chosen", (event) => mark(event.detail));
  document.addEventListener("marsad:closed", () => mark(null));
})();
