"""A project -> its site, of which only what changed is read and composed anew.

Sheets are read, checked and composed in as many processes as are of use: each keeps the sheets it read until all are
known, since a page names those it leads to, and then composes theirs, while the first process makes the lists.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

from loosfiches.build import values
from loosfiches.build.digest import digest
from loosfiches.build.executor import LocalExecutor, result
from loosfiches.build.store import Store
from loosfiches.collection import Collection, Entry, load_documents, open_collection
from loosfiches.collection.project import Project
from loosfiches.collection.register import Index
from loosfiches.diagnostics import Diagnostic, Severity, Stop
from loosfiches.language import _
from loosfiches.output.stage import Stamp, stamp
from loosfiches.rules import severity
from loosfiches.survey import MANY, MOST, Checked, Survey, conclude, read_digest
from loosfiches.system.processes import count_processors
from loosfiches.templates import Templates
from loosfiches.views.attachments import refused
from loosfiches.views.site.contents import Contents
from loosfiches.views.site.downloads import BARE, DownloadSources
from loosfiches.views.site.site import Output, Site
from loosfiches.views.site.summary import Summary, summary

P = ParamSpec("P")
T = TypeVar("T")

#: The fewest pages that are worth a process of their own.
_FEW = MANY
#: What looking at a file gave; no summary of what is no document.
_Looked = tuple[Checked, Summary | None]
#: How the files that were made lie on disk, by name.
_Made = dict[str, Stamp | None]


#: Where the classes are defined that a memory holds.
_MODULES = ("loosfiches.model.", "loosfiches.collection.", "loosfiches.diagnostics", "loosfiches.views.site.summary")


class Memory(NamedTuple):
    """What a build learned: the summaries of documents, by file; of each output the digest of its facts, its stamp."""

    summaries: Mapping[str, Summary]
    pages: Mapping[str, tuple[str, Stamp]]


@dataclass(frozen=True)
class Published:
    """What a build gave: `facts` are digests of what decides each file, by name; `made` are the files made anew.

    Where there are `errors`, in the project or in pictures that cannot be shown, there are no files. `silent`,
    `outdated` and `kept_back` are codes: of récits without agreement, of documents whose PDF or source is not offered.
    `faulty` are the files of the documents with errors, when they are left out: there are then `errors` and files.
    """

    register: Index
    errors: Sequence[Diagnostic]
    checked: Mapping[str, Checked]
    summaries: Mapping[str, Summary]
    facts: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Stamp | None] = field(default_factory=dict)
    drafts: int = 0
    silent: Sequence[str] = ()
    faulty: Sequence[str] = ()
    outdated: Sequence[str] = ()
    kept_back: Sequence[str] = ()


#: The documents that this process read, by file, where it is a worker.
_ENTRIES: dict[str, Entry] = {}


@dataclass
class Publisher:
    """Builds the site of a project once.

    Args:
        today: what rules that speak of dates go by.
        output: the folder where the site is, or will be.
        put: what is done with a file that was made, name and content, in any process; tells its stamp in the folder.
        store, key: where what the last build learned is kept, and under which key.
        fonts: the faces by file name.
        supply: PDFs to offer, and what makes pictures lighter.
        processes: how many may work; what suits the machine and the project when it is 0.
        skip_faulty: leave out the documents with errors, and build the rest.
    """

    project: Project
    today: datetime.date
    templates: Templates
    output: Path
    put: Callable[[str, bytes], Stamp | None]
    store: Store
    key: str
    in_force: bool = False
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    supply: DownloadSources = BARE
    processes: int = 0
    skip_faulty: bool = False
    _entries: dict[str, Entry] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, object]:
        """Leave out what was found and read: a worker does that itself."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.name != "_entries"}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        """Share with all publishers that come to this worker the documents that it reads."""
        vars(self).update(state, _entries=_ENTRIES)

    def publish(self) -> Published:
        """Compose what changed.

        Raises Faulty for a template that cannot be composed, Stop for a sheet that changes meanwhile.
        """
        names, known = self.bare.documents, self._known
        stale = [name for name in names if name not in known]
        work = [name for name in names if name not in known or not self._has_page(known[name][1])]
        count = self.processes or max(1, min(count_processors(), len(work) // _FEW, MOST))
        shares = [] if count == 1 else [work[number::count] for number in range(count)]
        with ExitStack() as stack:
            # One worker to each share: it keeps the sheets that it reads until it composes their pages.
            helpers = [_Helper(self, names, stack.enter_context(LocalExecutor(1))) for names in shares]
            looks = [
                helper.begin(Publisher.look, [name for name in helper.names if name not in known]) for helper in helpers
            ]
            looked = {**known, **self.look([] if shares else stale)}
            for wait in looks:
                looked |= wait()
            return self._published(looked, helpers)

    @cached_property
    def survey(self) -> Survey:
        """What is known of each file of the project."""
        return Survey(self.bare, self.store)

    @cached_property
    def bare(self) -> Collection:
        """The project before any document is read."""
        return open_collection(self.project, self.today)

    @cached_property
    def memory(self) -> Memory:
        """What the last build learned on the same basis; nothing when anything else was kept."""
        match values.load(self.store.get(self.key), _MODULES):
            case (self.basis, dict(known), dict(pages)) if all(isinstance(each, Summary) for each in known.values()):
                return Memory(known, pages)
            case _:
                return Memory({}, {})

    def stamps(self, published: Published) -> Mapping[str, Stamp | None]:
        """Return the stamps that we gave files, by name, those that were there before too."""
        made, former = published.made, self.memory.pages
        return {name: made[name] if name in made else former[name][1] for name in published.facts}

    def remember(self, published: Published) -> None:
        """Keep what was learned, once the files are in place."""
        stamps = self.stamps(published)
        pages = {name: (facts, known) for name, facts in published.facts.items() if (known := stamps[name])}
        self.store.keep(self.key, values.dump((self.basis, dict(published.summaries), pages or self.memory.pages)))
        self.survey.remember(published.checked)

    @cached_property
    def basis(self) -> str:
        """What all that is remembered rests on: what findings rest on, and templates."""
        return digest(self.survey.basis, self.templates.fingerprint("site"))

    @cached_property
    def _known(self) -> Mapping[str, _Looked]:
        """What is remembered of the files that did not change."""
        before = self.memory.summaries
        both = ((name, checked, before.get(name)) for name, checked in self.survey.known.items())
        return {name: (checked, own) for name, checked, own in both if own and own.digest == checked.digest}

    def look(self, names: Iterable[str]) -> dict[str, _Looked]:
        """Look at sheets one by one, and keep them."""
        found: dict[str, _Looked] = {}
        for name in names:
            checked, entry = self.survey.check(name)
            if entry:
                self._entries[name] = entry
            found[name] = checked, summary(entry, checked.digest) if entry else None
        return found

    def make_pages(self, register: Index, summaries: Mapping[str, Summary], names: Sequence[str]) -> _Made:
        """Make all files of the documents of some sheets."""
        site, own = self._site(register, summaries), set(names)
        shown = (known for known in site.contents.shown if known.file in own)
        return self._make(site, (each for known in shown for each in site.files_of(known)))

    def _entry(self, name: str, expected: str) -> Entry:
        """Return a document by the name of its file; raises Stop where it is no longer what `expected` tells."""
        if name not in self._entries:
            found = load_documents(self.bare, [name]).entries
            if not found or read_digest(found[0]) != expected:
                raise Stop(_("{file} changed while the site was built: build it again").format(file=name))
            self._entries[name] = found[0]
        return self._entries[name]

    def _site(self, register: Index, summaries: Mapping[str, Summary]) -> Site:
        return Site(Contents(register, summaries, self.in_force), self.templates, self.fonts, self.supply)

    def _published(self, looked: Mapping[str, _Looked], helpers: "Sequence[_Helper]") -> Published:
        checked = {name: own for name, (own, _) in looked.items()}
        summaries = {name: own for name, (_, own) in looked.items() if own}
        register, found = conclude(self.bare, [each.part for each in checked.values()])
        site = self._site(register, summaries)
        told = {(each.file, each.details.get("path", "")) for each in found}
        found += refused(self.project, [each for known in site.contents.shown for each in known.pictures], told)
        errors = [each for each in found if severity(each.code, register) == Severity.ERROR]
        published = Published(register, errors, checked, summaries)
        if faulty := self._skipped(errors):
            summaries = {name: _hidden(each) if name in faulty else each for name, each in summaries.items()}
            site = self._site(register, summaries)
            published = replace(published, faulty=sorted(faulty))
        if errors and not (faulty and site.contents.shown):
            return published
        pages = [helper.begin(Publisher.make_pages, register, summaries, helper.names) for helper in helpers]
        outputs = list(site.outputs())
        facts = {each.name: digest(each.facts) for each in outputs}
        elsewhere = {name for helper in helpers for name in helper.names}
        here = (each for each in outputs if each.file not in elsewhere)
        made = self._make(site, (each for each in here if not self._is_there(each.name, facts[each.name])))
        for wait in pages:
            made |= wait()
        return replace(
            published,
            facts=facts,
            made=made,
            drafts=sum(each.state == "brouillon" for each in site.contents.shown),
            silent=[code for code, each in site.contents.by_code.items() if each.silent],
            outdated=site.aside.outdated,
            kept_back=[each.code for each in site.contents.shown if not each.offered],
        )

    def _skipped(self, errors: Sequence[Diagnostic]) -> set[str]:
        """Return the files of the documents with errors; none where they, or another file, stop the build."""
        files = {each.file for each in errors}
        return files if self.skip_faulty and files.issubset(self.bare.documents) else set()

    def _is_there(self, name: str, facts: str) -> bool:
        """Tell whether a file is on disk as it would be made."""
        known = self.memory.pages.get(name)
        return known is not None and known == (facts, stamp(self.output, name))

    def _has_page(self, known: Summary | None) -> bool:
        """Tell whether a document's page, if it had one, is as it was left: the folder may be new, or another one."""
        name = f"{known.code.lower()}/index.html" if known else ""
        return name not in self.memory.pages or self.memory.pages[name][1] == stamp(self.output, name)

    def _make(self, site: Site, outputs: Iterable[Output]) -> _Made:
        """Make files; return what they look like on disk."""
        made: _Made = {}
        for each in outputs:
            given = [self._entry(each.file, site.contents.summaries[each.file].digest)] if each.file else []
            made[each.name] = self.put(each.name, each.make(*given))
        return made


@dataclass
class _Helper:
    """A share of the sheets, and the process that looks at them and then makes their pages."""

    publisher: Publisher
    names: Sequence[str]
    executor: LocalExecutor

    def begin(
        self, method: Callable[Concatenate[Publisher, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Callable[[], T]:
        """Begin a method of the publisher in that process; return a function that waits for its result.

        What could not be done there is done here.
        """
        call = self.executor.submit(method, self.publisher, *args, **kwargs)
        return lambda: result(call, partial(method, self.publisher, *args, **kwargs))


def _hidden(known: Summary) -> Summary:
    """Return the summary of a document that is left out: nothing of it is shown, links to it are plain words."""
    return replace(known, shown=False, silent=False, public="", fields={}, words=("", "", "", ""))
