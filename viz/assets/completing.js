// What the query editor proposes while one types: our prefixes, classes, properties and codes, with labels.
// All of it is in one file that was read before; nobody is asked.
"use strict";

const Completing = {
  MOST: 60,

  // Teach the editor our prefixes, so that a query without PREFIX lines is right, and our terms.
  teach(Yasqe, terms) {
    Completing.knowPrefixes(Yasqe, terms.prefixes);
    Yasqe.registerAutocompleter({
      name: "prefixes",
      bulk: true,
      autoShow: false,
      persistenceId: null,
      get: () => Object.entries(terms.prefixes).map(([name, base]) => `${name}: <${base}>`).sort(),
      isValidCompletionPosition: (yasqe) => Completing.inPrologue(yasqe),
    });
    Yasqe.registerAutocompleter(Completing.completer("terms", true, terms, (text) => text.includes(":")));
    Yasqe.registerAutocompleter(Completing.completer("words", false, terms, (text) => !text.includes(":")));
    // The editor's own ask other services for names.
    Yasqe.defaults.autocompleters = ["variables", "prefixes", "terms", "words"];
  },

  knowPrefixes(Yasqe, prefixes) {
    const usual = Yasqe.modes.sparql11;
    Yasqe.defineMode("sparql11", (config, options) => {
      const mode = usual(config, options);
      const start = mode.startState;
      mode.startState = (...given) => ({ ...start(...given), prefixes: { ...prefixes } });
      return mode;
    });
  },

  inPrologue(yasqe) {
    const cursor = yasqe.getDoc().getCursor();
    return /^\s*PREFIX\s+[\w-]*$/i.test(yasqe.getDoc().getLine(cursor.line).slice(0, cursor.ch));
  },

  completer(name, autoShow, terms, wanted) {
    return {
      name,
      autoShow,
      bulk: false,
      persistenceId: null,
      isValidCompletionPosition(yasqe) {
        const token = yasqe.getCompleteToken();
        const text = token.string.trim();
        if (Completing.inPrologue(yasqe) || !wanted(text)) return false;
        if (["keyword", "string", "comment"].includes(token.type)) return false;
        return /^[\p{L}][\p{L}\d-]+(:[\w-]*)?$/u.test(text);
      },
      get: (yasqe, token) => Completing.fitting(terms, token.string.trim(), Completing.place(yasqe, token)),
      postProcessSuggestion: (yasqe, token, suggestion) => suggestion,
      postprocessHints: (yasqe, hints) => hints.map((hint) => Completing.withLabel(hint, terms)),
    };
  },

  // Which kinds of terms come first where the cursor is.
  place(yasqe, token) {
    const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
    const property = before && before.state ? before.state.lastProperty : "";
    if (["a", "rdf:type"].includes(property) && before.string === property) return ["classes"];
    if ((token.state.possibleCurrent || []).includes("a")) return ["properties", "classes", "codes"];
    return ["codes", "classes", "properties"];
  },

  fitting(terms, text, kinds) {
    const typed = text.toLowerCase();
    const held = kinds.flatMap((kind) => terms[kind]);
    const prefixes = Object.keys(terms.prefixes).map((name) => [`${name}:`, ""]);
    const begins = [...prefixes, ...held].filter(([name]) => name.toLowerCase().startsWith(typed));
    const rest = typed.includes(":") ? typed.slice(typed.indexOf(":") + 1) : typed;
    const space = typed.includes(":") ? typed.slice(0, typed.indexOf(":") + 1) : "";
    const within = held.filter(
      ([name, label]) =>
        rest.length > 1 &&
        name.toLowerCase().startsWith(space) &&
        `${name} ${label}`.toLowerCase().includes(rest),
    );
    const names = [...begins, ...within].map(([name]) => name);
    return [...new Set(names)].filter((name) => name !== text).slice(0, Completing.MOST);
  },

  withLabel(hint, terms) {
    const label = Completing.labelOf(hint.text, terms);
    const render = (element) => {
      element.textContent = hint.text;
      if (!label) return;
      const said = document.createElement("small");
      said.textContent = ` ${label}`;
      element.append(said);
    };
    return { ...hint, render };
  },

  labelOf(name, terms) {
    for (const kind of ["classes", "properties", "codes"]) {
      const found = terms[kind].find(([held]) => held === name);
      if (found) return found[1];
    }
    return "";
  },
};
