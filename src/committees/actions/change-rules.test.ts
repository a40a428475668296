import { changeOf } from './change-rules'

const open = {
  owner: 'nora',
  dueOn: '2026-11-20',
  firstDueOn: null,
  state: 'open',
  doneAt: null,
  reason: null,
  remindedAt: '2026-11-18T08:00:00Z',
  escalatedAt: null,
} as const
const done = { ...open, state: 'done', doneAt: '2026-11-17T08:00:00Z' } as const
const today = '2026-11-18'
const now = '2026-11-18T09:00:00Z'

test.each([
  ['done', open, { state: 'done' }, { state: 'done', doneAt: now }],
  ['cancelled is not done', open, { state: 'cancelled' }, { state: 'cancelled', doneAt: null }],
  [
    'opened again, and reminded again',
    done,
    { state: 'open' },
    { state: 'open', doneAt: null, reopenedAt: now, remindedAt: null },
  ],
  [
    'later, because',
    open,
    { dueOn: '2026-12-04', reason: ' Le fournisseur tarde. ' },
    {
      dueOn: '2026-12-04',
      firstDueOn: '2026-11-20',
      reason: 'Le fournisseur tarde.',
      remindedAt: null,
      escalatedAt: null,
    },
  ],
  [
    'once more later: the first date stays',
    { ...open, firstDueOn: '2026-10-30' },
    { dueOn: '2026-12-04', reason: 'x' },
    { dueOn: '2026-12-04', firstDueOn: '2026-10-30', reason: 'x', remindedAt: null, escalatedAt: null },
  ],
  [
    'sooner needs no reason',
    open,
    { dueOn: '2026-11-19' },
    { dueOn: '2026-11-19', firstDueOn: '2026-11-20', remindedAt: null, escalatedAt: null },
  ],
  ['passed on', open, { owner: 'koen' }, { owner: 'koen', remindedAt: null, escalatedAt: null }],
] as const)('%s', (_, action, change, patch) => {
  expect(changeOf(action, change, today, now)).toEqual({ ok: true, patch })
})

test.each([
  ['later without a reason', open, { dueOn: '2026-12-04', reason: '  ' }, 'reason-required'],
  ['into the past', open, { dueOn: '2026-11-17', reason: 'x' }, 'date-passed'],
  ['to what it is already', open, { owner: 'nora', dueOn: '2026-11-20', state: 'open' }, 'nothing-changed'],
  ['a reason alone', open, { reason: 'x' }, 'nothing-changed'],
  ['of one that is done', done, { owner: 'koen' }, 'closed'],
] as const)('no change %s', (_, action, change, reason) => {
  expect(changeOf(action, change, today, now)).toEqual({ ok: false, reason })
})
