import JSZip from 'jszip'
import type { MeetingPack } from '../../src/committees/agenda/pack/meeting-pack'
import { type PackFacts, packContent } from '../../src/committees/agenda/pack/pack-content'
import { papersNote } from '../../src/committees/agenda/rules/papers'
import { writeMeetingPptx } from '../../src/reports/pptx/write-meeting-pptx'
import { opensInOffice } from '../kit/office'

/** The pack of a meeting as PowerPoint reads it: parts and XML, never bytes. */
const DATE = '2026-12-01T08:00:00Z'
const paper = { driveItem: '1', name: 'Note au comité.pdf', url: 'https://x.sharepoint.com/a?b=1&c=2' }
const facts = (count: number, background: string | null = null): PackFacts => ({
  body: 'CoPil Subventions',
  title: 'CoPil Subventions n° 14',
  number: 14,
  startsAt: '2026-12-10T09:00:00Z',
  endsAt: '2026-12-10T10:30:00Z',
  place: 'Salle Magritte',
  approvedBy: 'Luc Vanderstraeten',
  approvedAt: DATE,
  version: 1,
  reason: null,
  items: Array.from({ length: count }, (_, index) => ({
    title: `Point ${index + 1} <& "guillemets">`,
    kind: 'decision',
    minutes: 15,
    presenter: 'Julie Maréchaux',
    project: 'P-008 Guichet unique',
    question: 'Approuvez-vous le report ?',
    background,
    options: null,
    papers: papersNote([paper]),
  })),
})
const slidesOf = async (pack: MeetingPack): Promise<readonly string[]> => {
  const zip = await JSZip.loadAsync(await writeMeetingPptx(pack, DATE))
  const names = Object.keys(zip.files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
  const numbered = names.toSorted((a, b) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]))
  return Promise.all(numbered.map(async (name) => (await zip.file(name)?.async('string')) ?? ''))
}
const texts = (xml = ''): readonly string[] => [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map((match) => match[1] ?? '')

test('the same pack gives the same file: an interrupted publication knows what it has stored', async () => {
  const pack = packContent(facts(3), 'fr')
  expect(await writeMeetingPptx(pack, DATE)).toEqual(await writeMeetingPptx(pack, DATE))
})

test('cover, agenda, one page an item; each with its title and its language', async () => {
  const slides = await slidesOf(packContent(facts(3), 'fr'))
  expect(slides).toHaveLength(5)
  for (const xml of slides) {
    expect(xml.match(/type="title"/g)).toHaveLength(1)
    expect(xml).not.toContain('lang="en-US"')
  }
  expect(texts(slides[0])).toContain('CoPil Subventions n° 14')
  expect(texts(slides[1]).join(' ')).toContain('10:15')
  expect(texts(slides[2])).toEqual(expect.arrayContaining(['Approuvez-vous le report ?', 'Note au comité.pdf']))
})

test('twenty items take two pages of agenda; a long text is continued, none of it is lost', async () => {
  const words = Array.from({ length: 900 }, (_, index) => `mot${index}`)
  const slides = await slidesOf(packContent(facts(20, words.join(' ')), 'en'))
  const all = slides.flatMap(texts).join(' ')
  expect(words.filter((word) => !all.includes(word))).toEqual([])
  expect(texts(slides[1]).join()).toContain('(1/2)')
  expect(texts(slides[2]).join()).toContain('(2/2)')
  expect(slides.length).toBeGreaterThan(23)
})

test('competing claims stand with the item, the proposed one marked in words, none of their text lost', async () => {
  const option = (title: string, more: object = {}) => ({ title, consequences: '', cost: null, project: null, ...more })
  const long = Array.from({ length: 300 }, (_, index) => `suite${index}`)
  const options = {
    proposed: 1,
    options: [
      option('Acheter', { consequences: long.join(' '), cost: 310_000, project: 'P-037' }),
      option('Louer', { consequences: 'Un an de plus' }),
      option('Rien'),
    ],
  }
  const { items, ...rest } = facts(1)
  const pack = packContent({ ...rest, items: items.map((item) => ({ ...item, options })) }, 'fr')
  const all = (await slidesOf(pack)).flatMap(texts).join(' ')
  expect(long.filter((word) => !all.includes(word))).toEqual([])
  expect(all).toContain('Option 2\u00a0: Louer – mise aux voix')
  expect(all.match(/mise aux voix/g)).toHaveLength(1)
  expect(all).toMatch(/310.000.*P-037/)
})

test('the title of an option stays on the page of its consequences, wherever it falls', async () => {
  const option = (title: string) => ({ title, consequences: `Suite de ${title}`, cost: null, project: null })
  const options = { proposed: null, options: ['A', 'B', 'C', 'D', 'E', 'F'].map(option) }
  for (let lines = 0; lines < 24; lines += 1) {
    const { items, ...rest } = facts(1, Array.from({ length: lines }, (_, at) => `Ligne ${at}`).join('\n') || null)
    const slides = await slidesOf(packContent({ ...rest, items: items.map((item) => ({ ...item, options })) }, 'fr'))
    for (const title of ['A', 'B', 'C', 'D', 'E', 'F'])
      expect(
        slides.filter((xml) => xml.includes(`Suite de ${title}`)).map((xml) => xml.includes(`: ${title}<`)),
      ).toEqual([true])
  }
})

test('PowerPoint’s relatives open it', async () => {
  expect(await opensInOffice(await writeMeetingPptx(packContent(facts(4, 'Contexte'), 'fr'), DATE), 'pptx')).toBe(true)
})
