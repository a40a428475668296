import type { TextKey } from '../../i18n/text'
import { translate } from '../../i18n/translate'
import { own, readDate, readFlag, type UnreadReason } from '../../imports/source/read-cell'
import { readNumber } from '../../imports/source/read-number'
import { normalised } from '../../imports/source/targets'
import type { Bodies } from '../../lists/bodies'
import {
  absentHolder,
  bodyKind,
  bodyLanguage,
  bodyLevel,
  cadence,
  conflictRule,
  lostQuorum,
  majority,
  majorityBase,
  proxyHolders,
  quorumCheck,
  quorumRole,
  tieRule,
  weekday,
} from '../../lists/bodies'
import { type MemberRole, type MemberVoice, memberRole, memberVoice } from '../../lists/committees/memberships'
import type { Patch, Values } from '../../lists/kit/list'
import { plainText } from '../../lists/kit/plain-text'
import { isHours } from '../hours'
import type { BodyTarget, RefName } from './targets'

export type ReadPatch =
  | { readonly ok: true; readonly patch: Patch<typeof Bodies> }
  | { readonly ok: false; readonly reason: UnreadReason }

/** Words beside the codes and their labels that people write for them, normalised. */
const synonyms: Readonly<Record<string, string>> = {
  codir: 'executive',
  copil: 'steering',
  pilotage: 'steering',
  direction: 'executive',
  investissement: 'investment',
  investissements: 'investment',
  projet: 'project',
  projets: 'project',
  'groupe de travail': 'working',
  'comite directeur': 'steering',
  hebdomadaire: 'weekly',
  bimensuel: 'fortnightly',
  bimensuelle: 'fortnightly',
  mensuel: 'monthly',
  mensuelle: 'monthly',
  bimestriel: 'bimonthly',
  bimestrielle: 'bimonthly',
  trimestriel: 'quarterly',
  trimestrielle: 'quarterly',
  semestriel: 'halfYearly',
  semestrielle: 'halfYearly',
  annuel: 'yearly',
  annuelle: 'yearly',
  '2 3': 'twoThirds',
  'majorite simple': 'simple',
  'majorite absolue': 'absolute',
  consensus: 'consent',
  presidence: 'chair',
  president: 'chair',
  presidente: 'chair',
  'vice president': 'viceChair',
  'vice presidente': 'viceChair',
  secretaire: 'secretary',
  lun: 'monday',
  mon: 'monday',
  mar: 'tuesday',
  tue: 'tuesday',
  mer: 'wednesday',
  wed: 'wednesday',
  jeu: 'thursday',
  thu: 'thursday',
  ven: 'friday',
  fri: 'friday',
  exprimes: 'cast',
  'votes exprimes': 'cast',
  presents: 'present',
  membres: 'members',
  votants: 'voters',
  'voix preponderante': 'chair',
  voix: 'vote',
  oui: 'vote',
  avis: 'advice',
  non: 'advice',
}

/** A code by itself, by its label in either language, or by a word that people use for it. */
const readCode = <O extends string>(options: readonly O[], label: (code: O) => TextKey, text: string): O | null => {
  const said = normalised(text)
  const isNamed = (code: O): boolean =>
    normalised(code) === said ||
    (['fr', 'en'] as const).some((locale) => normalised(translate(locale)(label(code))) === said)
  return options.find(isNamed) ?? options.find((code) => code === own(synonyms, said)) ?? null
}

type Reader = (text: string) => ReadPatch

const took = (patch: Patch<typeof Bodies>): ReadPatch => ({ ok: true, patch })
const missed = (reason: UnreadReason): ReadPatch => ({ ok: false, reason })

type CodedField = {
  [K in keyof Values<typeof Bodies>]: (typeof Bodies.fields)[K] extends { readonly kind: 'choice' } ? K : never
}[keyof Values<typeof Bodies>]
type CodesField = 'preferredDays' | 'excludedDays' | 'quorumRoles'

const coded =
  <O extends string>(field: CodedField, options: readonly O[], label: (code: O) => TextKey): Reader =>
  (text) => {
    const code = readCode(options, label, text)
    return code === null ? missed('unknown-code') : took({ [field]: code })
  }

/** `lundi, mardi`, or `Monday and Tuesday`; one word that is none leaves the cell unread. */
const codedList =
  <O extends string>(field: CodesField, options: readonly O[], label: (code: O) => TextKey): Reader =>
  (text) => {
    const said = text.split(/[,;/\n]|\bet\b|\band\b/i).filter((part) => part.trim() !== '')
    const codes = said.map((part) => readCode(options, label, part))
    if (codes.length === 0 || codes.includes(null)) return missed('unknown-code')
    return took({ [field]: options.filter((option) => codes.includes(option)) })
  }

const whole =
  (field: 'durationMinutes' | 'noticeDays' | 'packDays' | 'proxiesMax' | 'quorumCount', max: number, min = 0): Reader =>
  (text) => {
    const read = readNumber(text.replace(/\s*(?:min(?:utes?)?|jours?|days?|j)\.?$/i, ''), '.')
    if (!read.ok) return read
    const { value } = read
    return value === null || !Number.isInteger(value) || value < min || value > max
      ? missed('out-of-bounds')
      : took({ [field]: value })
  }

/** `1h30`, `2 h`, `1,5 heure` or `1:30` in minutes; any other text as it is. */
const inMinutes = (text: string): string => {
  const [, hours, minutes, part] =
    /^\s*(\d{1,2})(?:\s*[h:]\s*(\d{2})|([.,]\d{1,2})?\s*(?:h|heures?|hours?))(?:\s*min)?\.?\s*$/i.exec(text) ?? []
  if (hours === undefined) return text
  return String(
    Number(hours) * 60 + Number(minutes ?? 0) + Math.round(Number(`0${(part ?? '').replace(',', '.')}`) * 60),
  )
}

const share: Reader = (text) => {
  const read = readNumber(text.replace(/\s*%\s*$/, ''), ',')
  if (!read.ok) return read
  const { value } = read
  return value === null || value < 1 || value > 100 ? missed('out-of-bounds') : took({ quorumShare: value })
}

/** `5` voters, `50 %` of them, or both: `5 et 50 %`. */
const quorum: Reader = (text) => {
  const patch: Patch<typeof Bodies> = {}
  for (const part of text.split(/[;+]|\bet\b|\band\b/i)) {
    const read = part.trim().endsWith('%') ? share(part) : whole('quorumCount', 500, 1)(part)
    if (!read.ok) return read
    Object.assign(patch, read.patch)
  }
  return took(patch)
}

const flag =
  (field: 'secretBallot' | 'quorumProxies'): Reader =>
  (text) => {
    const read = readFlag(text)
    return read.ok ? took({ [field]: read.value ?? false }) : read
  }

const day =
  (field: 'activeFrom' | 'activeUntil'): Reader =>
  (text) => {
    const read = readDate(text, 'dmy')
    return read.ok ? took({ [field]: read.value }) : read
  }

/** `09:00-12:00`, several separated by commas; also as people write it: `9h-12h30`. */
const hours =
  (field: 'preferredHours' | 'excludedHours'): Reader =>
  (text) => {
    const written = text
      .replace(/\s*(?:[-–—]|\bà\b|\bto\b)\s*/g, '-')
      .replace(
        /\b(\d{1,2})(?:\s*[h:]\s*(\d{2})?)/gi,
        (_, hour: string, minutes = '00') => `${hour.padStart(2, '0')}:${minutes}`,
      )
      .trim()
    return written.length <= 80 && isHours(written) ? took({ [field]: written }) : missed('unknown-code')
  }

/** Targets whose value is in the cell; the others name a row or a person. */
export type PlainTarget = Exclude<BodyTarget, 'code' | 'title' | 'chair' | 'secretary' | 'members' | RefName>

const readers: Readonly<Record<PlainTarget, Reader>> = {
  kind: coded('kind', bodyKind, (code) => `committees:bodyKind.${code}`),
  level: coded('level', bodyLevel, (code) => `committees:bodyLevel.${code}`),
  mandate: (text) => (text.length > 20_000 ? missed('too-long') : took({ mandate: plainText(text) })),
  language: coded('language', bodyLanguage, (code) => `committees:bodyLanguage.${code}`),
  cadence: coded('cadence', cadence, (code) => `committees:cadence.${code}`),
  durationMinutes: (text) => whole('durationMinutes', 960, 5)(inMinutes(text)),
  preferredDays: codedList('preferredDays', weekday, (code) => `committees:weekday.${code}`),
  excludedDays: codedList('excludedDays', weekday, (code) => `committees:weekday.${code}`),
  preferredHours: hours('preferredHours'),
  excludedHours: hours('excludedHours'),
  noticeDays: whole('noticeDays', 90),
  packDays: whole('packDays', 60),
  quorum,
  quorumCount: whole('quorumCount', 500, 1),
  quorumShare: share,
  quorumRoles: codedList('quorumRoles', quorumRole, (code) => `committees:memberRole.${code}`),
  quorumProxies: flag('quorumProxies'),
  quorumCheck: coded('quorumCheck', quorumCheck, (code) => `committees:quorumCheck.${code}`),
  lostQuorum: coded('lostQuorum', lostQuorum, (code) => `committees:lostQuorum.${code}`),
  proxiesMax: whole('proxiesMax', 50),
  proxyHolders: coded('proxyHolders', proxyHolders, (code) => `committees:proxyHolders.${code}`),
  absentHolder: coded('absentHolder', absentHolder, (code) => `committees:absentHolder.${code}`),
  majority: coded('majority', majority, (code) => `committees:majority.${code}`),
  majorityBase: coded('majorityBase', majorityBase, (code) => `committees:majorityBase.${code}`),
  tieRule: coded('tieRule', tieRule, (code) => `committees:tieRule.${code}`),
  conflictRule: coded('conflictRule', conflictRule, (code) => `committees:conflictRule.${code}`),
  secretBallot: flag('secretBallot'),
  activeFrom: day('activeFrom'),
  activeUntil: day('activeUntil'),
}

/** What a cell says of a body where the value stands in the cell itself; null where it names a row or a person. */
export const readBodyValue = (target: string, text: string): ReadPatch | null =>
  own<Reader>(readers, target)?.(text) ?? null

/** Roles as sources write them, beside our own codes and labels. A role in other words is a plain member's; the words are kept. */
const roleWords: readonly (readonly [RegExp, MemberRole])[] = [
  [/\bvice[ -]?(?:chair|president)/, 'viceChair'],
  [/\b(?:co)?chair|\bpresiden/, 'chair'],
  [/\bsecretai?r/, 'secretary'],
  [/\bexpert/, 'expert'],
  [/\bobserv/, 'observer'],
]

/** By code and by label, in the order in which they would be looked for. */
const roleLabels = new Map(
  memberRole
    .flatMap((role) => {
      const labels = (['fr', 'en'] as const).map((locale) => translate(locale)(`committees:memberRole.${role}`))
      return [role, ...labels].map((label) => [normalised(label), role] as const)
    })
    .toReversed(),
)

export const readRole = (text: string): { readonly role: MemberRole; readonly voice: MemberVoice } => {
  const said = normalised(text)
  const role = roleLabels.get(said) ?? roleWords.find(([words]) => words.test(said))?.[1] ?? 'member'
  return { role, voice: /\bex officio\b/.test(said) ? 'advice' : voiceOf(role) }
}

/** The voice that a role has where nothing else is told. */
export const voiceOf = (role: MemberRole): MemberVoice =>
  role === 'secretary' || role === 'expert' || role === 'observer' ? 'advice' : 'vote'

export const readVoice = (text: string): MemberVoice | null =>
  readCode(memberVoice, (code) => `committees:memberVoice.${code}`, text)
