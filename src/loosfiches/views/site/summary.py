"""A document's summary for lists, menus and feeds, kept between builds so that it need not be read again."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from loosfiches.build.digest import digest
from loosfiches.collection import Entry, is_publishable
from loosfiches.diagnostics import Span
from loosfiches.model.recit import Recit
from loosfiches.views import public_source
from loosfiches.views.attachments import announced, images, pieces
from loosfiches.views.site.searching import Words, words

#: The fields of documents that summaries have under the same name, where the document's kind has them.
FIELDS = (
    "titre", "resume", "nature", "genre", "partie", "niveau", "phases", "publics", "duree", "preparation",
    "participants", "temps_agents", "cout", "difficulte", "modalite", "acces", "periode", "lieu", "langue",
    "traductions", "auteurs", "licence", "historique", "sources", "remplacee_par", "falc",
    "mots_cles",
)  # fmt: skip

#: Attributes of summaries that lists do not show.
_UNSEEN = {"digest", "public", "pictures", "words", "told", "words_digest"}


@dataclass(frozen=True, repr=False)
class Summary:
    """One document as others show it; fields of the model are attributes of their own names.

    `digest` is that of its file, `public` that of what may be read of it, "" when nothing may or it cannot be told
    apart; `shown` tells whether its text may go on the web once its state is one that is shown; `silent` that it is
    public but the people told of have not agreed; `pictures` are those it announces, as `attachments.announced` says
    them; `pieces` and `images` are the files that go along with its page; `fields` are its other fields, `words` what
    is searched for in it. Its `repr` tells apart what lists show: other digests or words have no list made again.
    """

    file: str
    digest: str
    public: str
    kind: str
    code: str
    state: str
    version: int | None
    updated: datetime.date | None
    shown: bool
    silent: bool
    pictures: Sequence[tuple[str, str, Span]]
    pieces: Sequence[str]
    images: Sequence[str]
    fields: Mapping[str, Any]
    words: Words = ("", "", "", "")

    #: What templates may read beside the attributes below.
    for_templates: ClassVar[Sequence[str]] = FIELDS

    @property
    def offered(self) -> bool:
        """Tell whether the document's source may be taken away, without the notes of the team."""
        return bool(self.public)

    @cached_property
    def told(self) -> str:
        """A digest of what lists show, computed once: a document is in a dozen lists."""
        shown = {name: said for name, said in vars(self).items() if name not in _UNSEEN}
        return digest(repr(shown))

    @cached_property
    def words_digest(self) -> str:
        """A digest of what is searched for, taken once and kept: the words of all documents are megabytes."""
        return digest(*self.words)

    def __repr__(self) -> str:
        return f"Summary({self.code}, {self.told})"

    def __getattr__(self, name: str) -> Any:
        """Return a field of the document; raises AttributeError for one that it does not have."""
        if name.startswith("_") or name not in self.fields:
            raise AttributeError(name)
        return self.fields[name]


def summary(entry: Entry, digest: str) -> Summary:
    """Return the summary of a document; `digest` is that of its file."""
    document = entry.document
    shown = is_publishable(entry, "site")
    return Summary(
        file=entry.file,
        digest=digest,
        public=public_source.public_digest(entry, digest) if shown else "",
        kind=entry.kind,
        code=entry.code,
        state=document.state,
        version=document.version,
        updated=document.updated,
        shown=shown,
        silent=isinstance(document, Recit) and document.public and document.state != "retiree" and not shown,
        pictures=[*announced([entry])],
        pieces=pieces(document),
        images=images(document),
        # A document that is not shown is counted, and says nothing.
        fields={name: getattr(document, name) for name in FIELDS if hasattr(document, name)} if shown else {},
        words=words(entry) if shown else ("", "", "", ""),
    )
