import type { Action } from '../../src/access/policy'
import type { Confidentiality } from '../../src/lists/codes'

/**
 * The rights of the organisation, written out by hand from its governance rules and never computed, so that a slip in
 * `src/access/policy.ts` shows. `*` is every signed-in member of the organisation; the others are app roles, and relations of the
 * person to the row.
 */
export const expectedRights: Readonly<Record<Action, readonly string[]>> = {
  'me.read': ['*'],
  'events.read': ['*'],
  'portfolio.read': ['*'],
  'portfolio.export': ['*'],
  'project.read': ['*'],
  'project.create': ['officer'],
  'project.edit': ['officer', 'pmo', 'projectManager', 'delegate', 'programmeManager'],
  'project.steer': ['officer', 'pmo'],
  'report.read': ['*'],
  'report.answer': ['projectManager', 'delegate'],
  'cycle.read': ['*'],
  'cycle.open': ['officer', 'pmo'],
  'cycle.nudge': ['officer', 'pmo'],
  'cycle.extend': ['officer', 'pmo'],
  'cycle.close': ['officer'],
  'cycle.reopen': ['officer'],
  'cycle.publish': ['officer'],
  'cycle.late': ['officer', 'pmo', 'executive', 'programmeManager'],
  'delivery.read': ['officer', 'pmo', 'auditor'],
  'publication.read': ['officer', 'pmo', 'executive', 'auditor'],
  'body.read': ['*'],
  'body.create': ['officer', 'pmo'],
  'body.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'body.steer': ['officer', 'pmo'],
  'membership.edit': ['officer', 'pmo'],
  'meeting.read': ['officer', 'pmo', 'executive', 'auditor', 'memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'minutes.read': ['officer', 'pmo', 'executive', 'auditor', 'memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'minutes.edit': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'minutes.comment': ['officer', 'memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'minutes.approve': ['officer', 'chairOfBody'],
  'decision.read': ['officer', 'pmo', 'executive', 'auditor', 'memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'decision.arbitrate': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'decision.escalate': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'meeting.run': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'meeting.convene': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'meeting.cancel': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'decision.record': ['officer', 'chairOfBody', 'secretaryOfBody'],
  'vote.cast': ['memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'floor.request': ['memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'attendance.own': ['memberOfBody', 'chairOfBody', 'secretaryOfBody'],
  'plan.read': ['officer', 'pmo', 'executive', 'auditor'],
  'plan.make': ['officer', 'pmo'],
  'plan.confirm': ['officer', 'pmo'],
  'agenda.read': [
    'officer',
    'pmo',
    'executive',
    'auditor',
    'memberOfBody',
    'chairOfBody',
    'secretaryOfBody',
    'guestOfMeeting',
  ],
  'agenda.propose': ['officer', 'pmo', 'memberOfBody', 'chairOfBody', 'secretaryOfBody', 'projectManager'],
  'agenda.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'agenda.supply': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody', 'guestOfMeeting'],
  'agenda.approve': ['officer', 'chairOfBody'],
  'agenda.publish': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody'],
  'action.read': [
    'officer',
    'pmo',
    'executive',
    'auditor',
    'memberOfBody',
    'chairOfBody',
    'secretaryOfBody',
    'ownerOfAction',
  ],
  'action.edit': ['officer', 'pmo', 'chairOfBody', 'secretaryOfBody', 'ownerOfAction'],
  'import.run': ['officer'],
  'settings.edit': ['officer'],
  'audit.read': ['officer', 'auditor'],
}

/** Who sees that a project exists. A relation to it, whichever it is, always lets its holder see it. */
export const expectedReaders: Readonly<Record<Confidentiality, readonly string[]>> = {
  internal: ['*'],
  restricted: ['officer', 'pmo', 'executive', 'auditor', 'any relation'],
  confidential: ['officer', 'executive', 'auditor', 'any relation'],
}

/** Actions that nothing on the network offers, with the place where they are taken. */
export const elsewhere: Partial<Readonly<Record<Action, string>>> = {
  'import.run': 'the command `gouvernail import`, run by an administrator of the service',
  'audit.read': 'the database; no page shows the audit log yet',
}

/** What a person is to a row, in words of the tables above. */
export interface Standing {
  readonly role: string | null
  readonly relation: string | null
  readonly confidentiality: Confidentiality
}

const isGranted = (grants: readonly string[], { role, relation }: Standing): boolean =>
  grants.includes('*') ||
  (role !== null && grants.includes(role)) ||
  (relation !== null && (grants.includes(relation) || grants.includes('any relation')))

/** All that a guest of an item may do; for everything else they are nobody to the meeting, its body and its projects. */
const ofGuests: readonly Action[] = ['agenda.read', 'agenda.supply']

/** `hidden`: for this person the row does not exist. */
export const expectedOutcome = (action: Action, standing: Standing): 'allowed' | 'refused' | 'hidden' => {
  if (standing.relation === 'guestOfMeeting' && !ofGuests.includes(action)) {
    // That the meeting exists is no secret to its guest.
    return expectedOutcome(action, { ...standing, relation: null }) === 'allowed' ? 'allowed' : 'refused'
  }
  if (!isGranted(expectedReaders[standing.confidentiality], standing)) return 'hidden'
  return isGranted(expectedRights[action], standing) ? 'allowed' : 'refused'
}
