import { ANSWER_TEXT_MAX } from '../question-view'
import { parseAnswer } from './answer-values'

test.each([
  [{}, {}],
  [{ overall: 'amber' }, { overall: 'amber' }],
  [{ schedule: '' }, { schedule: null }],
  [{ forecastEnd: '2027-10-29' }, { forecastEnd: '2027-10-29' }],
  [{ forecastEnd: '29/10/2027' }, { forecastEnd: '2027-10-29' }],
  [{ forecastEnd: ' ' }, { forecastEnd: null }],
  [{ forecastCost: '2264000' }, { forecastCost: 2_264_000 }],
  [{ forecastCost: '2 264 000,50 €' }, { forecastCost: 2_264_000.5 }],
  [{ forecastCost: '2\u202f264\u202f000\u00a0€' }, { forecastCost: 2_264_000 }],
  [{ forecastCost: '2.264.000' }, { forecastCost: 2_264_000 }],
  [{ forecastCost: '264.000,50 €' }, { forecastCost: 264_000.5 }],
  [{ forecastCost: 0 }, { forecastCost: 0 }],
  [{ forecastCost: '' }, { forecastCost: null }],
  [{ percentComplete: '40' }, { percentComplete: 40 }],
  [{ comment: '  Délai < 3 mois, coût > 10 %.\r\nSuite.\u0000 ' }, { comment: 'Délai < 3 mois, coût > 10 %.\nSuite.' }],
  [{ comment: ' \n ' }, { comment: null }],
  [{ comment: '\u202e\ud800' }, { comment: null }],
  [{ comment: '\u200b\u2060 \u00ad' }, { comment: null }],
  [{ comment: 'zéro\u200bjoint' }, { comment: 'zérojoint' }],
  [{ next: 'é'.repeat(ANSWER_TEXT_MAX) }, { next: 'é'.repeat(ANSWER_TEXT_MAX) }],
])('%j is read as %j', (raw, values) => {
  expect(parseAnswer(raw)).toEqual({ ok: true, values })
})

test.each([
  [null, 'invalid-answer', null],
  [undefined, 'invalid-answer', null],
  ['green', 'invalid-answer', null],
  [[], 'invalid-answer', null],
  [{ overall: 'vert' }, 'invalid-health', 'overall'],
  [{ overall: 3 }, 'invalid-health', 'overall'],
  [{ risk: ['red'] }, 'invalid-health', 'risk'],
  [{ forecastEnd: '2027-02-30' }, 'invalid-date', 'forecastEnd'],
  [{ forecastEnd: '31/11/2027' }, 'invalid-date', 'forecastEnd'],
  [{ forecastEnd: '1999-12-31' }, 'invalid-date', 'forecastEnd'],
  [{ forecastEnd: 20271029 }, 'invalid-date', 'forecastEnd'],
  [{ forecastEnd: 'bientôt' }, 'invalid-date', 'forecastEnd'],
  [{ forecastCost: '-5' }, 'invalid-amount', 'forecastCost'],
  [{ forecastCost: -5 }, 'invalid-amount', 'forecastCost'],
  // A number input makes it of 250, too.
  [{ forecastCost: '250.000' }, 'invalid-amount', 'forecastCost'],
  [{ forecastCost: '1e9' }, 'invalid-amount', 'forecastCost'],
  [{ forecastCost: Number.NaN }, 'invalid-amount', 'forecastCost'],
  [{ forecastCost: Number.POSITIVE_INFINITY }, 'invalid-amount', 'forecastCost'],
  [{ forecastCost: '99999999999999' }, 'invalid-amount', 'forecastCost'],
  [{ percentComplete: 101 }, 'invalid-percent', 'percentComplete'],
  [{ percentComplete: '40,5' }, 'invalid-percent', 'percentComplete'],
  [{ comment: { text: 'x' } }, 'invalid-text', 'comment'],
  [{ comment: 'x'.repeat(ANSWER_TEXT_MAX + 1) }, 'too-long', 'comment'],
  [{ comment: '<script>alert(1)</script>' }, 'markup', 'comment'],
  [{ issues: 'voir <img src=x onerror=alert(1)>' }, 'markup', 'issues'],
  [{ next: 'voir [ici](javascript:alert(1))' }, 'markup', 'next'],
  [{ state: 'published' }, 'unknown-field', 'state'],
])('%j is refused: %s', (raw, reason, field) => {
  expect(parseAnswer(raw)).toEqual({ ok: false, reason, field })
})

test.each(['[', '![', '<a', '[a]('])('250 kilobytes of %j are refused without looking for markup in them', (piece) => {
  const comment = piece.repeat(250_000 / piece.length)
  expect(parseAnswer({ comment })).toEqual({ ok: false, reason: 'too-long', field: 'comment' })
})
