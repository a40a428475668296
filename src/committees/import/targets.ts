import type { TextKey } from '../../i18n/text'
import { translate } from '../../i18n/translate'
import { normalised } from '../../imports/source/targets'

/** Where a column of a table or a key of a YAML file may go: a field of the body, or of one of its members. */
export const bodyTargets = [
  'code',
  'title',
  'kind',
  'level',
  'mandate',
  'escalatesTo',
  'programme',
  'project',
  'programmes',
  'projects',
  'language',
  'cadence',
  'durationMinutes',
  'preferredDays',
  'excludedDays',
  'preferredHours',
  'excludedHours',
  'noticeDays',
  'packDays',
  'quorum',
  'quorumCount',
  'quorumShare',
  'quorumRoles',
  'quorumProxies',
  'quorumCheck',
  'lostQuorum',
  'proxiesMax',
  'proxyHolders',
  'absentHolder',
  'majority',
  'majorityBase',
  'tieRule',
  'conflictRule',
  'secretBallot',
  'activeFrom',
  'activeUntil',
  'chair',
  'secretary',
  'members',
] as const
export const memberTargets = [
  'name',
  'firstName',
  'mail',
  'externalId',
  'role',
  'voice',
  'mandatory',
  'from',
  'until',
] as const

/** Fields that name other rows: one, or several of them. */
export const refNames = ['escalatesTo', 'programme', 'project', 'programmes', 'projects'] as const
export type RefName = (typeof refNames)[number]

export type BodyTarget = (typeof bodyTargets)[number]
export type MemberTarget = (typeof memberTargets)[number]
export type Target = `body.${BodyTarget}` | `member.${MemberTarget}`

/** Labels that forms and exports had before: a table that was filled in by them is still read. */
const FORMER = { packDays: ['dossier publie (jours avant)', 'pack published (days before)'].map(normalised) }

/**
 * Phrases by which a header is known, French and English, normalised, beside the name of its column in SharePoint. A header means the
 * target of its longest phrase: `type of committee` is a type, `role of the member` a role.
 */
const words: Readonly<Record<Target, readonly string[]>> = {
  'body.code': ['code', 'sigle', 'code de l instance', 'body code', 'committee code'],
  'body.title': [
    'instance',
    'comite',
    'committee',
    'body',
    'intitule',
    'titre',
    'title',
    'nom de l instance',
    'nom instance',
    'nom du comite',
    'nom comite',
    'committee name',
    'name of the committee',
    'body name',
    'name of the body',
  ],
  'body.kind': ['type', 'kind', 'genre'],
  'body.level': ['niveau', 'level'],
  'body.mandate': ['mandat', 'mandate', 'mission', 'jurisdiction', 'competences'],
  'body.escalatesTo': ['escalade', 'escalade vers', 'escalates to', 'parent', 'instance superieure'],
  'body.programme': ['programme', 'program'],
  'body.project': ['projet', 'project', 'numero de projet'],
  'body.programmes': ['programmes', 'programmes couverts', 'programs covered', 'programmes covered'],
  'body.projects': ['projets', 'projects', 'projets couverts', 'projects covered'],
  'body.language': ['langue', 'language'],
  'body.cadence': ['cadence', 'frequence', 'periodicite', 'frequency'],
  'body.durationMinutes': ['duree', 'duration', 'duree habituelle', 'duration minutes'],
  'body.noticeDays': ['preavis', 'delai de convocation', 'notice', 'notice period'],
  'body.packDays': ['dossier', 'delai du dossier', 'pack', 'pack deadline', ...FORMER.packDays],
  'body.quorum': ['quorum'],
  'body.quorumCount': ['quorum nombre', 'nombre du quorum', 'quorum count', 'quorum en nombre de votants'],
  'body.quorumShare': ['quorum part', 'part du quorum', 'quorum share', 'quorum en part des votants'],
  'body.quorumRoles': ['roles requis', 'quorum roles', 'roles du quorum', 'required roles', 'roles required'],
  'body.quorumProxies': ['procurations au quorum', 'procurations comptees', 'quorum proxies', 'proxies count'],
  'body.quorumCheck': ['quorum verifie', 'verification du quorum', 'quorum check', 'quorum checked'],
  'body.lostQuorum': ['quorum perdu', 'perte du quorum', 'sans quorum', 'lost quorum', 'quorum lost', 'without quorum'],
  'body.majority': ['majorite', 'majority'],
  'body.majorityBase': ['base de la majorite', 'base majorite', 'majority base', 'base of the majority'],
  'body.tieRule': ['parite', 'parite des voix', 'tie', 'tied vote'],
  'body.secretBallot': ['scrutin secret', 'vote secret', 'secret ballot'],
  'body.conflictRule': ['conflit d interets', 'conflit', 'conflict of interest', 'conflict'],
  'body.proxiesMax': ['procurations', 'procurations par personne', 'proxies', 'proxies held'],
  'body.proxyHolders': ['porteurs de procuration', 'porteur de procuration', 'mandataires', 'proxy holders'],
  'body.absentHolder': ['porteur absent', 'mandataire absent', 'absent holder', 'absent proxy holder'],
  'body.preferredDays': ['jours preferes', 'preferred days'],
  'body.excludedDays': ['jours exclus', 'excluded days'],
  'body.activeFrom': ['instituee le', 'active depuis', 'existe depuis', 'active from', 'established on'],
  'body.activeUntil': ['dernier jour', 'active jusqu au', 'existe jusqu au', 'active until', 'last day'],
  'body.preferredHours': ['heures preferees', 'preferred hours'],
  'body.excludedHours': ['heures exclues', 'excluded hours'],
  'body.chair': ['presidence', 'president', 'presidente', 'chair'],
  'body.secretary': ['secretariat', 'secretaire', 'secretary'],
  'body.members': ['membres', 'members', 'composition'],
  'member.name': ['membre', 'member', 'personne', 'person', 'nom', 'name', 'nom du membre', 'member name'],
  'member.firstName': ['prenom', 'first name', 'given name'],
  'member.mail': ['adresse', 'adresse electronique', 'courriel', 'e mail', 'email', 'mail'],
  'member.externalId': ['identifiant', 'identifiant externe', 'external id', 'bioguide'],
  'member.role': ['role', 'fonction'],
  'member.voice': ['voix', 'voice'],
  'member.mandatory': ['presence obligatoire', 'obligatoire', 'mandatory'],
  'member.from': [
    'depuis',
    'depuis le',
    'from',
    'date de debut',
    'debut',
    'start date',
    ...['debut de mandat', 'debut du mandat', 'start of mandate', 'mandate start'],
  ],
  'member.until': [
    'jusqu au',
    'until',
    'date de fin',
    'fin',
    'end date',
    ...['fin de mandat', 'fin du mandat', 'end of mandate', 'mandate end'],
  ],
}

/** What a header means. In a body of a YAML file its `name` is its title; in a table the name of a row is a person's. */
export const recognise = (header: string, within: 'table' | 'body' | 'member'): Target | null => {
  const text = normalised(header)
  if (within === 'body' && ['name', 'nom'].includes(text)) return 'body.title'
  if (within === 'member' && ['title', 'titre'].includes(text)) return 'member.role'
  if (within === 'table' && told.has(text)) return null
  const named = ofName.get(text)
  if (named && targetsOf(within).includes(named)) return named
  const found = targetsOf(within).flatMap((target) => {
    const phrases = words[target].filter((phrase) => ` ${text} `.includes(` ${phrase} `))
    return phrases.map((phrase) => ({ target, phrase, about: abouts.get(phrase) }))
  })
  const telling = found.filter(({ about }) => about === undefined)
  // `Role of the member` is none of a body, whatever a body has by that name.
  const ofPerson = found.some(({ about }) => about === 'member')
  const fitting = ofPerson ? telling.filter(({ target }) => target.startsWith('member.')) : telling
  if (telling.length > 0 && fitting.length === 0) return null
  // How many they are names nobody.
  if (/\b(?:nombre|nb|number|count|total)\b/.test(text) && found.some(({ target }) => target === 'body.members'))
    return null
  const [first, ...rest] = fitting.length > 0 ? fitting : found.filter(({ about }) => !ofPerson || about === 'member')
  return first
    ? rest.reduce((best, each) => (each.phrase.length > best.phrase.length ? each : best), first).target
    : null
}

/** Words that often only say whose code, type or role a column holds; they are the name of a column that says nothing else. */
const abouts: ReadonlyMap<string, 'body' | 'member'> = new Map([
  ...['instance', 'comite', 'committee', 'body'].map((word) => [word, 'body'] as const),
  ...['membre', 'member', 'personne', 'person'].map((word) => [word, 'member'] as const),
])

const labels = (key: TextKey): readonly string[] =>
  (['fr', 'en'] as const).map((locale) => normalised(translate(locale)(key)))

/** Columns of our own workbook of bodies that only tell what other rows say. */
const told = new Set(
  (['voters', 'advisers', 'next'] as const).flatMap((column) => labels(`committees:column.${column}`)),
)

/** Fields by their code, and by what SharePoint calls their column. */
const ofName = new Map<string, Target>(
  bodyTargets.flatMap((field) =>
    field === 'quorum' || field === 'members'
      ? []
      : [normalised(field), ...labels(`fields:Bodies.${field}`)].map((name): [string, Target] => [
          name,
          `body.${field}`,
        ]),
  ),
)

const ofBody = bodyTargets.map((target): Target => `body.${target}`)
const ofMember = memberTargets.map((target): Target => `member.${target}`)
const targetsOf = (within: 'table' | 'body' | 'member'): readonly Target[] =>
  within === 'body' ? ofBody : within === 'member' ? ofMember : [...ofBody, ...ofMember]
