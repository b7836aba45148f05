// What every view builds on: the data, the words, elements made of texts alone. No text is ever read as markup.
const data = JSON.parse(document.getElementById("data").textContent);
const words = JSON.parse(document.getElementById("words").textContent);
const LANGUAGE = document.documentElement.lang;

/** An element: properties (functions become listeners, null is left out), then children: nodes, texts, arrays of them. */
function el(name, properties = {}, ...children) {
  return filled(document.createElement(name), properties, children);
}

/** The same in SVG. */
function svg(name, properties = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function filled(node, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...present(children));
  return node;
}

/** Children as they are put somewhere: flat, without those that are not there. */
const present = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);

/** A text of the page in the reader's language, its {names} filled in. */
function t(key, values = {}) {
  return fill(words.ui[key], values);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** One text or the other, as there is one or more. */
function many(one, more, count) {
  return t(count === 1 ? one : more, { count: number(count) });
}

const number = (count) => new Intl.NumberFormat(LANGUAGE).format(count);

/** A moment as people write it. Everything is in UTC, since nights of several places are compared. */
function moment(iso) {
  const told = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  return `${told.format(new Date(iso))} UTC`;
}

function day(iso) {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
}

/** An id by its end: `aws://111122223333/iam/role/deploy` is `role/deploy`; the whole of it stands in a title. */
function short(id) {
  const parts = id.split("/");
  if (!id.includes("://") || parts.length < 5) return id;
  const [kind, last] = parts.slice(-2);
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(last) ? `${kind}/${last.slice(0, 8)}…` : `${kind}/${last}`;
}

/** A subject in a column: `p21`, `service:shop-app`, `anyone`. */
function whom(id) {
  const at = id.indexOf(":");
  const kind = at < 0 ? id : id.slice(0, at);
  if (kind === "person") return id.slice(at + 1);
  return fill(words.subjects[kind] || id, { name: at < 0 ? "" : short(id.slice(at + 1)) });
}

const MANAGE = 16;
const SHARE = 8;
const SEVERITIES = ["critical", "high", "medium", "low"];
const levels = (set) => words.levels[set];

function groupBy(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(row);
  }
  return found;
}

const by = {
  finding: new Map([...data.findings, ...data.gone].map((each) => [each.id, each])),
  asset: new Map(data.assets.map((each) => [each.id, each])),
  subject: new Map(data.subjects.map((each) => [each.id, each])),
  findingsOfAsset: groupBy(data.findings, (each) => each.asset),
  findingsOfSubject: groupBy(data.findings, (each) => each.subject),
  reachesOfAsset: groupBy(data.reaches, (each) => each.asset),
  reachesOfSubject: groupBy(data.reaches, (each) => each.subject),
};

const AUDIENCES = { staff: "staff", leaving: "staff", "not-started": "staff" };

/** Who a finding is about, as the column of an overview; `none` for one that is about no subject. */
function audience(finding) {
  if (!finding.subject) return "none";
  const standing = by.subject.get(finding.subject)?.standing || "unknown";
  return AUDIENCES[standing] || standing;
}

/** How sensitive what a finding is about is; `none` for one that is about no asset. */
function sensitivity(finding) {
  if (!finding.asset) return "none";
  return by.asset.get(finding.asset)?.sensitivity || "other";
}

const isOpen = (finding) => !finding.waiver && finding.outcome !== "notice";
const isViolation = (finding) => !finding.waiver && finding.outcome === "violation";
