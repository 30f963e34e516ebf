/* loosfiches: the script of every page. A classic script that asks nothing of anyone: it works from a disk as well.
   Pages say all they have to say without it; what needs it is hidden until it runs. Its words stand in the pages, in
   their language, so a project may replace this file or leave it empty. Each part stops where its elements are absent. */
(function () {
  "use strict";

  function one(selector, root) { return (root || document).querySelector(selector); }
  function all(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }

  /* What a browser keeps, under the document's code. Storage may be refused: then nothing is kept, and nothing breaks. */
  var code = document.body.dataset.code || "";
  function key(name) { return "loosfiches:" + code + ":" + name; }
  function keep(name, value) { try { localStorage.setItem(key(name), JSON.stringify(value)); } catch (refused) { /* not kept */ } }
  function kept(name) { try { return JSON.parse(localStorage.getItem(key(name))); } catch (refused) { return null; } }

  /* One live region: what an action just did is said by screen readers and drawn for a moment. */
  var region = one("[data-annonce]"), words = region ? region.dataset : {}, leaving;
  function say(text) {
    if (!region || !text) { return; }
    clearTimeout(leaving);
    region.textContent = text;
    leaving = setTimeout(function () { region.textContent = ""; }, 4000);
  }

  all("[data-js]").forEach(function (element) { element.hidden = false; });
  all("[data-imprimer]").forEach(function (button) { button.addEventListener("click", function () { window.print(); }); });

  /* A link beside each heading, outside it so that the heading keeps its name. Without a clipboard it is still a link:
     the address bar then holds what there was to copy. */
  var canonical = one("link[rel=canonical]");
  var here = canonical ? canonical.href : location.href.split("#")[0];
  function link(heading) {
    var line = document.createElement("div"), anchor = document.createElement("a");
    line.className = "titre";
    anchor.className = "ancre";
    anchor.href = "#" + heading.id;
    anchor.textContent = "#";
    anchor.setAttribute("aria-label", words.lien.split("{}").join(heading.textContent.trim()));
    anchor.addEventListener("click", function () {
      function there() { say(words.barre); }
      if (!navigator.clipboard) { there(); return; }
      navigator.clipboard.writeText(here + "#" + heading.id).then(function () { say(words.copie); }, there);
    });
    heading.replaceWith(line);
    line.append(heading, anchor);
  }
  if (words.lien) { all(".blocs h2[id]").forEach(link); }

  /* The list of blocks stands open beside a wide page; browsers that the style sheet cannot tell so are told here. */
  var list = one(".sommaire details"), wide = matchMedia("(min-width: 62em)");
  function unfold() { list.open = wide.matches; }
  if (list && !CSS.supports("selector(::details-content)")) { unfold(); wide.addEventListener("change", unfold); }

  /* The clock: once it is known when it begins, each step has its time. A day is 1440 minutes, hours are 0 to 23. */
  function hour(minutes) {
    var day = minutes % 1440;
    return String(Math.floor(day / 60)).padStart(2, "0") + ":" + String(day % 60).padStart(2, "0");
  }
  function wind(clock) {
    var field = one("input", clock), end = one("output", clock), track = clock.closest(".temps"), was = kept("debut");
    function tick() {
      var parts = field.value.split(":"), start = parts.length > 1 ? 60 * parts[0] + Number(parts[1]) : null;
      all("[data-depart]", track).forEach(function (step) {
        one("[data-heure]", step).textContent = start === null ? "" : hour(start + Number(step.dataset.depart));
      });
      track.classList.toggle("a-l-heure", start !== null);
      end.textContent = start === null ? "" : clock.dataset.fin.replace("{}", hour(start + Number(clock.dataset.duree)));
    }
    /* On paper, hours stand in the place of minutes only when somebody has set them. */
    function set() { track.classList.toggle("regle", field.value !== ""); tick(); }
    field.addEventListener("input", function () { keep("debut", field.value); set(); });
    clock.addEventListener("submit", function (event) { event.preventDefault(); });
    if (typeof was === "string") { field.value = was; set(); } else { tick(); }
  }
  all("[data-horloge]").forEach(wind);

  /* Boxes to tick. Each is named by its words, so that a list put in another order keeps its ticks. */
  function remember(form) {
    var name = form.dataset.coches, boxes = all("input[type=checkbox]", form), was = kept(name), count = one("output", form);
    function ticked() { return boxes.filter(function (box) { return box.checked; }); }
    function show() {
      var n = ticked().length;
      if (!count) { return; }
      count.textContent = (n > 1 ? form.dataset.plusieurs : form.dataset.un).replace("{n}", n).replace("{all}", boxes.length);
    }
    function change() { keep(name, ticked().map(function (box) { return box.name; })); show(); }
    boxes.forEach(function (box) { box.checked = Array.isArray(was) && was.indexOf(box.name) >= 0; });
    form.addEventListener("change", change);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    /* The event comes before the boxes are emptied. */
    form.addEventListener("reset", function () { setTimeout(function () { change(); say(words.vide); }, 0); });
    show();
  }
  all("[data-coches]").forEach(remember);
}());
