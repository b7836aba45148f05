// Assets and subjects: lists, and a page for each.

function assetsView() {
  const rows = data.assets.map((asset) => {
    const reaches = by.reachesOfAsset.get(asset.id) || [];
    const wrong = (by.findingsOfAsset.get(asset.id) || []).filter(isViolation).length;
    const dark = asset.gaps.length ? el("span", { class: "badge unknown" }, t("gapsWord")) : null;
    return [assetLink(asset.id), asset.label, words.sensitivities[asset.sensitivity || "other"], asset.owner, number(new Set(reaches.map((each) => each.subject)).size), wrong ? number(wrong) : "", dark];
  });
  return [el("h1", { tabindex: "-1" }, t("assets")), table([t("asset"), t("label"), t("sensitivity"), t("ownerWord"), t("whoReaches"), t("found"), t("blind")], rows, t("assets"))];
}

/** Everybody, to filter by name and standing: a list of any length. */
function subjectsView(query) {
  const order = Object.keys(words.standings);
  const all = [...data.subjects].sort((one, other) => order.indexOf(one.standing) - order.indexOf(other.standing) || NAMES.compare(whom(one.id), whom(other.id)));
  const results = el("div", {});
  const count = el("p", { class: "why", role: "status" });
  const draw = () => {
    const asked = (query.get("q") || "").toLowerCase();
    const found = all.filter((each) => (!query.get("standing") || each.standing === query.get("standing")) && [each.id, whom(each.id), each.label, ...each.roles.map(roleName)].join("\n").toLowerCase().includes(asked));
    count.textContent = t("shownSubjects", { count: number(found.length), total: number(all.length) });
    results.replaceChildren(found.length ? virtualList(found, subjectRow, t("subjects")) : el("p", {}, t("noMatch")));
  };
  const change = (name) => (event) => {
    if (event.target.value) query.set(name, event.target.value);
    else query.delete(name);
    history.replaceState(null, "", address("subjects", query));
    draw();
  };
  const standings = order.filter((name) => all.some((each) => each.standing === name)).map((name) => el("option", { value: name, selected: query.get("standing") === name }, words.standings[name]));
  const filters = el(
    "form",
    { class: "filters", role: "search", "aria-label": t("subjects"), submit: (event) => event.preventDefault() },
    el("label", { class: "grow" }, t("filter"), el("input", { type: "search", name: "q", value: query.get("q") || "", input: change("q") })),
    el("label", {}, t("standing"), el("select", { name: "standing", change: change("standing") }, el("option", { value: "" }, t("all")), standings)),
  );
  draw();
  return [el("h1", { tabindex: "-1" }, t("subjects")), filters, count, results];
}

const NAMES = new Intl.Collator(LANGUAGE, { numeric: true });

function subjectRow(each) {
  const assets = [...new Set((by.reachesOfSubject.get(each.id) || []).map((reach) => reach.asset))];
  const wrong = (by.findingsOfSubject.get(each.id) || []).filter(isViolation);
  const worst = wrong.length ? el("span", { class: `badge ${SEVERITIES.find((name) => wrong.some((one) => one.severity === name))}` }, number(wrong.length)) : null;
  const told = [words.standings[each.standing], each.label, each.roles.map(roleName).join(", "), each.ends ? t("lastDay", { day: day(each.ends) }) : ""];
  return el(
    "a",
    { class: "row", href: `#/subject/${encodeURIComponent(each.id)}`, title: each.id },
    el("span", { class: "marks" }, worst),
    el("span", { class: "said" }, el("strong", {}, whom(each.id)), assets.length ? ` ${t("reachesWhat")} ${assets.slice(0, 6).join(", ")}${assets.length > 6 ? ` ${t("more", { count: number(assets.length - 6) })}` : ""}` : ""),
    el("span", { class: "soft" }, told.filter(Boolean).join(" · ")),
  );
}

const roleName = (id) => (data.roles.find(([name]) => name === id) || [id, id])[1];

function assetView(id) {
  const asset = by.asset.get(id);
  if (!asset) return notFound();
  return [el("p", { class: "crumbs" }, link("assets", t("assets")), ` › ${id}`), assetParts(asset), findingsOf(by.findingsOfAsset.get(id) || [], `asset=${encodeURIComponent(id)}`)];
}

function assetParts(asset) {
  const { id } = asset;
  const facts = [
    [t("ownerWord"), asset.owner ? subjectLink(`person:${asset.owner}`) : ""],
    [t("sensitivity"), words.sensitivities[asset.sensitivity || "other"]],
    [t("purposes"), asset.purposes.join("; ")],
    [t("categories"), asset.categories.join("; ")],
    [t("places"), el("ul", {}, asset.places.map((place) => el("li", {}, place)))],
  ];
  return [
    el("h1", { tabindex: "-1" }, asset.label || id),
    factList(facts),
    asset.gaps.length ? el("div", { class: "note dark" }, el("p", {}, t("darkAsset")), el("ul", {}, asset.gaps.map((gap) => el("li", {}, gapLine(gap))))) : null,
    el("h2", {}, t("whoReaches")),
    reachTable(by.reachesOfAsset.get(id) || [], (reach) => subjectLink(reach.subject), t("who"), t("nobody"), (reach) => [words.standings[by.subject.get(reach.subject)?.standing] || "", reach.part]),
  ];
}

function subjectView(id) {
  const subject = by.subject.get(id);
  if (!subject) return notFound();
  const facts = [
    [t("standing"), words.standings[subject.standing]],
    [t("label"), subject.label],
    [t("roles"), subject.roles.map(roleName).join("; ")],
    [t("endsSoon"), subject.ends ? t("lastDay", { day: day(subject.ends) }) : ""],
  ];
  return [
    el("p", { class: "crumbs" }, link("subjects", t("subjects")), ` › ${whom(id)}`),
    el("h1", { tabindex: "-1", title: id }, whom(id)),
    factList(facts.filter(([name]) => name !== t("endsSoon"))),
    subject.ends ? el("p", {}, t("lastDay", { day: day(subject.ends) })) : null,
    el("h2", {}, t("whatReaches")),
    reachTable(by.reachesOfSubject.get(id) || [], (reach) => assetLink(reach.asset), t("asset"), t("nothing"), (reach) => [words.sensitivities[by.asset.get(reach.asset)?.sensitivity || "other"], reach.part]),
    findingsOf(by.findingsOfSubject.get(id) || [], `q=${encodeURIComponent(id)}`),
  ];
}

function factList(facts) {
  return el("dl", { class: "facts" }, facts.filter(([, told]) => told && told !== "").map(([name, told]) => el("div", {}, el("dt", {}, name), el("dd", {}, told))));
}

const MOST_ROWS = 100;

/** Reaches that are the same but for the way they come, together: each with its rule as a sentence, and its paths to unfold. */
function reachTable(reaches, name, header, nothing, beside) {
  if (!reaches.length) return el("p", {}, nothing);
  const alike = [...groupBy(reaches, (each) => JSON.stringify([each.asset, each.subject, each.part, each.levels, each.verdict, each.condition, each.allowed])).values()];
  const list = el("div", { class: "reaches", role: "list", "aria-label": header });
  const put = (groups) => list.append(...groups.map((ways) => reachRow(ways, name, beside)));
  put(alike.slice(0, MOST_ROWS));
  if (alike.length <= MOST_ROWS) return list;
  const rest = el("button", { type: "button", class: "button rest", click: () => (put(alike.slice(MOST_ROWS)), rest.remove()) }, t("showAll", { count: number(alike.length) }));
  return el("div", {}, list, rest);
}

function reachRow(ways, name, beside) {
  const reach = ways[0];
  const wrong = reach.findings.map((id) => by.finding.get(id)).filter((each) => each && isOpen(each));
  const sure = reach.verdict === "yes" ? null : el("span", { class: "badge unknown" }, words.verdicts[reach.verdict]);
  const rules = reach.allowed.map((id) => el("div", { class: "soft" }, el("strong", {}, id), " ", data.rules[id]?.[0] || ""));
  const body = el("div", { class: "way" });
  const open = el("details", { toggle: () => open.open && !body.childNodes.length && body.append(...present(allWays(ways))) }, el("summary", {}, ways.length > 1 ? t("openMany", { count: number(ways.length) }) : t("open")), body);
  return el(
    "div",
    { class: `reach ${wrong.length ? "wrong" : ""}`, role: "listitem" },
    el("div", { class: "top" }, el("strong", {}, name(reach)), el("span", { class: "soft" }, beside(reach).filter(Boolean).join(" · ")), el("span", { class: "level" }, levels(reach.levels)), sure, wrong.slice(0, 3).map((each) => el("a", { href: `#/finding/${each.id}`, class: `badge ${each.outcome === "violation" ? each.severity : each.outcome}`, title: each.sentence }, words.kinds[each.kind][0]))),
    reach.condition ? el("div", { class: "condition" }, t("ifCondition", { condition: reach.condition })) : null,
    rules.length ? rules : el("div", { class: "soft" }, `${t("allowedBy")}: ${t("notCovered")}`),
    open,
  );
}

function allWays(ways) {
  const drawn = ways.map((each) => each.path).filter((path) => path >= 0);
  return [drawn.length ? pathGraph(drawn) : null, ways.map(way)];
}

function way(reach) {
  const entered = el("p", { class: "soft", title: reach.account }, t("withAccount", { account: short(reach.account) }), reach.count > 1 ? ` · ${t("objects", { count: number(reach.count) })}` : "");
  return [entered, reach.path < 0 ? el("p", {}, t("pathNone", { command: `toegang why ${reach.subject} ${reach.asset}` })) : pathList(reach.path)];
}

const MOST_FINDINGS = 20;

function findingsOf(findings, query) {
  if (!findings.length) return null;
  const shown = sorted(findings, "").slice(0, MOST_FINDINGS);
  const rest = findings.length > shown.length ? el("p", {}, el("a", { href: `#/findings?${query}` }, t("showAll", { count: number(findings.length) }))) : null;
  return el("section", {}, el("h2", {}, `${t("findings")} (${number(findings.length)})`), el("ul", { class: "plain" }, shown.map((each) => el("li", {}, findingRow(each)))), rest);
}
