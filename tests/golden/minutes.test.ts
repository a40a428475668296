import JSZip from 'jszip'
import { minutesContent } from '../../src/committees/minutes/minutes-model'
import { digestOf } from '../../src/committees/minutes/minutes-source'
import { isAsRecorded } from '../../src/committees/minutes/recorded'
import { writeMinutes } from '../../src/reports/docx/write-minutes'
import { wordingOf } from '../../src/reports/pack/wording'
import { minuted, nameOf } from './minutes-fixture'

const approved = {
  state: 'approved',
  version: 3,
  on: '2026-12-08',
  by: 'Philippe Moreau',
  in: { title: 'Réunion n°\u00a08 du 8 décembre 2026', written: false },
} as const
const contentIn = (locale: 'fr' | 'en') => minutesContent(minuted, approved, nameOf, wordingOf(locale))

test.each(['fr', 'en'] as const)('the minutes in %s say what they said', (locale) => {
  expect(contentIn(locale)).toMatchSnapshot()
})

test('a project that not everybody may see is not named as favoured', () => {
  const shown = minutesContent({ ...minuted, openProjects: new Set(['P-008']) }, approved, nameOf, wordingOf('fr'))
  const [table] = shown.items.flatMap(({ decisions }) => decisions).flatMap(({ options }) => options ?? [])
  expect(table?.rows.map(([title]) => title?.match(/P-\d+/)?.[0] ?? null)).toEqual(['P-008', null])
})

test('minutes say which option was put to the vote, also where it was rejected', () => {
  const choices = (result: 'adopted' | 'rejected', chosen: number | null) => {
    const decisions = minuted.decisions.map((each) =>
      each.type === 'arbitration'
        ? { ...each, result, options: JSON.stringify({ ...JSON.parse(each.options ?? ''), chosen, proposed: 1 }) }
        : each,
    )
    const { items } = minutesContent({ ...minuted, decisions }, approved, nameOf, wordingOf('fr'))
    const [table] = items.flatMap((item) => item.decisions).flatMap(({ options }) => options ?? [])
    return table?.rows.map((row) => row.at(-1))
  }
  expect(choices('rejected', null)).toEqual(['', 'Option mise aux voix'])
  expect(choices('adopted', 1)).toEqual(['', 'Option mise aux voix\nOption retenue'])
})

test('minutes under review say their version, and a written procedure its end', () => {
  const written = {
    ...minuted,
    meeting: { ...minuted.meeting, form: 'written', deadline: '2026-11-20T16:00:00Z' } as const,
  }
  const { status, facts } = minutesContent(written, { state: 'review', version: 2 }, nameOf, wordingOf('fr'))
  expect(status).toBe('Projet, version 2, soumis à la relecture des membres')
  expect(facts[0]?.value).toBe('Procédure écrite, close le 20/11/2026 17:00')
})

test('a proxy that did not count says so, as the quorum below it does', () => {
  const attendances = minuted.attendances.map((row) =>
    row.person === 'benali'
      ? { ...row, state: 'represented' as const, proxyTo: 'lacroix', proxyAt: '2026-11-09T15:00:00Z' }
      : row,
  )
  const { attendance, quorum } = minutesContent(
    { ...minuted, attendances },
    { state: 'review', version: 1 },
    nameOf,
    wordingOf('fr'),
  )
  expect(attendance.rows.map((row) => row.at(-1)).filter((presence) => presence?.startsWith('Procuration'))).toEqual([
    'Procuration à Bernadette Lacroix',
    'Procuration à Bernadette Lacroix, sans effet',
  ])
  expect(quorum).toMatch(/représentés\s:\s1/)
})

test('whoever leaves before the end was there until then and counts; noted as there by mistake, they were absent', () => {
  const told = (leftAt: string, more: Partial<(typeof minuted.attendances)[number]> = {}) => {
    const away = { state: 'absent' as const, arrivedAt: '2026-11-10T08:58:00Z', leftAt, ...more }
    const attendances = minuted.attendances.map((row) => (row.person === 'moreau' ? { ...row, ...away } : row))
    const source = { ...minuted, attendances }
    const { attendance, quorum } = minutesContent(source, { state: 'review', version: 1 }, nameOf, wordingOf('fr'))
    const said = attendance.rows.find(([name]) => name === 'Philippe Moreau')?.at(-1)
    return { said, present: quorum?.match(/présents\s:\s(\d)/)?.[1], digest: digestOf(source) }
  }
  const early = told('2026-11-10T10:05:00Z')
  expect(early).toMatchObject({ said: 'En séance jusqu’à 11:05', present: '2' })
  const proxy = { state: 'represented' as const, proxyTo: 'lacroix', proxyAt: '2026-11-10T10:05:00Z' }
  expect(told('2026-11-10T10:05:00Z', proxy).said).toBe(
    'En séance jusqu’à 11:05, puis procuration à Bernadette Lacroix',
  )
  expect(told('2026-11-10T09:06:00Z')).toMatchObject({ said: 'Absence', present: '1' })
  expect(told('2026-11-10T10:20:00Z').digest).not.toBe(early.digest)
})

test('whoever left the room and came back was away meanwhile; a correction says otherwise', () => {
  const told = (more: Partial<(typeof minuted.attendances)[number]>) => {
    const back = { state: 'present' as const, arrivedAt: '2026-11-10T08:58:00Z', leftAt: null, ...more }
    const attendances = minuted.attendances.map((row) => (row.person === 'moreau' ? { ...row, ...back } : row))
    const source = { ...minuted, attendances }
    const { attendance } = minutesContent(source, { state: 'review', version: 1 }, nameOf, wordingOf('fr'))
    return {
      said: attendance.rows.find(([name]) => name === 'Philippe Moreau')?.at(-1),
      digest: digestOf(source),
    }
  }
  const once = JSON.stringify([['2026-11-10T09:15:00Z', '2026-11-10T09:40:00Z']])
  expect(told({ awayTimes: once }).said).toBe('En séance, sauf de 10:15 à 10:40')
  expect(told({ awayTimes: once }).digest).not.toBe(told({}).digest)
  expect(told({ awayTimes: once, state: 'absent', leftAt: '2026-11-10T10:05:00Z' }).said).toBe(
    'En séance jusqu’à 11:05, sauf de 10:15 à 10:40',
  )
  expect(told({ awayTimes: once, notedAs: 'absent' }).said).toBe('En séance')
  expect(told({ awayTimes: 'illisible' }).said).toBe('En séance')
})

test('the digest follows what was said and agreed, not what became of it', () => {
  const before = digestOf(minuted)
  const later = minuted.actions.map((action) => ({ ...action, state: 'done', owner: 'benali', reason: 'x' }) as const)
  expect(digestOf({ ...minuted, actions: later })).toBe(before)
  const said = minuted.items.map((item) => ({ ...item, notes: `${item.notes ?? ''} !` }))
  expect(digestOf({ ...minuted, items: said })).not.toBe(before)
  const other = minuted.decisions.map((decision) => ({ ...decision, conditions: null }))
  expect(digestOf({ ...minuted, decisions: other })).not.toBe(before)
})

const voted = minuted.decisions.map((each) =>
  each.votesFor === null
    ? each
    : { ...each, voteState: 'closed' as const, explanation: '[{"code":"tie","rule":"chair","casting":"for"}]' },
)

test('by which rule a vote was decided is said, and is part of what was recorded, but for versions of before it was said', () => {
  const { items, further } = minutesContent(
    { ...minuted, decisions: voted },
    { state: 'review', version: 1 },
    nameOf,
    wordingOf('fr'),
  )
  const facts = [...items, further].flatMap(({ decisions }) => decisions).flatMap((each) => each.facts)
  expect(facts).toContainEqual({
    label: 'Règle appliquée\u00a0:',
    value: 'Parité\u00a0: la voix de la présidence est pour.',
  })
  const recorded = (decisions: typeof minuted.decisions, digest: string) =>
    isAsRecorded({
      ...minuted,
      decisions,
      meeting: { ...minuted.meeting, minutesState: 'approved', minutesDigest: digest },
    })
  const digest = digestOf({ ...minuted, decisions: voted })
  expect(recorded(voted, digest)).toBe(true)
  expect(recorded(minuted.decisions, digest)).toBe(false)
  expect(recorded(voted, digestOf(minuted))).toBe(true)
})

describe('the Word file', () => {
  test('leaves no empty line between a result and the vote, where the item above says what was decided', async () => {
    const content = contentIn('fr')
    const items = content.items.map((item) => ({
      ...item,
      decisions: item.decisions.map((each) => ({ ...each, paragraphs: [] })),
    }))
    const body = await partOf(await writeMinutes({ ...content, items }, '2026-11-10T10:41:00Z'), 'word/document.xml')
    const lines = body.split('</w:p>').map((each) => each.replaceAll(/<[^>]+>/g, ''))
    const at = lines.findIndex((each) => each.startsWith('D-2026-117  '))
    expect(lines[at + 1]).toMatch(/^(Conditions|Vote)/)
  })

  const partOf = async (content: Uint8Array, name: string): Promise<string> =>
    (await JSZip.loadAsync(content)).file(name)?.async('string') ?? Promise.reject(new Error(`no ${name}`))

  test('is the same to the byte for the same minutes and date', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => writeMinutes(contentIn('fr'), '2026-11-10T10:41:00Z')))
    expect(Buffer.from(first ?? []).equals(Buffer.from(second ?? []))).toBe(true)
  })

  test('has headings, table heads, a language and its own date, and holds what was written as text', async () => {
    const hostile = { ...contentIn('fr'), title: 'R&D <b>"X"</b> – essai' }
    const file = await writeMinutes(hostile, '2026-11-10T10:41:00Z')
    const [body, styles, core] = await Promise.all(
      ['word/document.xml', 'word/styles.xml', 'docProps/core.xml'].map((name) => partOf(file, name)),
    )
    const texts = [...(body ?? '').matchAll(/<w:t[^>]*>([^<]*)</g)].map(([, text]) => text)
    expect(texts).toEqual(expect.arrayContaining(['R&amp;D &lt;b&gt;&quot;X&quot;&lt;/b&gt; – essai', 'D-2026-117  ']))
    expect(body?.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(4)
    expect(body?.match(/<w:tblHeader\/>/g)).toHaveLength(4)
    expect(styles).toContain('w:lang w:val="fr-BE"')
    expect(core).toContain('>2026-11-10T10:41:00Z</dcterms:created>')
  })

  test('keeps a decision and the options it chose from on one page', async () => {
    const body = await partOf(await writeMinutes(contentIn('fr'), '2026-11-10T10:41:00Z'), 'word/document.xml')
    const from = body.indexOf('D-2026-118')
    const lastRow = body.lastIndexOf('<w:tr>', body.indexOf('</w:tbl>', from))
    const paragraphs = body.slice(body.lastIndexOf('<w:p>', from), lastRow).match(/<w:p>.*?<\/w:p>/gs) ?? []
    expect(paragraphs.length).toBeGreaterThan(5)
    expect(paragraphs.filter((paragraph) => !paragraph.includes('<w:keepNext/>'))).toEqual([])
  })

  test('lets options that are longer than half a page run on to the next', async () => {
    const decisions = minuted.decisions.map((each) => {
      if (each.type !== 'arbitration') return each
      const option = { title: 'Voie', consequences: 'Mot '.repeat(500).trim(), cost: null, project: null }
      return { ...each, options: JSON.stringify({ chosen: 0, options: Array.from({ length: 6 }, () => option) }) }
    })
    const content = minutesContent({ ...minuted, decisions }, approved, nameOf, wordingOf('fr'))
    const body = await partOf(await writeMinutes(content, '2026-11-10T10:41:00Z'), 'word/document.xml')
    const rows = (body.match(/<w:tr>.*?<\/w:tr>/gs) ?? []).filter((row) => row.includes('Mot Mot'))
    expect(rows).toHaveLength(6)
    expect(rows.filter((row) => row.includes('<w:keepNext/>') || row.includes('<w:cantSplit/>'))).toEqual([])
  })
})
