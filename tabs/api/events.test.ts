import { noticeIn } from './events'

test.each([
  ['data: {"list":"Projects"}', { list: 'Projects' }],
  ['event: change\ndata: {"list":"StatusReports"}', { list: 'StatusReports' }],
  ['data: {"stale":true}', { stale: true }],
  [': alive', null],
  ['data: {}', null],
])('the block %j announces %j', (block, expected) => {
  expect(noticeIn(block)).toEqual(expected)
})
