// What the query editor leaves without a name, for those who hear the page, gets one whenever it is drawn.
"use strict";

const Tidying = {
  keep(place) {
    new MutationObserver(() => Tidying.tidy(place)).observe(place, { childList: true, subtree: true });
    Tidying.tidy(place);
  },

  tidy(place) {
    const named = {
      ".tabsList": { "aria-label": "Queries" },
      ".addTab": { role: "tab", "aria-selected": "false" },
      ".tableSizer": { "aria-label": "Rows on a page" },
      ".yasr_response_chip": { role: "status" },
      ".renaming input": { "aria-label": "Name of the query" },
      ".yasqe_sharePopup input": { "aria-label": "Address of this query" },
      ".CodeMirror-hints": { "aria-label": "Proposed terms" },
      ".yasr_results .CodeMirror textarea": { "aria-label": "Response" },
      ".context-menu-list": { role: "menu", "aria-label": "This query" },
      ".context-menu-item": { role: "menuitem" },
      ".context-menu-item.disabled": { "aria-disabled": "true" },
      ".yasr_results": { role: "region", tabindex: "0", "aria-label": "Answer" },
    };
    for (const [selector, attributes] of Object.entries(named)) {
      for (const element of place.querySelectorAll(selector)) {
        for (const [name, value] of Object.entries(attributes)) {
          if (element.getAttribute(name) !== value) element.setAttribute(name, value);
        }
      }
    }
    for (const title of place.querySelectorAll("th:first-child .dt-column-title:empty")) {
      title.textContent = "#";
    }
  },
};
