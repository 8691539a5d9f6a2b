/* Draw incidents over time as bars; drag over some, or click one, to ask for those days alone; click again to ask for all. */
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".marsad-bars");
  const [bars, note] = [root.querySelector(".marsad-bars-row"), root.querySelector(".marsad-bars-note")];
  const { bins, words, since, until } = data;
  const most = Math.max(1, ...bins.map(({ number }) => number));
  let [from, to] = [null, null];

  const inside = ({ since: first, until: last }) => (!since || last >= since) && (!until || first <= until);
  const nodes = bins.map((bin) => {
    const node = document.createElement("span");
    node.title = `${bin.label} — ${bin.count}`;
    const bar = document.createElement("i");
    bar.style.blockSize = bin.number ? `${Math.max(8, Math.round((100 * bin.number) / most))}%` : "0";
    node.append(bar);
    return node;
  });
  const mark = () => {
    const [low, high] = from === null ? [null, null] : [Math.min(from, to), Math.max(from, to)];
    nodes.forEach((node, index) => node.classList.toggle("is-out", low === null ? !inside(bins[index]) : index < low || index > high));
    note.textContent = low === null ? words : low === high ? bins[low].label : `${bins[low].label} – ${bins[high].label}`;
  };
  bars.replaceChildren(...nodes);
  mark();

  const at = (event) => nodes.findIndex((node) => {
    const { left, right } = node.getBoundingClientRect();
    return event.clientX >= left && event.clientX <= right;
  });
  bars.onpointerdown = (event) => {
    const index = at(event);
    if (index < 0) return;
    [from, to] = [index, index];
    bars.setPointerCapture(event.pointerId);
    mark();
  };
  bars.onpointermove = (event) => {
    const index = at(event);
    if (from === null || index < 0) return;
    to = index;
    mark();
  };
  bars.onpointercancel = () => { from = null; mark(); };
  bars.onpointerup = () => {
    if (from === null) return;
    const [first, last] = [bins[Math.min(from, to)], bins[Math.max(from, to)]];
    from = null;
    const again = first.since === since && last.until === until;
    setTriggerValue("range", again ? { since: null, until: null } : { since: first.since, until: last.until });
  };
}
