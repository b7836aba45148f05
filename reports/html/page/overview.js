// The first screen: are we fine, what is new, what must I do; below it who, where and until when.

function overviewView() {
  return [
    verdictBand(),
    el("div", { class: "cards" }, blindCard(), newCard(), firstCard()),
    byKindSection(),
    el("div", { class: "pair" }, outsidersSection(), lettingInSection()),
    endsSection(),
  ];
}

function verdictBand() {
  const told = verdict();
  const unknown = data.findings.filter((each) => !each.waiver && each.outcome === "unknown").length;
  const waived = data.findings.filter((each) => each.waiver).length;
  const counts = SEVERITIES.map((name) => [name, data.findings.filter((each) => isViolation(each) && each.severity === name).length]).filter(([, count]) => count);
  const chip = (query, kind, text) => el("a", { class: `badge ${kind}`, href: `#/findings?${query}` }, text);
  return el(
    "div",
    { class: `verdict ${told.kind}` },
    el("h1", { tabindex: "-1" }, told.title),
    el("p", {}, told.why),
    el(
      "p",
      { class: "chips" },
      counts.map(([name, count]) => chip(`severity=${name}&outcome=violation`, name, `${number(count)} ${words.severities[name]}`)),
      unknown ? chip("outcome=unknown", "unknown", t("unknowns", { count: number(unknown) })) : null,
      waived ? chip("outcome=waived", "waived", t("waiveds", { count: number(waived) })) : null,
    ),
  );
}

const MOST_IN_CARD = 4;

function card(kind, title, href, count, lines) {
  return el("section", { class: `card ${kind}` }, el("h2", {}, el("a", { href }, title), count === null ? null : el("span", { class: "count" }, number(count))), lines);
}

function blindCard() {
  const dark = groupBy(data.assets.flatMap((asset) => asset.gaps.map((gap) => [asset.id, gap])), ([, gap]) => `${gap.provider} ${gap.surface} ${gap.scope} ${gap.reason}`);
  const other = data.gaps.filter((gap) => !dark.has(`${gap.provider} ${gap.surface} ${gap.scope} ${gap.reason}`));
  const lines = [
    ...[...dark.values()].map((pairs) => gapInShort(pairs[0][1], t("darkens", { assets: pairs.map(([asset]) => asset).join(", ") }))),
    ...other.map((gap) => gapInShort(gap, "")),
  ];
  const partial = data.coverage.not.length;
  if (!lines.length && !partial) return card("fine", t("blind"), "#/blind", 0, el("p", {}, t("blindNone")));
  return card("dark", t("blind"), "#/blind", lines.length, [
    el("ul", {}, lines.slice(0, MOST_IN_CARD - 1).map((line) => el("li", {}, line))),
    el("p", { class: "soft" }, lines.length > MOST_IN_CARD - 1 ? [t("more", { count: number(lines.length - MOST_IN_CARD + 1) }), ". "] : null, partial ? [t("surfaces", { count: number(partial) }), ". "] : null, t("blindWhy")),
  ]);
}

function gapInShort(gap, darkens) {
  const missing = gap.permission ? el("span", { class: "missing" }, t("missing", { permission: gap.permission })) : gap.reason;
  return el("div", { class: "short", title: gap.reason }, el("strong", {}, gap.scope || gap.provider), " ", darkens, darkens ? "; " : "", missing);
}

function newCard() {
  if (!data.before) return card("fine", t("new"), "#/changes", null, el("p", {}, t("newNoRun")));
  const found = data.findings.filter((each) => each.isNew && isOpen(each));
  const causes = [...data.changes].sort((one, other) => openIn(other) - openIn(one) || other.reaches.length - one.reaches.length);
  const lines = causes.slice(0, MOST_IN_CARD).map((each, index) => el("li", {}, el("div", { class: "short", title: each.what }, link(`changes?at=${data.changes.indexOf(each)}`, `${words.causes[each.kind]}: ${each.what}`)), openIn(each) ? el("span", { class: "badge new" }, `+${number(openIn(each))}`) : null));
  const said = found.length ? many("newFinding", "newFindings", found.length) : t("newNone");
  return card(found.length ? "news" : "fine", t("new"), "#/findings?new=1", found.length, [
    el("p", { class: "soft" }, `${said} (${t("sinceRun", { moment: moment(data.before.at) })})`),
    el("ul", {}, lines),
    causes.length > MOST_IN_CARD ? el("p", {}, link("changes", t("more", { count: number(causes.length - MOST_IN_CARD) }))) : null,
  ]);
}

const openIn = (change) => change.fresh.map((id) => by.finding.get(id)).filter((each) => each && isOpen(each)).length;

function firstCard() {
  const open = sorted(data.findings.filter(isOpen), "").sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || other.isNew - one.isNew);
  if (!open.length) return card("fine", t("doFirst"), "#/findings", null, el("p", {}, t("doNone")));
  const todo = [...groupBy(open, (each) => each.remedy || words.kinds[each.kind][2])].slice(0, MOST_IN_CARD);
  const lines = todo.map(([remedy, alike]) =>
    el("li", {}, badge(alike[0]), " ", el("strong", {}, alike[0].asset), el("div", { class: "short", title: remedy }, findingLink(alike[0], remedy)), alike.length > 1 ? el("span", { class: "soft" }, ` ×${number(alike.length)}`) : null, alike[0].owner ? el("span", { class: "soft" }, ` ${t("owner", { owner: alike[0].owner })}`) : null),
  );
  return card("todo", t("doFirst"), "#/findings", null, el("ol", {}, lines));
}

function byKindSection() {
  const rows = Object.keys(words.sensitivities);
  const found = groupBy(data.findings.filter(isViolation), (each) => `${sensitivity(each)} ${audience(each)}`);
  const columns = Object.keys(words.audiences).filter((name) => rows.some((row) => found.has(`${row} ${name}`)));
  const worst = Math.max(1, ...[...found.values()].map((each) => each.length));
  const cell = (row, column) => {
    const alike = found.get(`${row} ${column}`) || [];
    if (!alike.length) return el("td", { class: "soft" }, "·");
    const shade = Math.min(4, Math.ceil((4 * alike.length) / worst));
    const query = `sensitivity=${row}&audience=${column}&outcome=violation`;
    return el("td", { class: `heat heat-${shade}` }, el("a", { href: `#/findings?${query}`, "aria-label": `${words.sensitivities[row]}, ${words.audiences[column]}: ${alike.length}` }, number(alike.length)));
  };
  const shown = rows.filter((row) => columns.some((column) => found.has(`${row} ${column}`)));
  const head = el("tr", {}, el("th", { scope: "col" }, t("sensitivity")), columns.map((name) => el("th", { scope: "col" }, words.audiences[name])));
  const body = shown.map((row) => el("tr", {}, el("th", { scope: "row" }, words.sensitivities[row]), columns.map((column) => cell(row, column))));
  const whole = el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("byKind") }, el("table", { class: "heats" }, el("thead", {}, head), el("tbody", {}, body)));
  return section(t("byKind"), "", shown.length ? whole : el("p", {}, t("none")));
}

const OUTSIDE = ["left", "not-started", "public", "outside", "processor", "unknown"];

function outsidersSection() {
  const rows = data.subjects
    .filter((each) => OUTSIDE.includes(each.standing) && by.reachesOfSubject.has(each.id))
    .sort((one, other) => OUTSIDE.indexOf(one.standing) - OUTSIDE.indexOf(other.standing))
    .map((each) => {
      const assets = [...new Set(by.reachesOfSubject.get(each.id).map((reach) => reach.asset))];
      const wrong = (by.findingsOfSubject.get(each.id) || []).filter(isViolation).length;
      return [subjectLink(each.id), words.standings[each.standing], listed(assets.map(assetLink), 3), wrong ? number(wrong) : ""];
    });
  return section(t("outsiders"), t("outsidersWhy"), longTable([t("who"), t("standing"), t("reachesWhat"), t("found")], rows, t("outsiders")));
}

function lettingInSection() {
  const rows = data.assets
    .map((asset) => {
      const reaches = by.reachesOfAsset.get(asset.id) || [];
      const having = (level) => [...new Set(reaches.filter((reach) => reach.levels & level).map((reach) => reach.subject))];
      return [asset, having(SHARE), having(MANAGE)];
    })
    .filter(([, share, manage]) => share.length + manage.length)
    .map(([asset, share, manage]) => [assetLink(asset.id), listed(share.map(subjectLink), 4), listed(manage.map(subjectLink), 4)]);
  return section(t("lettingIn"), t("lettingInWhy"), longTable([t("asset"), words.letters.share, words.letters.manage], rows, t("lettingIn")));
}

function endsSection() {
  const about = (name) => (by.asset.has(name) ? assetLink(name) : by.subject.has(`person:${name}`) ? subjectLink(`person:${name}`) : whomOrShort(name));
  const rows = data.ends.map(([on, kind, id, names, place]) => [day(on), words.ends[kind] || kind, about(id), listed(names.map(about), 6), el("span", { class: "soft" }, place)]);
  return section(t("endsSoon"), "", longTable([t("dayWord"), t("kind"), t("what"), t("about"), t("place")], rows, t("endsSoon")));
}
