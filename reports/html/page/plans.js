// The matrix of roles and assets, the trend over the nights, the changes by cause, and the blind spots.

const LETTERS = [["find", 1], ["read", 2], ["change", 4], ["share", SHARE], ["manage", MANAGE]];

/** A set of levels in few signs: the first letters of its words. */
function letters(set) {
  const highest = LETTERS.slice(0, 4).filter(([, level]) => set & level).pop();
  const told = [highest ? words.letters[highest[0]] : "", set & MANAGE ? words.letters.manage : ""].filter(Boolean);
  return told.join(" + ") || "–";
}

function matrixView(query) {
  const how = query.get("show") || "both";
  const tab = (name) => el("a", { class: "button", href: `#/matrix?show=${name}`, "aria-current": how === name ? "true" : null }, t(name));
  const cells = new Map(data.matrix.map((cell) => [`${cell[0]}\n${cell[1]}`, cell]));
  const head = el("tr", {}, el("th", { scope: "col" }, t("roles")), data.assets.map((asset) => el("th", { scope: "col", class: "turned" }, el("span", {}, assetLink(asset.id)))));
  const body = data.roles.map(([role, label]) => el("tr", {}, el("th", { scope: "row" }, label), data.assets.map((asset) => matrixCell(cells.get(`${role}\n${asset.id}`), how, label))));
  const legend = ["Fits", "Beyond", "Unused", "Unsure", "None"].map((name) => el("li", {}, el("span", { class: `swatch ${name.toLowerCase()}` }), t(`legend${name}`)));
  return [
    el("h1", { tabindex: "-1" }, t("matrix")),
    el("p", { class: "why" }, t("matrixWhy")),
    el("p", { class: "tabs" }, ["both", "should", "does"].map(tab)),
    el("ul", { class: "legend" }, legend),
    data.roles.length ? el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": t("matrix") }, el("table", { class: "matrix" }, el("thead", {}, head), el("tbody", {}, body))) : el("p", {}, t("noRoles")),
  ];
}

function matrixCell(cell, how, label) {
  if (!cell) return el("td", { class: "none" });
  const [, asset, should, does, people, beyond, unsure] = cell;
  const kind = beyond ? "beyond" : unsure ? "unsure" : does ? "fits" : should ? "unused" : "none";
  const says = [t("cellSays", { role: label, asset, should: levels(should), does: levels(does) }), people ? t("cellPeople", { count: people }) : "", beyond ? t("cellBeyond", { count: beyond }) : "", unsure ? t("cellUnsure") : ""].filter(Boolean).join(". ");
  const shown = how === "should" ? letters(should) : how === "does" ? letters(does) : letters(should) === letters(does) ? letters(does) : `${letters(should)} → ${letters(does)}`;
  return el("td", { class: kind, title: says }, el("span", { "aria-hidden": "true" }, beyond ? "✕ " : unsure ? "? " : "", shown), el("span", { class: "hidden" }, says));
}

function trendView() {
  const told = data.nights;
  const rows = [...told].reverse().map((night) => {
    const counts = night.violations ? SEVERITIES.map((name) => number(night.violations[name] || 0)) : [t("notChecked"), "", "", ""];
    return [moment(night.at), ...counts, number(night.unknown), number(night.waived), number(night.gaps), number(night.persons), number(night.reaches)];
  });
  const headers = [t("night"), ...SEVERITIES.map((name) => words.severities[name]), t("unknownWord"), t("waivedWord"), t("gapsWord"), t("personsWord"), t("reachCount")];
  return [el("h1", { tabindex: "-1" }, t("trend")), el("p", { class: "why" }, t("trendWhy")), trendChart(told), table(headers, rows, t("trend"))];
}

const CHART = { width: 880, height: 250, left: 44, top: 12, bottom: 28 };

/** Bars of violations, a colour a severity; nights that nobody checked leave their place empty. */
function trendChart(nights) {
  const total = (night) => (night.violations ? SEVERITIES.reduce((sum, name) => sum + (night.violations[name] || 0), 0) : 0);
  const most = Math.max(1, ...nights.map(total));
  const step = (CHART.width - CHART.left) / Math.max(nights.length, 8);
  const y = (count) => CHART.top + (CHART.height - CHART.top - CHART.bottom) * (1 - count / most);
  const bars = nights.map((night, index) => {
    let below = 0;
    return [...SEVERITIES].reverse().map((name) => {
      const count = night.violations?.[name] || 0;
      below += count;
      return count ? svg("rect", { x: CHART.left + index * step + 2, y: y(below), width: Math.max(1, step - 4), height: y(below - count) - y(below), class: `bar ${name}` }, svg("title", {}, `${moment(night.at)}: ${count} ${words.severities[name]}`)) : null;
    });
  });
  const lines = [0, 0.5, 1].map((part) => [svg("line", { x1: CHART.left, x2: CHART.width, y1: y(most * part), y2: y(most * part), class: "grid" }), svg("text", { x: CHART.left - 6, y: y(most * part) + 4, class: "axis end" }, number(Math.round(most * part)))]);
  const ends = nights.length ? [[0, "start"], [nights.length - 1, nights.length > 1 ? "end" : "start"]].map(([index, anchor]) => svg("text", { x: CHART.left + (index + (anchor === "end" ? 1 : 0)) * step, y: CHART.height - 8, class: `axis ${anchor}` }, day(nights[index].at.slice(0, 10)))) : [];
  const shown = nights.length > 1 ? ends : ends.slice(0, 1);
  const legend = el("ul", { class: "legend" }, SEVERITIES.map((name) => el("li", {}, el("span", { class: `swatch bar-${name}` }), words.severities[name])));
  return el("figure", {}, svg("svg", { viewBox: `0 0 ${CHART.width} ${CHART.height}`, role: "img", "aria-label": t("trendWhy"), class: "trend" }, lines, bars, shown), legend);
}

const SIGNS = { gained: "+", lost: "−", changed: "~", "not-observed": "?" };
const MOST_REACHES = 50;

function changesView(query) {
  const head = [el("h1", { tabindex: "-1" }, t("changes")), el("p", { class: "why" }, data.before ? `${t("changesWhy")} ${t("sinceRun", { moment: moment(data.before.at) })}.` : t("newNoRun"))];
  if (!data.changes.length) return [...head, data.before ? el("p", {}, t("changesNone")) : null];
  const asked = query.get("at");
  return [...head, data.changes.map((change, index) => changeBlock(change, asked === String(index)))];
}

function changeBlock(change, open) {
  const count = (name, many) => (many ? el("span", { class: "badge plain" }, `${many} ${name}`) : null);
  const reaches = change.reaches.slice(0, MOST_REACHES).map(([direction, asset, part, subject, before, after]) =>
    el("li", { class: direction }, el("strong", { title: words.directions[direction] }, SIGNS[direction]), " ", subjectLink(subject), " ", assetLink(asset), part ? `/${part}` : "", " ", direction === "changed" ? t("isNow", { before: levels(before), after: levels(after) }) : levels(direction === "gained" ? after : before), direction === "not-observed" ? ` (${words.directions[direction]})` : ""),
  );
  const found = (ids, tag) => ids.map((id) => by.finding.get(id)).filter(Boolean).map((each) => el("li", {}, el("span", { class: `badge ${tag === "fresh" ? "new" : "waived"}` }, t(`${tag}Word`)), " ", badge(each), " ", findingLink(each, each.sentence)));
  return el(
    "details",
    { class: "change", open },
    el("summary", {}, el("strong", {}, words.causes[change.kind]), ` ${change.what} `, count(t("reachCount"), change.reaches.length), count(t("freshWord"), change.fresh.length), count(t("goneWord"), change.gone.length)),
    el("p", { class: "soft" }, change.subject),
    el("ul", { class: "plain" }, reaches),
    change.reaches.length > MOST_REACHES ? el("p", { class: "soft" }, t("more", { count: number(change.reaches.length - MOST_REACHES) })) : null,
    el("ul", { class: "plain" }, found(change.fresh, "fresh"), found(change.gone, "gone")),
  );
}

function blindView() {
  const darkens = (gap) => data.assets.filter((asset) => asset.gaps.some((each) => JSON.stringify(each) === JSON.stringify(gap))).map((asset) => assetLink(asset.id));
  const all = [...new Map([...data.assets.flatMap((asset) => asset.gaps), ...data.gaps].map((gap) => [JSON.stringify(gap), gap])).values()];
  const gaps = all.map((gap) => [gap.provider, gap.surface, el("span", { title: gap.scope }, gap.scope), gap.reason, el("code", {}, gap.permission), listed(darkens(gap))]);
  const surfaces = data.coverage.not.map(([provider, surface, scope, status]) => [provider, surface, scope, words.coverages[status]]);
  return [
    el("h1", { tabindex: "-1" }, t("blind")),
    el("p", { class: "why" }, all.length || surfaces.length ? t("blindWhy") : t("blindNone")),
    data.head.leftOut.length ? el("p", { class: "note dark" }, t("leftOut", { systems: data.head.leftOut.join(", ") })) : null,
    gaps.length ? section(t("gapsHead"), "", table([t("provider"), t("surface"), t("scope"), t("reason"), t("missingWord"), t("assets")], gaps, t("gapsHead"))) : null,
    section(t("coverageHead"), t(surfaces.length ? "coverageWhy" : "coverageWhole", { count: number(data.coverage.whole) }), surfaces.length ? table([t("provider"), t("surface"), t("scope"), t("status")], surfaces, t("coverageHead")) : null),
  ];
}
