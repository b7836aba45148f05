// All findings, filtered and sorted; and each one whole.

const FILTERS = {
  severity: (each) => each.severity,
  outcome: (each) => (each.waiver ? "waived" : each.outcome),
  kind: (each) => each.kind,
  sensitivity,
  audience,
  asset: (each) => each.asset,
  owner: (each) => each.owner,
};

const haystacks = new Map();

function haystack(each) {
  if (!haystacks.has(each.id)) {
    const told = [each.sentence, each.remedy, each.asset, each.part, each.subject, each.rule, each.id, each.owner, each.scope, each.condition];
    haystacks.set(each.id, [...told, words.kinds[each.kind][0], ...each.law, ...each.controls].join("\n").toLowerCase());
  }
  return haystacks.get(each.id);
}

/** The findings that hold every word that was asked, and fit every filter. */
function matching(query) {
  const asked = (query.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = Object.keys(FILTERS).filter((name) => query.has(name));
  return data.findings.filter(
    (each) =>
      wanted.every((name) => query.getAll(name).includes(FILTERS[name](each))) &&
      (!query.has("new") || each.isNew) &&
      asked.every((word) => haystack(each).includes(word)),
  );
}

const SORTS = {
  oldest: (one, other) => one.since.localeCompare(other.since),
  asset: (one, other) => one.asset.localeCompare(other.asset),
  who: (one, other) => whom(one.subject).localeCompare(whom(other.subject)),
};

const OUTCOME_ORDER = { violation: 0, unknown: 0, notice: 2 };
const rank = (each) => (each.waiver ? 1 : OUTCOME_ORDER[each.outcome]);

/** What counts comes before what is accepted for a while, and that before notices; then as it was asked. */
function sorted(findings, how) {
  const order = SORTS[how];
  return [...findings].sort((one, other) => (order ? order(one, other) : 0) || rank(one) - rank(other));
}

function findingRow(each) {
  const about = [each.asset, each.part].filter(Boolean).join("/") || each.scope;
  const told = [each.since ? t("since", { day: day(each.since) }) : "", each.owner ? t("owner", { owner: each.owner }) : "", each.rule];
  return el(
    "a",
    { class: "row", href: `#/finding/${each.id}` },
    el("span", { class: "marks" }, badge(each), fresh(each)),
    el("span", { class: "said" }, each.sentence),
    el("span", { class: "soft" }, [about, ...told].filter(Boolean).join(" · ")),
  );
}

function findingsView(query) {
  const results = el("div", {});
  const count = el("p", { class: "why", role: "status" });
  const show = () => {
    const found = sorted(matching(query), query.get("sort"));
    count.textContent = t("shown", { count: number(found.length), total: number(data.findings.length) });
    const list = found.length ? virtualList(found, findingRow, t("findings")) : el("p", {}, t("noMatch"));
    results.replaceChildren(list);
  };
  const change = (name, value) => {
    if (value) query.set(name, value);
    else query.delete(name);
    history.replaceState(null, "", address("findings", query));
    show();
  };
  show();
  return [el("h1", { tabindex: "-1" }, t("findings")), filterBar(query, change), count, el("p", { class: "why" }, t("listHelp")), results];
}

function filterBar(query, change) {
  const select = (name, label, options) =>
    el(
      "label",
      {},
      label,
      el(
        "select",
        { name, change: (event) => change(name, event.target.value) },
        [["", t("all")], ...options].map(([value, text]) => el("option", { value, selected: query.get(name) === value }, text)),
      ),
    );
  const there = (name, text) => [...new Set(data.findings.map(FILTERS[name]))].filter(Boolean).sort().map((value) => [value, text(value)]);
  const inOrder = (name, order) => order.filter(([value]) => data.findings.some((each) => FILTERS[name](each) === value));
  const search = el("input", { type: "search", name: "q", value: query.get("q") || "", input: (event) => change("q", event.target.value) });
  return el(
    "form",
    { class: "filters", role: "search", "aria-label": t("filter"), submit: (event) => event.preventDefault() },
    el("label", { class: "grow" }, t("filter"), search),
    select("severity", t("severity"), inOrder("severity", SEVERITIES.map((each) => [each, words.severities[each]]))),
    select("outcome", t("outcome"), inOrder("outcome", [...Object.entries(words.outcomes), ["waived", t("waivedWord")]])),
    select("kind", t("kind"), there("kind", (kind) => words.kinds[kind][0])),
    select("asset", t("asset"), there("asset", (asset) => asset)),
    select("audience", t("audience"), inOrder("audience", Object.entries(words.audiences))),
    select("sensitivity", t("sensitivity"), there("sensitivity", (each) => words.sensitivities[each])),
    select("owner", t("ownerWord"), there("owner", (owner) => owner)),
    select("sort", t("sort"), [["oldest", t("byOldest")], ["asset", t("byAsset")], ["who", t("byWho")]]),
    el("label", { class: "check" }, el("input", { type: "checkbox", name: "new", checked: query.has("new"), change: (event) => change("new", event.target.checked ? "1" : "") }), t("onlyNew")),
    el("a", { class: "button", href: "#/findings" }, t("clear")),
  );
}

/** A finding, whole: what is wrong, what to do, by which way, on whose word. */
function findingParts(each, level = "h2") {
  const kind = words.kinds[each.kind];
  const facts = [
    [t("asset"), each.asset ? [assetLink(each.asset), each.part ? `/${each.part}` : ""] : null],
    [t("who"), each.subject ? subjectLink(each.subject) : each.scope],
    [t("level"), each.levels ? levels(each.levels) : null],
    [t("verdict"), each.levels ? words.verdicts[each.verdict] : null],
    [t("ownerWord"), each.owner ? subjectLink(`person:${each.owner}`) : null],
    [t("sinceWord"), each.since ? day(each.since) : null],
    [t("law"), each.law.join("; ")],
    [t("controls"), each.controls.join("; ")],
    [t("fingerprint"), el("code", {}, each.id)],
  ];
  return [
    each.condition ? el("p", { class: "condition" }, t("ifCondition", { condition: each.condition })) : null,
    each.waiver ? el("p", { class: "note" }, t("waivedBy", { waiver: each.waiver }), " ", data.rules[each.waiver]?.[0] || "") : null,
    each.gap ? el("p", { class: "note dark" }, gapLine(each.gap)) : null,
    el(level, {}, t("whatToDo")),
    el("p", {}, each.remedy || kind[2]),
    el(level, {}, t("ruleSays")),
    ruleSays(each),
    el("dl", { class: "facts" }, facts.filter(([, told]) => told && told.length !== 0).map(([name, told]) => el("div", {}, el("dt", {}, name), el("dd", {}, told)))),
  ];
}

function findingView(id) {
  const each = by.finding.get(id);
  if (!each) return notFound();
  const ways = each.paths.filter((path) => path >= 0);
  return [
    el("p", { class: "crumbs" }, link("findings", t("findings")), " › ", words.kinds[each.kind][0]),
    el("p", { class: "marks" }, badge(each), fresh(each), data.gone.includes(each) ? el("span", { class: "badge waived" }, t("goneWord")) : null),
    el("h1", { tabindex: "-1" }, each.sentence),
    findingParts(each),
    ways.length ? el("h2", {}, t("byWhichWay")) : null,
    ways.length ? pathGraph(ways) : null,
    ways.map((path, index) => [ways.length > 1 ? el("h3", {}, t("path", { number: index + 1, count: ways.length })) : null, pathList(path)]),
  ];
}
