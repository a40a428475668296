import { list } from './kit/list'

/** A person is away from `firstDay` to `lastDay`, both included; questions go to `delegate` meanwhile. */
export const Absences = list('Absences', 'absenceKey', {
  /** `<person>:<first day>` */
  absenceKey: { kind: 'text', maxLength: 80, required: true, unique: true },
  person: { kind: 'person', required: true, indexed: true, personal: true },
  firstDay: { kind: 'date', required: true },
  lastDay: { kind: 'date', required: true, indexed: true },
  delegate: { kind: 'person' },
})
