// A path, or several with a common start or end, drawn as a graph from left to right; the list below it says the same.

const BOX = { width: 150, height: 52, gapX: 84, gapY: 20 };
const SIGNS_IN_BOX = 19;
const SIGNS_ON_EDGE = 13;
const SMALLEST = 0.8; // of its size: what does not fit then scrolls

/** The steps of a path by their number; empty for none. */
const stepsOf = (path) => (path < 0 ? [] : data.paths[path].map((step) => data.steps[step]));

function pathGraph(paths) {
  const steps = paths.flatMap(stepsOf);
  if (!steps.length) return null;
  const column = columns(steps);
  const rows = new Map();
  for (const [name, at] of column) rows.set(at, [...(rows.get(at) || []), name]);
  const place = new Map();
  for (const [at, names] of rows) names.forEach((name, index) => place.set(name, { x: at * (BOX.width + BOX.gapX), y: index * (BOX.height + BOX.gapY) }));
  const width = (Math.max(...rows.keys()) + 1) * (BOX.width + BOX.gapX) - BOX.gapX;
  const height = Math.max(...[...rows.values()].map((names) => names.length)) * (BOX.height + BOX.gapY) - BOX.gapY;
  const first = steps[0][1];
  const last = steps[steps.length - 1][2];
  const label = t("pathDrawn", { source: whom(first), target: last, count: steps.length });
  const said = new Set();
  const drawn = unique(steps).map((step) => edge(step, place, said));
  const boxes = [...place].map(([name, at]) => box(name, at, name === first || name === last));
  const image = svg("svg", { viewBox: `-2 -2 ${width + 4} ${height + 4}`, width: width + 4, height: height + 4, role: "img", "aria-label": label }, arrow(), drawn, boxes);
  image.style.minWidth = `${width * SMALLEST}px`;
  return el("div", { class: "graph wide", tabindex: "0", role: "region", "aria-label": label }, image);
}

function unique(steps) {
  return [...new Map(steps.map((step) => [`${step[0]} ${step[1]} ${step[2]}`, step])).values()];
}

/** The column of each node: one more than the furthest that leads to it. A circle ends where it is met again. */
function columns(steps) {
  const column = new Map();
  for (let round = 0; round <= steps.length; round += 1) {
    let moved = false;
    for (const [, source, target] of steps) {
      if (!column.has(source)) column.set(source, 0);
      const wanted = column.get(source) + 1;
      if ((column.get(target) ?? -1) < wanted && wanted <= steps.length) {
        column.set(target, wanted);
        moved = true;
      }
    }
    if (!moved) break;
  }
  return column;
}

function arrow() {
  const tip = svg("path", { d: "M0 0 L8 4 L0 8 z", class: "tip" });
  return svg("defs", {}, svg("marker", { id: "tip", viewBox: "0 0 8 8", refX: "8", refY: "4", markerWidth: "7", markerHeight: "7", orient: "auto" }, tip));
}

/** A line with its verb; the same verb between two columns is said once. */
function edge([kind, source, target, , , condition], place, said) {
  const from = place.get(source);
  const to = place.get(target);
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const bend = (x1 + x2) / 2;
  const kinds = ["edge", kind === "escalate" ? "latent" : "", condition ? "conditional" : ""].filter(Boolean).join(" ");
  const line = svg("path", { d: `M${x1} ${y1} C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`, class: kinds, "marker-end": "url(#tip)" });
  const key = `${kind} ${from.x} ${to.x}`;
  if (said.has(key)) return line;
  said.add(key);
  const verb = inTwo(words.steps[kind], SIGNS_ON_EDGE).map((text, index) => svg("text", { x: x1 + BOX.gapX / 2 - 3, y: (y1 + y2) / 2 + (index ? 13 : -5), class: "verb" }, text));
  return [line, verb];
}

function box(name, at, isEnd) {
  const shown = isEnd && name.includes(":") && !name.includes("://") ? whom(name) : short(name);
  const kind = name.includes("://") && !shown.includes("://") ? name.slice(0, name.indexOf("://")) : "";
  const lines = inTwo(shown, SIGNS_IN_BOX);
  const top = BOX.height / 2 + 4 - (lines.length - 1) * 7 + (kind ? 5 : 0);
  return svg(
    "g",
    { transform: `translate(${at.x} ${at.y})` },
    svg("title", {}, name),
    svg("rect", { width: BOX.width, height: BOX.height, rx: "7", class: isEnd ? "node end" : "node" }),
    kind ? svg("text", { x: 8, y: 13, class: "kind" }, kind) : null,
    lines.map((text, index) => svg("text", { x: 8, y: top + index * 15, class: "called" }, text)),
  );
}

/** A text on two lines at most, broken where a word ends if one does; the middle of what is too long is left out. */
function inTwo(text, most) {
  if (text.length <= most) return [text];
  const whole = cutTo(text, most * 2 - 2);
  const ends = [...whole.slice(0, most + 1).matchAll(/[ /@.:_-]/g)].map((found) => found.index + (found[0] === " " ? 0 : 1)).filter((at) => at > 2 && whole.length - at <= most);
  const at = ends.length ? ends[ends.length - 1] : most;
  return [whole.slice(0, at), whole.slice(at).trim()];
}

/** At most so many signs, the middle left out. */
function cutTo(text, most) {
  if (text.length <= most) return text;
  const head = Math.floor((most - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}`;
}

/** The path as a list: each step with what gives it, and the statement itself. */
function pathList(path) {
  const steps = stepsOf(path);
  return el(
    "ol",
    { class: "path" },
    steps.map(([kind, source, target, because, evidence, condition]) =>
      el(
        "li",
        {},
        el("span", { class: "node", title: source }, whomOrShort(source)),
        ` ${words.steps[kind]} `,
        el("span", { class: "node", title: target }, short(target)),
        because ? el("div", { class: "soft" }, because) : null,
        condition ? el("div", { class: "condition" }, t("ifCondition", { condition })) : null,
        evidence.length ? el("details", {}, el("summary", {}, t("evidence")), el("pre", { tabindex: "0" }, evidence.map(spaced).join("\n"))) : null,
      ),
    ),
  );
}

const whomOrShort = (name) => (/^[a-z-]+:(?!\/\/)/.test(name) ? whom(name) : short(name));

/** A JSON statement laid out; anything else as it is. */
function spaced(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
