// Small pieces that several views show.

function link(path, ...children) {
  return el("a", { href: `#/${path}` }, children);
}

const assetLink = (id) => (by.asset.has(id) ? link(`asset/${encodeURIComponent(id)}`, id) : id);
const subjectLink = (id) =>
  by.subject.has(id) ? el("a", { href: `#/subject/${encodeURIComponent(id)}`, title: id }, whom(id)) : el("span", { title: id }, whom(id));
const findingLink = (finding, text) => link(`finding/${finding.id}`, text);

function badge(finding) {
  const kind = finding.waiver ? "waived" : finding.outcome === "violation" ? finding.severity : finding.outcome;
  const text = finding.waiver ? t("waivedWord") : finding.outcome === "violation" ? words.severities[finding.severity] : words.outcomes[finding.outcome];
  return el("span", { class: `badge ${kind}` }, text);
}

const fresh = (finding) => (finding.isNew ? el("span", { class: "badge new" }, t("newTag")) : null);

/** A table: headers, then rows of cells (texts, nodes). Wide ones scroll by themselves. */
function table(headers, rows, name = "") {
  const head = headers.map((text) => el("th", { scope: "col" }, text));
  const body = rows.map((cells) => el("tr", {}, cells.map((cell) => el("td", {}, cell))));
  const whole = el("table", {}, name ? el("caption", {}, name) : null, el("thead", {}, el("tr", {}, head)), el("tbody", {}, body));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name || headers.join(", ") }, whole);
}

const MOST_LINES = 15;

/** A table of which the first rows are shown, and the others when asked; a word where there is none. */
function longTable(headers, rows, name) {
  if (!rows.length) return el("p", {}, t("none"));
  const whole = table(headers, rows.slice(0, MOST_LINES), name);
  if (rows.length <= MOST_LINES) return whole;
  const rest = el("button", { type: "button", class: "button rest", click: () => box.replaceChildren(table(headers, rows, name)) }, t("showAll", { count: number(rows.length) }));
  const box = el("div", {}, whole, rest);
  return box;
}

/** Nodes with commas between them; of many the first, and a count. */
function listed(nodes, most = 8) {
  const shown = nodes.slice(0, most).flatMap((node, index) => (index ? [", ", node] : [node]));
  return nodes.length > most ? [...shown, ` ${t("more", { count: number(nodes.length - most) })}`] : shown;
}

function section(title, why, ...children) {
  return el("section", {}, el("h2", {}, title), why ? el("p", { class: "why" }, why) : null, children);
}

function gapLine(gap) {
  const where = [gap.provider, gap.surface, gap.scope].filter(Boolean).join(" · ");
  return [
    el("strong", { title: gap.scope }, where),
    " ",
    gap.reason,
    gap.permission ? el("span", { class: "missing" }, " ", t("missing", { permission: gap.permission })) : null,
  ];
}

/** The sentence of a rule of the policy with its place; of a built-in check what it means. */
function ruleSays(finding) {
  const rule = data.rules[finding.rule];
  const said = rule ? [el("strong", {}, finding.rule), " ", rule[0]] : words.kinds[finding.kind][1];
  return el("p", {}, said, finding.place ? el("span", { class: "soft" }, ` (${finding.place})`) : null);
}

function verdict() {
  const open = data.findings.filter(isViolation).length;
  if (data.exit === 1) return { kind: "violates", title: t("violates"), why: many("violation", "violations", open) };
  if (data.exit === 3) return { kind: "cannot-tell", title: t("cannotTell"), why: t("cannotTellWhy") };
  return { kind: "complies", title: t("complies"), why: t("compliesWhy") };
}
