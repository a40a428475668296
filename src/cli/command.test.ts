import { gouvernail } from '../../tests/kit/commands'
import { languageOf } from './io'

/** What is typed wrongly is refused before anything is opened: nothing here has been. */
test.each(['doctor', 'provision', 'import', 'committees', 'export', 'restore', 'person'])(
  'help of %s is its own, however it is asked for',
  async (name) => {
    const asked = await gouvernail({}, 'help', name)
    expect(asked).toMatchObject({ code: 0, complaints: [] })
    expect(asked.lines.join()).toMatch(new RegExp(`^Usage\u00a0: gouvernail ${name}`))
    expect((await gouvernail({}, name, '--help')).lines).toEqual(asked.lines)
  },
)

test.each([
  ['provision', 'plan', 'extra'],
  ['import', 'inspect', 'a.csv', 'extra'],
  ['import', 'run', 'a.csv', 'extra', '--mapping', 'm.json'],
  ['import', 'undo', 'batch', 'extra'],
  ['export', 'folder', 'extra'],
  ['restore', 'folder', 'extra'],
  ['person', 'erase', 'somebody@opnum.example', 'extra'],
  ['doctor', 'extra'],
])('a word too many is refused and named: %s %s %s %s', async (...args) => {
  const run = await gouvernail({}, ...args)
  expect(run.code).toBe(2)
  expect(run.complaints.join()).toMatch(
    new RegExp(`^Argument en trop\u00a0: extra\nUsage\u00a0: gouvernail ${args[0]}`),
  )
})

test.each([
  ['export', ''],
  ['restore', ' '],
  ['person', 'export', ''],
  ['person', 'erase', ' '],
])(
  'a blank, such as a variable that is not set, is neither the folder one stands in nor somebody: %j %j %j',
  async (...args) => {
    expect(await gouvernail({}, ...args)).toMatchObject({
      code: 2,
      complaints: [expect.stringMatching(new RegExp(`^Usage\u00a0: gouvernail ${args[0]}`))],
    })
  },
)

test.each<readonly [readonly string[], 'fr' | 'en', readonly string[]]>([
  [['provision', 'plan'], 'fr', ['provision', 'plan']],
  [['--lang', 'en', 'provision', 'plan'], 'en', ['provision', 'plan']],
  [['provision', '--lang=en', 'plan'], 'en', ['provision', 'plan']],
  [['doctor', '--lang', 'fr'], 'fr', ['doctor']],
  // Left in for the command to refuse.
  [['doctor', '--lang', 'de'], 'fr', ['doctor', '--lang', 'de']],
  [['doctor', '--language', 'en'], 'fr', ['doctor', '--language', 'en']],
])('the language of %j is %s', (argv, locale, args) => {
  expect(languageOf(argv)).toEqual({ locale, args })
})
