/* loosfiches: two fiches side by side. The lists say which; each fiche's own script (a-01/compare.js) is asked for and
   calls `loosfiches.compared`. The address says which two: comparer/index.html?a=A-01&b=B-04. */
(function () {
  "use strict";
  var here = window.loosfiches = window.loosfiches || {};
  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  var form = one("[data-comparer]"), face = one("[data-face]"), output = one("output", form);
  var model = one("template[data-colonne]"), known = {}, asked = {}, first = one("[name=a]", form), second = one("[name=b]", form);
  var title = document.title;
  all("optgroup", first).forEach(function (group) { second.append(group.cloneNode(true)); });

  function address() {
    var hash = location.hash.indexOf("=") > 0 ? location.hash.slice(1) : location.search, state = new URLSearchParams(hash);
    [first, second].forEach(function (list) {
      list.value = (state.get(list.name) || "").toUpperCase();
      if (list.selectedIndex < 0) { list.value = ""; }
    });
  }

  here.compared = function (code, fields) { known[code] = fields; show(); };
  function ask(code) {
    if (asked[code]) { return; }
    var script = document.createElement("script");
    asked[code] = true;
    script.src = "../" + code.toLowerCase() + "/compare.js";
    document.head.append(script);
  }

  function fill(place, said) {
    if (!Array.isArray(said)) { place.textContent = said; return; }
    place.textContent = "";
    said.forEach(function (text) {
      var item = document.createElement("li");
      item.textContent = text;
      place.append(item);
    });
  }
  function column(code, other) {
    var fields = known[code], piece = one("article", model.content).cloneNode(true), link = one("a[data-champ=titre]", piece);
    piece.dataset.section = code[0];
    one("[data-code]", piece).textContent = code;
    link.href = "../" + code.toLowerCase() + "/index.html";
    all("[data-champ]", piece).forEach(function (place) {
      var said = fields[place.dataset.champ];
      if (said) { fill(place, said); } else if (place.matches("p, span")) { place.remove(); }
      if (said && fields.langue) { place.lang = fields.langue; }
    });
    all("[data-fait]", piece).forEach(function (place) {
      var said = fields[place.dataset.fait];
      if (said) { place.textContent = said; } else { place.className = "discret"; }
      if (said && other && other[place.dataset.fait] !== said) { place.className = "fort"; }
    });
    return piece;
  }

  function show() {
    var two = [first.value, second.value].filter(Boolean), there = two.filter(function (code) { return known[code]; });
    two.forEach(ask);
    face.textContent = "";
    there.forEach(function (code, n) { face.append(column(code, there.length === 2 ? known[there[1 - n]] : null)); });
    var names = function (text) { return text.replace("{a}", there[0]).replace("{b}", there[1]); };
    output.textContent = there.length === 2 ? names(output.dataset.dire) : "";
    document.title = there.length === 2 ? names(form.dataset.titre) + " — " + title : title;
  }
  function change() {
    var state = {};
    [first, second].forEach(function (list) { state[list.name] = list.value; });
    history.replaceState(null, "", "#" + new URLSearchParams(state).toString());
    show();
  }

  form.addEventListener("change", change);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  one("[data-echanger]", form).addEventListener("click", function () {
    var was = first.value;
    first.value = second.value;
    second.value = was;
    change();
  });
  window.addEventListener("hashchange", function () { address(); show(); });
  address();
  show();
}());
