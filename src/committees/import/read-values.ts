import type { TextKey } from '../../i18n/text'
import { translate } from '../../i18n/translate'
import { own, readFlag, type UnreadReason } from '../../imports/source/read-cell'
import { readNumber } from '../../imports/source/read-number'
import { normalised } from '../../imports/source/targets'
import type { Bodies } from '../../lists/bodies'
import { bodyKind, bodyLanguage, bodyLevel, cadence, conflictRule, majority, tieRule } from '../../lists/bodies'
import { type MemberRole, type MemberVoice, memberRole, memberVoice } from '../../lists/committees/memberships'
import type { Patch } from '../../lists/kit/list'
import { isHours } from '../hours'
import type { BodyTarget } from './targets'

export type ReadPatch =
  | { readonly ok: true; readonly patch: Patch<typeof Bodies> }
  | { readonly ok: false; readonly reason: UnreadReason }

/** Words beside the codes and their labels that people write for them, normalised. */
const synonyms: Readonly<Record<string, string>> = {
  codir: 'executive',
  copil: 'steering',
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

const coded = (field: keyof Patch<typeof Bodies>, code: string | null): ReadPatch =>
  code === null ? { ok: false, reason: 'unknown-code' } : { ok: true, patch: { [field]: code } }

const whole = (
  field: 'durationMinutes' | 'noticeDays' | 'packDays' | 'proxiesMax',
  text: string,
  max: number,
): ReadPatch => {
  const read = readNumber(text.replace(/\s*(?:min(?:utes?)?|jours?|days?|j)\.?$/i, ''), '.')
  if (!read.ok) return read
  const value = read.value
  if (value === null || !Number.isInteger(value) || value < 0 || value > max)
    return { ok: false, reason: 'out-of-bounds' }
  return { ok: true, patch: { [field]: value } }
}

/** `5` voters, or `50 %` of them. */
const quorum = (text: string): ReadPatch => {
  const read = readNumber(text.replace(/\s*%\s*$/, ''), ',')
  if (!read.ok) return read
  const isShare = text.trim().endsWith('%')
  const value = read.value ?? 0
  if (value < 1 || value > (isShare ? 100 : 500) || (!isShare && !Number.isInteger(value)))
    return { ok: false, reason: 'out-of-bounds' }
  return { ok: true, patch: isShare ? { quorumShare: value } : { quorumCount: value } }
}

/** `09:00-12:00`, several separated by commas; also as people write it: `9h-12h30`. */
const hours = (field: 'preferredHours' | 'excludedHours', text: string): ReadPatch => {
  const written = text
    .replace(/\s*(?:[-–—]|\bà\b|\bto\b)\s*/g, '-')
    .replace(
      /\b(\d{1,2})(?:\s*[h:]\s*(\d{2})?)/gi,
      (_, hour: string, minutes = '00') => `${hour.padStart(2, '0')}:${minutes}`,
    )
    .trim()
  return written.length <= 80 && isHours(written)
    ? { ok: true, patch: { [field]: written } }
    : { ok: false, reason: 'unknown-code' }
}

/** Targets whose value is in the cell; the others name a row or a person. */
export type PlainTarget = Exclude<
  BodyTarget,
  'code' | 'title' | 'chair' | 'secretary' | 'escalatesTo' | 'programme' | 'project'
>

/** What a cell says of a body, for the fields whose value stands in the cell itself. */
export const readBodyValue = (target: PlainTarget, text: string): ReadPatch => {
  switch (target) {
    case 'kind':
      return coded(
        'kind',
        readCode(bodyKind, (code) => `committees:bodyKind.${code}`, text),
      )
    case 'level':
      return coded(
        'level',
        readCode(bodyLevel, (code) => `committees:bodyLevel.${code}`, text),
      )
    case 'cadence':
      return coded(
        'cadence',
        readCode(cadence, (code) => `committees:cadence.${code}`, text),
      )
    case 'majority':
      return coded(
        'majority',
        readCode(majority, (code) => `committees:majority.${code}`, text),
      )
    case 'tieRule':
      return coded(
        'tieRule',
        readCode(tieRule, (code) => `committees:tieRule.${code}`, text),
      )
    case 'language':
      return coded(
        'language',
        readCode(bodyLanguage, (code) => `committees:bodyLanguage.${code}`, text),
      )
    case 'mandate':
      return text.length > 20_000 ? { ok: false, reason: 'too-long' } : { ok: true, patch: { mandate: text } }
    case 'durationMinutes':
      return whole('durationMinutes', text, 960)
    case 'noticeDays':
      return whole('noticeDays', text, 90)
    case 'packDays':
      return whole('packDays', text, 60)
    case 'proxiesMax':
      return whole('proxiesMax', text, 50)
    case 'conflictRule':
      return coded(
        'conflictRule',
        readCode(conflictRule, (code) => `committees:conflictRule.${code}`, text),
      )
    case 'preferredHours':
    case 'excludedHours':
      return hours(target, text)
    case 'quorum':
      return quorum(text)
    case 'secretBallot': {
      const read = readFlag(text)
      return read.ok ? { ok: true, patch: { secretBallot: read.value ?? false } } : read
    }
  }
}

/** Roles as sources write them, beside our own codes and labels. A role in other words is a plain member's; the words are kept. */
const roleWords: readonly (readonly [RegExp, MemberRole])[] = [
  [/\bvice[ -]?(?:chair|president)/, 'viceChair'],
  [/\b(?:co)?chair|\bpresiden/, 'chair'],
  [/\bsecretai?r/, 'secretary'],
  [/\bexpert/, 'expert'],
  [/\bobserv/, 'observer'],
]

export const readRole = (text: string): { readonly role: MemberRole; readonly voice: MemberVoice } => {
  const said = normalised(text)
  const labelled = memberRole.find(
    (role) =>
      normalised(role) === said ||
      (['fr', 'en'] as const).some((locale) => normalised(translate(locale)(`committees:memberRole.${role}`)) === said),
  )
  const role = labelled ?? roleWords.find(([words]) => words.test(said))?.[1] ?? 'member'
  const advises = role === 'secretary' || role === 'expert' || role === 'observer' || /\bex officio\b/.test(said)
  return { role, voice: advises ? 'advice' : 'vote' }
}

export const readVoice = (text: string): MemberVoice | null =>
  readCode(memberVoice, (code) => `committees:memberVoice.${code}`, text)
