/* loosfiches: the home's form. Its choices and words act on the cards of cards-data.js; words are looked for by search.js.
   What is asked stands in the address (#phase=imaginer&mots=banc): it can be sent, and is there on coming back. A link
   may ask by ?phase=imaginer too; from there on the part after # says it, as browsers let pages of a disk change no more. */
(function () {
  "use strict";
  var here = window.loosfiches = window.loosfiches || {};
  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  var form = one("[data-choisir]"), results = one("[data-trouves]");
  if (!form || !results) { return; }
  var questions = one("[data-questions]", form), wide = window.matchMedia("(min-width: 48rem)");
  var shelves = one("[data-rayons]"), list = one("[data-liste]", results), more = one("[data-suite]", results);
  var none = one("[data-vide]", results), total = one("[data-combien]", form), said = form.dataset;
  var model = one("template[data-carte]"), pairing = one("template[data-pour-comparer]");
  var PAGE = 24, cards = [], facets = [], shown = [], search = null, timer, kept = null;

  /* The address and the form say the same. */
  function asked() {
    var state = {};
    all("select, input", form).forEach(function (field) { if (field.value.trim()) { state[field.name] = field.value.trim(); } });
    return state;
  }
  function fill() {
    var hash = location.hash.indexOf("=") > 0 ? location.hash.slice(1) : "", state = new URLSearchParams(hash || location.search);
    all("select, input", form).forEach(function (field) {
      field.value = state.get(field.name) || "";
      if (field.selectedIndex === -1) { field.value = ""; }
    });
  }
  /* On a phone, words come first and results at once: the other questions open when asked for. */
  function unfold() {
    if (questions) { questions.open = questions.open || wide.matches || all("select", form).some(function (field) { return field.value; }); }
  }
  wide.addEventListener("change", unfold);
  function remember(state) {
    var hash = new URLSearchParams(state).toString() || (location.search ? "mots=" : "");
    if (hash ? hash !== location.hash.slice(1) : location.hash.indexOf("=") > 0) {
      history.replaceState(null, "", hash ? "#" + hash : "#chercher");
    }
  }

  /* Which cards answer: all choices, one bit each, and the words. `silent` counts those that only do not say. */
  function chosen(state) {
    var silent = 0, wanted = facets.map(function (facet) { return facet.keys.indexOf(state[facet.name]); });
    var answer = state.mots && search ? search(state.mots) : null, terms = {};
    var among = cards;
    if (answer) {
      var by = {};
      cards.forEach(function (card) { by[card.code] = card; });
      among = answer.found.filter(function (each) { return by[each.code]; }).map(function (each) {
        terms[each.code] = each.terms;
        return by[each.code];
      });
    }
    var fitting = among.filter(function (card) {
      var unsaid = 0, no = wanted.some(function (rank, n) {
        if (rank < 0) { return false; }
        if (!card.answers) { return true; }
        if (card.answers[n] === null) { unsaid += 1; return false; }
        return !(card.answers[n] >> rank & 1);
      });
      if (!no && unsaid) { silent += 1; }
      return !no && !unsaid;
    });
    return { cards: fitting, silent: silent, terms: terms, partial: answer && answer.partial };
  }

  /* A text with the words that were found marked. */
  function mark(element, text, terms) {
    var at = 0, seen = [];
    element.textContent = "";
    text.replace(here.WORD, function (word, place) {
      var hit = [word].concat(word.split(/[-‐‑]/)).some(function (part) { return terms.has(here.key(part)); });
      if (hit) {
        var strong = document.createElement("mark");
        strong.textContent = word;
        element.append(text.slice(at, place), strong);
        at = place + word.length;
        seen = seen.concat([word].concat(word.split(/[-‐‑]/)).map(here.key));
      }
      return word;
    });
    element.append(text.slice(at));
    return seen;
  }

  function put(element, text) { element.textContent = text; element.hidden = !text; }

  function drawn(card, found) {
    var item = one("li", model.content).cloneNode(true), link = one("[data-titre]", item), body = one(".corps", item);
    var terms = new Set(found.map(here.key));
    item.dataset.section = card.code[0];
    if (card.language) { [link, one("[data-resume]", item)].forEach(function (each) { each.lang = card.language; }); }
    one("[data-code]", item).textContent = card.code;
    put(one("[data-nature]", item), card.nature);
    put(one("[data-etat]", item), card.state);
    link.href = card.code.toLowerCase() + "/index.html";
    var seen = mark(link, card.title, terms).concat(mark(one("[data-resume]", item), card.summary, terms));
    var rest = found.filter(function (word) { return seen.indexOf(here.key(word)) < 0 && here.key(card.code.replace("-", "")) !== word; });
    one("[data-mots]", item).textContent = rest.slice(0, 6).join(", ");
    one("[data-dit]", item).hidden = !rest.length;
    ladder(one("[data-niveau]", item), card);
    put(one("[data-ligne]", item), card.line);
    put(one("[data-besoins]", item), card.needs);
    one(".menus", item).hidden = !all(".menus > :not([hidden])", item).length;
    one(".haut", item).hidden = !all(".haut > :not([hidden])", item).length;
    pair(card, body);
    return item;
  }
  function ladder(line, card) {
    var at = facets.findIndex(function (facet) { return facet.name === "niveau"; }), bits = card.answers ? card.answers[at] : 0;
    line.hidden = !bits;
    all("i", line).forEach(function (step, rank) { step.className = bits >> rank & 1 ? "oui" : ""; });
    one("[data-noms]", line).textContent = facets[at].labels.filter(function (label, rank) { return bits >> rank & 1; }).join(" · ");
  }

  /* A fiche is kept to be compared; then every other one leads to the page where both stand. */
  function pair(card, body) {
    if (!card.answers || !pairing) { return; }
    var piece = pairing.content.cloneNode(true), button = one("button", piece), link = one("a", piece);
    all("[data-quoi]", piece).forEach(function (each) { each.textContent = " – " + card.code + " " + card.title; });
    link.dataset.avec = link.firstChild.textContent;
    one(".comparer", piece).dataset.fiche = card.code;
    button.addEventListener("click", function () { keep(kept === card.code ? null : card.code); });
    body.append(piece);
  }
  function keep(code) {
    var region = one("[data-retenue]");
    kept = code;
    all("[data-fiche]").forEach(pose);
    region.textContent = code ? region.dataset.dire.replace("{code}", code) : "";
  }
  function pose(place) {
    var button = one("button", place), link = one("a", place), other = kept && kept !== place.dataset.fiche;
    button.setAttribute("aria-pressed", kept === place.dataset.fiche);
    button.hidden = Boolean(other);
    link.hidden = !other;
    if (other) {
      link.firstChild.textContent = link.dataset.avec.replace("{code}", kept);
      link.href = "comparer/index.html?a=" + kept + "&b=" + place.dataset.fiche;
    }
  }

  function extend(found) {
    var next = shown.slice(list.childElementCount, list.childElementCount + PAGE);
    next.forEach(function (card) { list.append(drawn(card, found.terms[card.code] || [])); });
    all("[data-fiche]", list).forEach(pose);
    more.hidden = list.childElementCount >= shown.length;
  }

  function figures(n) { return n.toLocaleString(document.documentElement.lang); }
  function count(found, waiting) {
    if (waiting) { return said.attente; }
    var n = found.cards.length, text = n === 0 ? said.aucun : n === 1 ? said.un : said.plusieurs.replace("{n}", figures(n));
    if (found.silent) { text += " · " + said.tait.replace("{n}", figures(found.silent)); }
    return found.partial && n ? text + " · " + said.partie : text;
  }

  var last;
  function show() {
    var state = asked(), any = Object.keys(state).length > 0, waiting = state.mots && !search;
    remember(state);
    last = chosen(state);
    shown = last.cards;
    results.hidden = !any;
    shelves.hidden = any;
    list.textContent = "";
    extend(last);
    list.hidden = !shown.length;
    none.hidden = !list.hidden;
    total.textContent = count(last, waiting);
    results.setAttribute("aria-busy", Boolean(waiting));
  }

  here.cards = function (data) {
    facets = data.facets;
    cards = data.cards.map(function (row) {
      return { code: row[0], title: row[1], summary: row[2], nature: row[3], state: row[4], line: row[5], needs: row[6], language: row[7], answers: row[8] };
    });
    fill();
    unfold();
    show();
    form.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(show, 150); });
    form.addEventListener("reset", function () { setTimeout(show, 0); });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      clearTimeout(timer);
      show();
      var place = results.hidden ? shelves : results;
      place.focus();
      place.scrollIntoView();
    });
    more.addEventListener("click", function () {
      var from = list.childElementCount;
      extend(last);
      one("a", list.children[from]).focus();
    });
    window.addEventListener("hashchange", function () { if (location.hash.indexOf("=") > 0) { fill(); unfold(); show(); } });
    here.ready(function (found) { search = found; if (asked().mots) { show(); } });
  };
}());
