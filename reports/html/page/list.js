// A list of any length, of which only what is in sight is there: rows of one height in a box that scrolls.

const ROW = 64;
const BESIDE = 6;

/** The box; `row(item, index)` gives what stands in a row, a link among it. */
function virtualList(items, row, label) {
  const shown = new Map();
  const inner = el("ul", { class: "rows", "aria-label": label });
  const box = el("div", { class: "list", scroll: () => requestAnimationFrame(draw), keydown: (event) => move(event) }, inner);
  inner.style.height = `${items.length * ROW}px`;

  function draw() {
    const first = Math.max(0, Math.floor(box.scrollTop / ROW) - BESIDE);
    const last = Math.min(items.length, Math.ceil((box.scrollTop + (box.clientHeight || 900)) / ROW) + BESIDE);
    for (const [index, node] of shown) {
      if ((index < first || index >= last) && !node.contains(document.activeElement)) {
        node.remove();
        shown.delete(index);
      }
    }
    for (let index = first; index < last; index += 1) if (!shown.has(index)) put(index);
  }

  function put(index) {
    const node = el("li", { "aria-setsize": items.length, "aria-posinset": index + 1 }, row(items[index], index));
    node.style.transform = `translateY(${index * ROW}px)`;
    shown.set(index, node);
    const after = [...shown.keys()].filter((each) => each > index);
    inner.insertBefore(node, after.length ? shown.get(Math.min(...after)) : null);
  }

  function move(event) {
    const page = Math.max(1, Math.floor(box.clientHeight / ROW) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -items.length, End: items.length }[event.key];
    if (by === undefined || !items.length) return;
    const node = document.activeElement.closest("li");
    const now = node ? Number(node.getAttribute("aria-posinset")) - 1 : -1;
    const next = Math.min(items.length - 1, Math.max(0, now + by));
    event.preventDefault();
    if (next * ROW < box.scrollTop) box.scrollTop = next * ROW;
    if ((next + 1) * ROW > box.scrollTop + box.clientHeight) box.scrollTop = (next + 1) * ROW - box.clientHeight;
    draw();
    shown.get(next).querySelector("a").focus();
  }

  requestAnimationFrame(draw);
  draw();
  return box;
}
