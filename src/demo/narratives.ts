import type { Health } from '../lists/codes'
import { pick } from './random'

/** What project managers write: short, factual, in French. */
export interface Narrative {
  readonly comment: string | null
  readonly achieved: string
  readonly next: string
  readonly issues: string | null
  readonly decisionsRequested: string | null
}

const achieved = [
  'Atelier de cadrage tenu avec les directions métier, compte rendu validé.',
  'Lot 2 livré en environnement de recette, 38 scénarios sur 42 passés.',
  'Marché attribué, réunion de lancement tenue avec l’adjudicataire.',
  'Reprise des données de l’exercice précédent terminée, écarts documentés.',
  'Interface avec le référentiel des établissements ouverte en préproduction.',
  'Formation de 24 utilisateurs pilotes, taux de satisfaction de 87 %.',
  'Analyse d’impact relative à la protection des données déposée auprès du DPO.',
  'Maquettes du parcours principal validées par le panel d’écoles.',
] as const

const next = [
  'Recette des notifications et corrections des anomalies bloquantes.',
  'Mise en place de l’environnement de production et tests de charge.',
  'Validation du cahier des charges par le comité de projet.',
  'Migration à blanc n° 1, puis analyse des rejets.',
  'Préparation du dossier pour le comité d’investissement.',
  'Pilote dans trois implantations, bilan après deux semaines.',
  'Rédaction du plan de bascule et du plan de retour arrière.',
] as const

const amberComments = [
  'Le fournisseur livre le lot d’intégration trois semaines plus tard que prévu.',
  'Deux analystes mobilisés sur la rentrée scolaire, charge réduite jusqu’à la mi-novembre.',
  'La recette métier prend du retard, faute de disponibilité des testeurs.',
  'Révision des prix du marché : le coût prévu augmente, toujours sous la tolérance.',
] as const

const redComments = [
  'La reprise des données a échoué sur les dossiers antérieurs à 2012 ; la mise en production est reportée.',
  'Le jalon de recette n’est pas tenu et la fin prévue dépasse la tolérance.',
  'Le coût prévu dépasse la tolérance après l’avenant sur l’infrastructure.',
] as const

const risks = [
  'Dépendance au projet P-012 pour l’authentification des partenaires.',
  'Un seul profil maîtrise le module de calcul, pas de relève à ce jour.',
  'Délai d’avis de l’Inspection des finances.',
] as const

const decisions = [
  'Approuver la nouvelle référence de fin.',
  'Choisir entre un budget complémentaire et un périmètre réduit.',
  'Libérer un testeur métier à mi-temps pendant six semaines.',
] as const

/** The text of one report, always the same for the same random source. */
export const narrativeOf = (declared: Health, random: () => number): Narrative => ({
  comment:
    declared === 'green' ? null : declared === 'amber' ? pick(random, ...amberComments) : pick(random, ...redComments),
  achieved: pick(random, ...achieved),
  next: pick(random, ...next),
  issues: random() < 0.3 ? pick(random, ...risks) : null,
  decisionsRequested: declared === 'red' && random() < 0.5 ? pick(random, ...decisions) : null,
})

/** What the best-known projects say in the latest cycle. */
export const latestNarratives: Readonly<Record<string, Partial<Narrative>>> = {
  'P-008': {
    comment: 'Tests de charge reportés à janvier, sans impact sur la mise en production.',
    decisionsRequested:
      'Approuver la nouvelle référence de fin : sans décision, la paie de septembre reste sur l’ancien moteur.',
  },
  'P-005': {
    comment:
      'L’équipe réseau est partagée avec P-040 jusqu’à la fin du semestre ; la migration du lot 3 glisse encore.',
    decisionsRequested: 'Choisir entre 520 000 € de plus et un périmètre réduit au lot 1 et au lot 2.',
  },
  'P-046': {
    comment: 'Trois pouvoirs organisateurs sur neuf n’ont pas signé la convention d’échange de données.',
  },
}
