import { markdownToHtml } from './markdown'

test.each([
  ['plain text', '<p>plain text</p>'],
  ['**bold** and _italic_', '<p><strong>bold</strong> and <em>italic</em></p>'],
  ['snake_case_name stays', '<p>snake_case_name stays</p>'],
  ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
  [
    '[Gouvernail](https://example.org/a?b=1)',
    '<p><a href="https://example.org/a?b=1" target="_blank" rel="noreferrer">Gouvernail</a></p>',
  ],
  ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
  ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
  ['\\*\\*as typed\\*\\*', '<p>**as typed**</p>'],
  ['\\<b\\>', '<p>&lt;b&gt;</p>'],
  ['- one\n- two\nafter', '<ul><li>one</li><li>two</li></ul><p>after</p>'],
])('%j', (text, html) => {
  expect(markdownToHtml(text)).toBe(html)
})
