"""Towns that several tests print: what they publish, and what must never leave."""

#: Two drafts, of which the first leads to the second.
TWO = """
# fiches/dispositifs/A-01-un.yaml
code: A-01
titre: Café citoyen
promesse: Voir [la suite](A-02).
# fiches/dispositifs/A-02-deux.yaml
code: A-02
titre: Marché aux idées
"""

#: A word that stands in nothing that may go out.
CANARY = "CANARIJAUNE"
#: Documents that no paper may show or name, with all that indexes sort by; they may stand beside A-01 and A-02.
PRIVATE = f"""
# fiches/dispositifs/A-03-interne.yaml
code: A-03
titre: {CANARY} interne
diffusion: interne
phases:
  - mobiliser
niveau:
  - consultation
publics:
  - jeunes
duree: 2 h
liens:
  avec:
    - A-01
sources:
  - id: secret
    titre: {CANARY} source
# fiches/dispositifs/A-04-restreinte.yaml
code: A-04
titre: {CANARY} restreinte
diffusion: restreinte
# fiches/dispositifs/A-08-retiree.yaml
code: A-08
titre: {CANARY} retirée et interne
diffusion: interne
etat: retiree
# fiches/recits/R-01-histoire.yaml
schema: recit/1
code: R-01
titre: {CANARY} sans accord
resume: {CANARY}
raconte:
  - A-01
consentement:
  statut: en_attente
# fiches/recits/R-02-site.yaml
schema: recit/1
code: R-02
titre: {CANARY} pour le site seulement
resume: {CANARY}
consentement:
  statut: obtenu
  supports:
    - site
"""
