/* Cope with very many incidents: unfold what came as columns of numbers, and choose which places of a crowd get a pin.
 *
 * The places that have most incidents, and room, are pins; the others are dots on one canvas, until the map comes closer.
 */
(function () {
  "use strict";

  const CROWD = 250; // pins; more than that at once hide each other
  const FACES = 160; // of a crowd
  const ROOM_PX = 26;

  function summed(steps) {
    let at = 0;
    return steps.map((step) => (at += step));
  }

  /* Write a day that came as a number, 20230324, as an ISO date. */
  function iso(day) {
    const text = String(day).padStart(8, "0");
    return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  }

  /* Make the rows of a payload out of columns; what is said of an incident is not among them: it is `brief` until that comes. */
  function unfold(data) {
    const { folded, words } = data;
    if (!folded) return data;
    const days = summed(folded.first);
    const told = (index) => (folded.titles ? { title: folded.titles[index], type_label: words[`type.${folded.types[folded.type[index]]}`] } : {});
    data.incidents = summed(folded.row).map((row, index) => ({
      id: folded.ids ? folded.ids[index] : `#${row}.${folded.version}`,
      type: folded.types[folded.type[index]],
      discourse: folded.past[index] ? "background" : "current",
      date: days[index] ? { value: iso(days[index]), until: iso(days[index] + folded.last[index]), label: folded.dates && folded.dates[index] } : { value: null, until: null, label: folded.dates && folded.dates[index] },
      places: [],
      article: folded.articles && folded.articles[index],
      persons: folded.persons && folded.persons.map((column) => column[index]),
      brief: true,
      ...told(index),
    }));
    data.pins = folded.pins.map(([id, lat, lon, name], index) => ({ id, lat, lon, name, circle_km: folded.circles[index] || null, within: [], incidents: [] }));
    summed(folded.of).forEach((index, at) => {
      const [pin, role] = [data.pins[folded.at[at]], folded.roles[folded.role[at]]];
      pin.incidents.push({ index, role });
      data.incidents[index].places.push({ place: pin.id, name: pin.name, role, role_label: folded.role_labels ? folded.role_labels[folded.role[at]] : "" });
    });
    data.folded = { version: folded.version, asks: !folded.titles };
    return data;
  }

  /* Choose the places of a crowd that are pins on this part of the map: those with most incidents, none over another. */
  function faces(map, seen) {
    const size = map.getSize();
    const taken = new Set();
    const chosen = new Set();
    const near = (x, y) => [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => taken.has(`${x + dx},${y + dy}`)));
    for (const [pin] of seen) {
      if (chosen.size >= FACES) break;
      const at = map.latLngToContainerPoint([pin.lat, pin.lon]);
      if (at.x < -ROOM_PX || at.y < -ROOM_PX || at.x > size.x + ROOM_PX || at.y > size.y + ROOM_PX) continue;
      const [x, y] = [Math.round(at.x / ROOM_PX), Math.round(at.y / ROOM_PX)];
      if (near(x, y)) continue;
      taken.add(`${x},${y}`);
      chosen.add(pin.id);
    }
    return chosen;
  }

  Object.assign(window.Marsad, { unfold, faces, CROWD });
})();
