// Which view is shown: the part of the address after #. Everything can be linked to.

const ROUTES = {
  "": overviewView,
  findings: findingsView,
  assets: assetsView,
  subjects: subjectsView,
  changes: changesView,
  matrix: matrixView,
  trend: trendView,
  blind: blindView,
  search: searchView,
  print: printView,
};
const ITEMS = { finding: findingView, asset: assetView, subject: subjectView };
const TABS = [["", "overview"], ["findings", "findings"], ["assets", "assets"], ["subjects", "subjects"], ["changes", "changes"], ["matrix", "matrix"], ["trend", "trend"], ["blind", "blind"]];
const OF = { finding: "findings", asset: "assets", subject: "subjects" };

const address = (name, query) => `#/${name}${query.size ? `?${query}` : ""}`;

function where() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/");
  let id = rest.join("/");
  try {
    id = decodeURIComponent(id);
  } catch {
    id = "";
  }
  return { name, id, query: new URLSearchParams(query) };
}

function notFound() {
  return [el("h1", { tabindex: "-1" }, t("notFound")), el("p", {}, link("", t("overview")))];
}

function show(moved = true) {
  const { name, id, query } = where();
  const view = id && ITEMS[name] ? ITEMS[name](id) : (ROUTES[name] || notFound)(query);
  const main = document.querySelector("main");
  main.replaceChildren(...present([view]));
  main.className = `view-${name || "overview"}`;
  for (const tab of document.querySelectorAll("nav a")) tab.toggleAttribute("aria-current", tab.hash.replace("#/", "") === (OF[name] || name));
  const title = main.querySelector("h1")?.textContent || "";
  document.title = [title, data.head.organisation, t("title")].filter(Boolean).join(" · ");
  if (moved) {
    scrollTo(0, 0);
    if (document.activeElement?.name !== "everywhere") main.querySelector("h1")?.focus({ preventScroll: true });
  }
}

/** What was typed, sought in assets, people and findings. */
function searchView(query) {
  const asked = (query.get("q") || "").trim();
  const holds = (...texts) => asked.toLowerCase().split(/\s+/).every((word) => texts.join("\n").toLowerCase().includes(word));
  const assets = data.assets.filter((each) => holds(each.id, each.label, each.owner, ...each.places, ...each.categories));
  const subjects = data.subjects.filter((each) => holds(each.id, whom(each.id), each.label, ...each.roles, ...(by.reachesOfSubject.get(each.id) || []).map((reach) => reach.account)));
  const findings = matching(new URLSearchParams({ q: asked }));
  return [
    el("h1", { tabindex: "-1" }, t("results", { text: asked })),
    section(`${t("assets")} (${number(assets.length)})`, "", assets.length ? el("ul", {}, assets.map((each) => el("li", {}, assetLink(each.id), ` ${each.label}`))) : el("p", {}, t("noMatch"))),
    section(`${t("subjects")} (${number(subjects.length)})`, "", subjects.length ? el("ul", {}, subjects.slice(0, 200).map((each) => el("li", {}, subjectLink(each.id), ` ${words.standings[each.standing]}`))) : el("p", {}, t("noMatch"))),
    findings.length ? findingsOf(findings, `q=${encodeURIComponent(asked)}`) : section(`${t("findings")} (0)`, "", el("p", {}, t("noMatch"))),
  ];
}

/** Everything, one below the other, for paper: nothing to unfold, nothing left in a list that scrolls. */
function printView() {
  return unfolded(printParts());
}

function printParts() {
  return [
    overviewView(),
    el("h2", {}, `${t("findings")} (${number(data.findings.length)})`),
    sorted(data.findings, "").map(printedFinding),
    blindView(),
    changesView(new URLSearchParams()),
    matrixView(new URLSearchParams()),
    trendView(),
    data.assets.map((each) => el("article", {}, assetParts(each))),
  ];
}

/** A finding in few lines. */
function printedFinding(each) {
  const about = [each.asset, each.part].filter(Boolean).join("/") || each.scope;
  const told = [about, each.subject ? whom(each.subject) : "", each.levels ? `${levels(each.levels)} (${words.verdicts[each.verdict]})` : "", each.owner ? t("owner", { owner: each.owner }) : "", each.since ? t("since", { day: day(each.since) }) : "", [each.rule, each.place].filter(Boolean).join(" "), each.law.join("; "), each.id];
  const path = each.paths.find((one) => one >= 0);
  const stops = path === undefined ? [] : [stepsOf(path)[0][1], ...stepsOf(path).map((step) => step[2])];
  return el(
    "article",
    {},
    el("h3", {}, badge(each), " ", fresh(each), " ", each.sentence),
    el("p", {}, el("strong", {}, t("whatToDo")), ": ", each.remedy || words.kinds[each.kind][2]),
    each.condition ? el("p", { class: "condition" }, t("ifCondition", { condition: each.condition })) : null,
    stops.length ? el("p", {}, stops.map(whomOrShort).join(" → ")) : null,
    el("p", { class: "soft" }, told.filter(Boolean).join(" · ")),
  );
}

/** What was left to a button, shown: there are none on paper. */
function unfolded(parts) {
  const whole = el("div", {}, present(parts));
  for (let buttons = whole.querySelectorAll("button.rest"); buttons.length; buttons = whole.querySelectorAll("button.rest")) buttons.forEach((each) => each.click());
  return whole;
}

function theme() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("toegang-theme", document.documentElement.dataset.theme);
  } catch {
    // a file that is opened from disk may have nowhere to keep it
  }
}

function frame() {
  try {
    const kept = localStorage.getItem("toegang-theme");
    if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
  } catch {
    // as above
  }
  const counts = { findings: data.findings.length, assets: data.assets.length, subjects: data.subjects.length, changes: data.changes.length };
  const tabs = TABS.map(([path, name]) => el("a", { href: `#/${path}` }, t(name), counts[name] === undefined ? null : el("span", { class: "count" }, number(counts[name]))));
  const input = el("input", { type: "search", name: "everywhere", placeholder: t("search"), "aria-label": t("search"), input: (event) => (location.hash = event.target.value ? `#/search?q=${encodeURIComponent(event.target.value)}` : "#/") });
  const head = data.head;
  const told = [t("run", { moment: moment(head.at) }), t("asOf", { day: day(head.asOf) }), head.begun ? t("begun", { moment: moment(head.begun) }) : "", t("policy", { digest: head.policy }), t("version", { version: head.version })];
  const parts = [
    el("div", { class: "bar" }, el("a", { href: "#/", class: "name" }, "Toegang"), el("span", { class: "organisation" }, head.organisation), el("form", { role: "search", "aria-label": t("search"), submit: (event) => event.preventDefault() }, input), el("button", { type: "button", class: "button", click: theme }, t("theme")), el("button", { type: "button", class: "button", click: () => window.print() }, t("print"))),
    el("p", { class: "told" }, told.filter(Boolean).join(" · ")),
    head.leftOut.length ? el("p", { class: "note dark" }, t("leftOut", { systems: head.leftOut.join(", ") })) : null,
    el("nav", { "aria-label": t("overview") }, tabs),
  ];
  document.querySelector("header").replaceChildren(...present(parts));
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      input.focus();
    }
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("main h1")?.focus();
  });
  addEventListener("hashchange", () => show());
  addEventListener("beforeprint", () => where().name !== "print" && document.querySelector("main").replaceChildren(...present([printView()])));
  addEventListener("afterprint", () => show(false));
}

frame();
show(false);
