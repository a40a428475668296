import { addressOf, pageOfLink, placeOf, tabOf } from './place'

const origin = 'http://127.0.0.1:3978'

test.each([
  ['', { kind: 'chat' }],
  ['#/chat', { kind: 'chat' }],
  ['#/channel', { kind: 'channel' }],
  ['#/calendar', { kind: 'calendar' }],
  ['#/call/COPIL-SUB%3A14', { kind: 'call', meeting: 'COPIL-SUB:14' }],
  ['#/portfolio', { kind: 'tab', page: 'portfolio' }],
  ['#/portfolio?q=paie', { kind: 'tab', page: 'portfolio?q=paie' }],
  ['#/project/P-008', { kind: 'tab', page: 'project/P-008' }],
])('the address %j is a place', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
})

test('a place survives its address', () => {
  for (const hash of ['#/chat', '#/channel', '#/calendar', '#/call/A%3A1', '#/cycle/2026-11'])
    expect(addressOf(placeOf(hash))).toBe(hash)
})

test.each([
  [
    `https://teams.microsoft.com/l/entity/app-id/portfolio?context=${encodeURIComponent('{"subEntityId":"project/P-008"}')}`,
    'project/P-008',
  ],
  ['https://teams.microsoft.com/l/entity/app-id/cycle', 'cycle'],
  ['https://teams.microsoft.com/l/entity/app-id/cycle?context=broken', 'cycle'],
  [`${origin}/#/cycle/2026-11`, 'cycle/2026-11'],
  ['#/project/P-014', 'project/P-014'],
  ['https://contoso.sharepoint.com/sites/pmo#/portfolio', null],
  ['https://example.org/', null],
  ['not an address at all:', null],
])('the link %j leads to %j', (url, page) => {
  expect(pageOfLink(url, origin)).toBe(page)
})

test('a project page opens inside the portfolio tab, a meeting inside the committees', () => {
  const pages = ['project/P-008', 'cycle/2026-11', 'portfolio?q=x', 'panel/CI:2', 'stage/CI:2']
  expect(pages.map(tabOf)).toEqual(['portfolio', 'cycle', 'portfolio', 'committees', 'committees'])
})
