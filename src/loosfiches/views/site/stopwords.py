"""The words of French and English that stand in nearly every sentence, as `spelling.fold` writes them."""

#: Neither indexed nor looked for; what might be asked for (« sans », « jeunes », « nous ») is not among them.
STOPWORDS = frozenset(
    """
    au aux ce ceci cela celle celles celui ces cet cette ceux ci comme dans de des donc dont du elle elles en entre est
    et etre eu il ils jusqu la laquelle le lequel les leur leurs lorsqu lui ma mais me mes meme memes mon ne ni on ont
    ou par pas plus pour puis qu quand que quel quelle quelles quelqu quels qui sa se ses si soit son sont sur ta te
    tes ton tous tout toute toutes tres un une vers y
    a an and are as at be by for from has have in into is it its not of on or that the their then these they this to
    was were which with
    """.split()  # noqa: SIM905  (a list of words is read as words)
)
