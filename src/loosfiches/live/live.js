// Follows the builds of `loosfiches serve`: shows the page again, or what keeps it from being built.
(function () {
  "use strict";
  var epoch = null, pane = null;

  function element(name, text, parent, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  function show(state) {
    if (pane) pane.remove();
    pane = null;
    if (!state.troubles.length) return;
    pane = element("div", "", document.body, "loosfiches-live");
    pane.setAttribute("role", "alert");
    pane.lang = state.said.lang;
    element("h2", state.said.title, pane);
    var list = element("ul", "", pane);
    state.troubles.forEach(function (each) {
      var item = element("li", "", list);
      element("code", each[0], item);
      element("p", each[1], item);
      if (each[2]) element("p", each[2], item, "loosfiches-cure");
    });
  }

  new EventSource("/_loosfiches/news").onmessage = function (event) {
    var state = JSON.parse(event.data);
    if (epoch !== null && state.epoch !== epoch && !state.troubles.length) location.reload();
    else show(state);
    epoch = state.epoch;
  };
})();
