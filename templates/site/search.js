/* loosfiches: full text. Reads search-data.js (src/loosfiches/views/site/searching.py writes it: same words, same signs) into
   a MiniSearch index, a piece at a time, and answers queries. `loosfiches.search` is the answer, once it is ready:

       loosfiches.ready(function (search) { search("café citoyen") })
       -> null for a query without words, or {partial, found: [{code, terms}]}, the best first; `terms` are written words
*/
(function () {
  "use strict";
  var here = window.loosfiches = window.loosfiches || {};
  var FIELDS = ["titre", "resume", "texte", "souvent"], WEIGHTS = { titre: 8, resume: 3, souvent: 2 };
  var SIGNS = "", DIGITS = 64, MORE = 22, value = {}, waiting = [], search = null;
  for (var sign = 40; sign < 127; sign += 1) { if (sign !== 92) { SIGNS += String.fromCharCode(sign); } }
  SIGNS.split("").forEach(function (each, number) { value[each] = number; });

  /* Words: lower case, no accents, no ligatures, no plural. The same as `fold` and `single` in Python. */
  var LETTERS = { "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss" };
  function fold(text) {
    return text.toLowerCase().replace(/[œæøłđðþıß]/g, function (letter) { return LETTERS[letter]; }).normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  }
  function single(word) {
    if (word.length < 4) { return word; }
    if (/(?:eaux|eux|oux|s)$/.test(word)) { return word.slice(0, -1); }
    return /aux$/.test(word) ? word.slice(0, -2) + "l" : word;
  }
  var keys = new Map();
  here.key = function (word) {
    if (!keys.has(word)) { keys.set(word, single(fold(word))); }
    return keys.get(word);
  };
  here.WORD = /[\p{L}\p{N}]+(?:[-‐‑][\p{L}\p{N}]+)*/gu;

  /* What is looked for: co-construction is its two parts, A-1 is the document A-01. */
  function terms(query, stop) {
    /* As it is seen: words pasted from elsewhere hide soft hyphens, or have their accents apart. */
    return (query.normalize("NFC").replace(/\p{Cf}/gu, "").match(here.WORD) || []).flatMap(function (word) {
      var code = /^([a-z])[-‐‑]?(\d{1,3})$/i.exec(word);
      return code ? [code[1].toLowerCase() + code[2].padStart(2, "0")] : word.split(/[-‐‑]/);
    }).filter(function (word) { return word.length > 1 && !stop.has(fold(word)); }).map(here.key);
  }

  /* A list of documents: one bit for each after « ! », six to a sign; else the gaps between them. */
  function numbers(list, total) {
    var found = {}, at = -1, high = 0;
    if (list[0] === "!") {
      for (var n = 0; n < total; n += 1) {
        if (value[list[1 + Math.floor(n / 6)]] >> (5 - n % 6) & 1) { found[n] = 1; }
      }
      return found;
    }
    for (var i = 0; i < list.length; i += 1) {
      var digit = value[list[i]];
      if (digit >= DIGITS) { high = high * MORE + digit - DIGITS; continue; }
      at += high * DIGITS + digit + 1;
      found[at] = 1;
      high = 0;
    }
    return found;
  }

  /* The index in MiniSearch's own form for what was saved; lists are decoded as it takes them. */
  function saved(data, words) {
    var lists = FIELDS.map(function (name) { return data.lists[name].split(" "); }), total = data.codes.length;
    function* entries() {
      for (var rank = 0; rank < words.length; rank += 1) {
        var held = {};
        lists.forEach(function (list, field) { if (list[rank]) { held[field] = numbers(list[rank], total); } });
        yield [here.key(words[rank]), held];
      }
    }
    var each = function (of) { return Object.fromEntries(data.codes.map(function (code, n) { return [n, of(code)]; })); };
    return {
      documentCount: total, nextId: total, dirtCount: 0, serializationVersion: 2,
      documentIds: each(function (code) { return code; }), storedFields: {},
      fieldIds: Object.fromEntries(FIELDS.map(function (name, n) { return [name, n]; })),
      fieldLength: each(function () { return [1, 1, 1, 1]; }), averageFieldLength: [1, 1, 1, 1],
      index: entries()
    };
  }

  here.words = function (data) {
    var words = data.words.split(" "), stop = new Set(data.stop.split(" ")), written = new Map();
    words.forEach(function (word) { written.set(here.key(word), word); });
    /* A word that is known is taken at its word; another may be unfinished, or mistyped by a letter or two. */
    var unknown = function (term) { return !written.has(term); };
    var options = {
      fields: FIELDS, tokenize: function (query) { return terms(query, stop); }, processTerm: function (term) { return term; },
      searchOptions: {
        boost: WEIGHTS, bm25: { k: 1.2, b: 0, d: 0.5 }, weights: { fuzzy: 0.4, prefix: 0.6 }, combineWith: "AND",
        prefix: function (term, rank, all) { return unknown(term) && rank === all.length - 1 && term.length > 2; },
        fuzzy: function (term) { return unknown(term) && term.length > 3 ? (term.length < 6 ? 1 : 2) : false; }
      }
    };
    window.MiniSearch.loadJSAsync(saved(data, words), options).then(function (index) {
      search = function (query) {
        if (!terms(query, stop).length) { return null; }
        var found = index.search(query), partial = !found.length;
        if (partial) { found = index.search(query, { combineWith: "OR" }); }
        return { partial: partial && found.length > 0, found: found.map(function (each) {
          return { code: each.id, terms: each.terms.map(function (term) { return written.get(term); }) };
        }) };
      };
      waiting.splice(0).forEach(function (each) { each(search); });
    });
  };

  here.ready = function (use) { if (search) { use(search); } else { waiting.push(use); } };
}());
