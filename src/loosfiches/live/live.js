// Follows the builds of `loosfiches serve`: shows the page again, or what keeps it from being built.
(function () {
  "use strict";
  // Browsers open few lines to one address: a page that nobody looks at keeps none. A server that restarts is waited for.
  var PATIENCE = 3000;
  var epoch = null, pane = null, said = null, line = null, lost = null;

  function element(name, text, parent, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  function show(title, troubles) {
    if (pane) pane.remove();
    pane = null;
    if (!title) return;
    pane = element("div", "", document.body, "loosfiches-live");
    pane.setAttribute("role", "alert");
    pane.lang = said.lang;
    element("h2", title, pane);
    var list = element("ul", "", pane);
    troubles.forEach(function (each) {
      var item = element("li", "", list);
      if (each[0]) element("code", each[0], item);
      element("p", each[1], item);
      if (each[2]) element("p", each[2], item, "loosfiches-cure");
    });
  }

  function hear(event) {
    var state = JSON.parse(event.data), former = epoch;
    clearTimeout(lost);
    lost = null;
    said = state.said;
    epoch = state.epoch;
    if (former !== null && epoch !== former && !state.troubles.length) location.reload();
    else show(state.troubles.length ? said.title : "", state.troubles);
  }

  function lose() {
    if (said && lost === null) lost = setTimeout(function () { show(said.lost, []); }, PATIENCE);
    // A line that ended for good is opened again by us; browsers do it for the others.
    if (line && line.readyState === EventSource.CLOSED) setTimeout(open, PATIENCE);
  }

  function close() {
    if (line) line.close();
    line = null;
  }

  function open() {
    close();
    if (document.hidden) return;
    line = new EventSource("/_loosfiches/news");
    line.onmessage = hear;
    line.onerror = lose;
  }

  function follow() {
    if (!document.hidden && !line) open();
    if (!document.hidden) return;
    close();
    clearTimeout(lost);
    lost = null;
  }

  document.addEventListener("visibilitychange", follow);
  follow();
})();
