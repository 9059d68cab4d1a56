// Lays the query editor over the plain form of the page. Where a script or the terms do not come, that stays.
"use strict";

(() => {
  const place = document.getElementById("editor");
  const form = document.getElementById("plain");
  const examples = document.getElementById("examples");
  if (!place || !form || typeof Yasgui === "undefined") return;

  const LONGEST = 12000;
  const typed = form.elements.query.value;
  const asked = new URLSearchParams(location.search).get("query");
  const chosen = new URLSearchParams(location.search).get("example");

  const permalink = (query) => `${location.origin}${location.pathname}?${new URLSearchParams({ query })}`;

  // Where an address leads from here: ours to the pages of this service.
  const local = (iri, base) => {
    if (iri.startsWith(base)) return `/${encodeURI(iri.slice(base.length).replace(/^\/+/, ""))}`;
    return /^https?:/.test(iri) ? iri : "";
  };

  const shortened = (iri, prefixes) => {
    let best = ["", ""];
    for (const [name, base] of Object.entries(prefixes)) {
      if (iri.startsWith(base) && base.length > best[1].length) best = [name, base];
    }
    return best[1] ? `${best[0]}:${iri.slice(best[1].length)}` : iri;
  };

  const link = (iri, terms) => {
    const element = document.createElement("a");
    const address = local(iri, terms.base);
    element.className = "iri";
    element.title = iri;
    element.textContent = shortened(iri, terms.prefixes);
    if (address) element.href = address;
    return element;
  };

  const raised = (...parts) => {
    const element = document.createElement("sup");
    element.append(...parts);
    return element;
  };

  // What a cell holds: addresses lead to their pages, also those of claims that a question lists in one cell.
  const parts = (binding, compact, terms) => {
    const words = binding.value.split(" ");
    const addresses = words.every((word) => word.startsWith(terms.base));
    if (binding.type === "uri") return [link(binding.value, terms)];
    if (addresses) return words.flatMap((word) => [link(word, terms), " "]);
    if (compact) return [binding.value];
    if (binding["xml:lang"]) return [`"${binding.value}"`, raised(`@${binding["xml:lang"]}`)];
    if (binding.datatype) return [`"${binding.value}"`, raised("^^", link(binding.datatype, terms))];
    return [binding.value];
  };

  const drawCells = (Table, terms) => {
    Table.prototype.getCellContent = function (binding) {
      const cell = document.createElement("div");
      const held = document.createElement("span");
      held.append(...parts(binding, this.persistentConfig.compact, terms));
      cell.append(held);
      return cell;
    };
  };

  const start = (terms) => {
    const { Yasqe, Yasr, Tab } = Yasgui;
    Completing.teach(Yasqe, terms);
    drawCells(Yasr.plugins.table, terms);
    Tab.prototype.getShareableLink = function () {
      return permalink(this.getQuery());
    };
    place.hidden = false;
    const yasgui = new Yasgui(place, {
      // The address, not a tab of an earlier visit, says what is asked and where.
      requestConfig: { endpoint: () => new URL(place.dataset.endpoint, location).href, method: "POST" },
      populateFromUrl: false,
      autofocus: false,
      copyEndpointOnNewTab: false,
      endpointCatalogueOptions: { getData: () => [] },
      persistenceId: "pactgraph",
      contextMenuContainer: place,
      yasqe: {
        value: typed,
        screenReaderLabel: "SPARQL query; Tab leaves the editor",
        extraKeys: { Tab: false, "Shift-Tab": false },
        editorHeight: "320px",
      },
      // An answer of another day may be of other data.
      yasr: { maxPersistentResponseSize: 0, prefixes: terms.prefixes },
    });
    form.hidden = true;
    document.getElementById("keys").hidden = false;
    if (asked) open(yasgui, asked, "Query");
    if (chosen) openExample(yasgui, terms, chosen);
    listen(yasgui, terms);
    Tidying.keep(place);
  };

  const open = (yasgui, query, name) => {
    const ids = yasgui.persistentConfig.getTabs();
    const same = ids.find((id) => yasgui.persistentConfig.getTab(id).yasqe.value.trim() === query.trim());
    if (same) yasgui.selectTabId(same);
    else yasgui.addTab(true, { name: yasgui.createTabName(name), yasqe: { value: query } });
  };

  const openExample = (yasgui, terms, name) => {
    const example = terms.examples.find((one) => one.name === name);
    if (example) open(yasgui, example.query, name.replaceAll("_", " "));
  };

  // Shows what the endpoint tells of a query besides its answer: terms that no statement has.
  const tell = (yasqe) => {
    const told = (_, response) => {
      yasqe.off("queryResponse", told);
      const text = response.headers?.get("Pactgraph-Notice") || "";
      const items = text.split("; ").filter(Boolean).map((notice) => {
        const item = document.createElement("li");
        item.textContent = notice;
        return item;
      });
      document.getElementById("notices").replaceChildren(...items);
    };
    yasqe.on("queryResponse", told);
  };

  const listen = (yasgui, terms) => {
    examples.addEventListener("submit", (event) => {
      event.preventDefault();
      openExample(yasgui, terms, examples.elements.example.value);
      yasgui.getTab().getYasqe().focus();
    });
    // The address of the page holds what was asked, where it is not longer than servers take.
    yasgui.on("query", (_, tab) => {
      tell(tab.getYasqe());
      const address = permalink(tab.getQuery());
      if (address.length < LONGEST) history.replaceState(null, "", address);
    });
    // What the server answered stays until the editor has an answer of its own.
    yasgui.on("queryResponse", () => document.getElementById("answered").replaceChildren());
  };

  fetch(place.dataset.terms)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then(start)
    .catch((error) => {
      place.hidden = true;
      form.hidden = false;
      console.warn("The query editor is not there, the form is:", error);
    });
})();
