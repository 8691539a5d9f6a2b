/* A box that tells what is typed while it is typed: a short pause, Enter or leaving it sends the text; Escape clears it. */
const PAUSE_MS = 160;

export default function ({ parentElement, data, setStateValue }) {
  const input = parentElement.querySelector("input");
  input.tell = setStateValue; // the newest one: each run of the page gives another
  input.placeholder = data.hint;
  input.setAttribute("aria-label", data.label);
  parentElement.querySelector("span").textContent = data.label;
  if (document.activeElement !== input && parentElement.activeElement !== input) input.value = data.typed;
  if (input.ready) return;
  input.ready = true;
  let waiting;
  let told = data.typed;
  const tell = () => {
    clearTimeout(waiting);
    if (input.value === told) return;
    told = input.value;
    input.tell("typed", told);
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, PAUSE_MS);
  });
  input.addEventListener("change", tell);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") input.value = "";
    if (event.key === "Escape" || event.key === "Enter") tell();
  });
}
