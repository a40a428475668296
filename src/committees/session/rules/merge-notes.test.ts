import fc from 'fast-check'
import { mergeNotes } from './merge-notes'

const merge = (base: string, mine: string, theirs: string) => mergeNotes(base, mine, theirs, '[Nora] ')

test.each([
  ['nobody else wrote', 'a\nb', 'a\nb\nc', 'a\nb', 'a\nb\nc', 0],
  ['I wrote nothing', 'a\nb', 'a\nb', 'x\na\nb', 'x\na\nb', 0],
  ['different lines', 'a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC', 0],
  ['both add at the end', 'a', 'a\nmine', 'a\ntheirs', 'a\ntheirs\nmine', 0],
  ['both begin an empty note', '', 'mine', 'theirs', 'theirs\nmine', 0],
  ['both end with the same words, of different people', '', 'Jan\npour', 'Marie\npour', 'Marie\npour\nJan\npour', 0],
  ['both write two paragraphs', '', 'm1\n\nm2', 't1\n\nt2', 't1\n\nt2\nm1\n\nm2', 0],
  ['an earlier save whose answer was lost', '', 'a\nb', 'a\nc', 'a\nc\nb', 0],
  [
    'the same line, and the same words below',
    'x',
    'Jan\npour',
    'Marie\npour',
    'Marie\npour\n[Nora] Jan\n[Nora] pour',
    1,
  ],
  ['the same change twice', 'a\nb', 'a\nB', 'a\nB', 'a\nB', 0],
  ['the same line', 'a\nb\nc', 'a\nmine\nc', 'a\ntheirs\nc', 'a\ntheirs\n[Nora] mine\nc', 1],
  ['one removes what the other keeps', 'a\nb\nc', 'a\nc', 'a\nb\nc\nd', 'a\nc\nd', 0],
  ['one removes what the other changes', 'a\nb\nc', 'a\nmine\nc', 'a\nc', 'a\n[Nora] mine\nc', 1],
  ['I remove what they change', 'a\nb\nc', 'a\nc', 'a\ntheirs\nc', 'a\ntheirs\nc', 0],
])('%s', (_, base, mine, theirs, text, both) => {
  expect(merge(base, mine, theirs)).toEqual({ text, both })
})

test('whatever two people type, every line that either added is in the result', () => {
  const note = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 })
  const edit = fc.array(fc.record({ at: fc.nat(6), drop: fc.boolean(), add: fc.boolean() }), { maxLength: 3 })
  let serial = 0
  const edited = (
    lines: readonly string[],
    steps: readonly { at: number; drop: boolean; add: boolean }[],
    who: string,
  ) => {
    const result = [...lines]
    const added: string[] = []
    for (const { at, drop, add } of steps) {
      serial += 1
      const line = `${who}${serial}`
      if (add) added.push(line)
      result.splice(Math.min(at, result.length), drop ? 1 : 0, ...(add ? [line] : []))
    }
    return { text: result.join('\n'), added: added.filter((line) => result.includes(line)) }
  }
  fc.assert(
    fc.property(note, edit, edit, (lines, first, second) => {
      const base = lines.join('\n')
      const [mine, theirs] = [edited(lines, first, 'm'), edited(lines, second, 't')]
      const result = merge(base, mine.text, theirs.text)
      const kept = result.text.split('\n').map((line) => line.replace('[Nora] ', ''))
      expect(kept).toEqual(expect.arrayContaining([...mine.added, ...theirs.added]))
      // Who merges again on top of the result changes nothing.
      expect(merge(result.text, result.text, result.text).text).toBe(result.text)
    }),
  )
})

test('notes of thousands of lines keep what both wrote, too', () => {
  const base = Array.from({ length: 3_000 }, (_, index) => `ligne ${index}`)
  const withLine = (line: string, at: number): string => base.toSpliced(at, 1, line).join('\n')
  const { text, both } = merge(base.join('\n'), withLine('la mienne', 10), withLine('la leur', 2_990))
  expect([text, both]).toEqual([base.toSpliced(10, 1, 'la mienne').toSpliced(2_990, 1, 'la leur').join('\n'), 0])
  expect(merge(base.join('\n'), withLine('la mienne', 10), withLine('la leur', 10)).text.split('\n')).toEqual(
    base.toSpliced(10, 1, 'la leur', '[Nora] la mienne'),
  )
})
