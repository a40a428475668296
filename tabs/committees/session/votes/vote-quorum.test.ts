import { quorumOfVote } from './vote-quorum'

test.each([
  [
    'lost by a recusal',
    [{ code: 'quorum', ok: false, counted: 3, base: 7 }],
    { ok: false, of: { counted: 3, base: 7 } },
  ],
  ['reached', [{ code: 'quorum', ok: true, counted: 4, base: 7 }], { ok: true, of: { counted: 4, base: 7 } }],
  ['checked at the opening', [{ code: 'quorum.opening' }], { ok: true, of: null }],
  ['not asked for', [], null],
] as const)('the quorum of a vote, %s, is the one that its result rests on', (_, reasons, expected) => {
  expect(quorumOfVote({ reasons })).toEqual(expected)
})
