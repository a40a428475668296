import ExcelJS from 'exceljs'
import type { BodiesView, BodyConflict, BodyView, ForProjects, MembershipView } from '../../src/committees/bodies-view'
import { membershipOn } from '../../src/committees/rules/membership'
import { Bodies } from '../../src/lists/bodies'
import { Memberships } from '../../src/lists/committees/memberships'
import { Programmes } from '../../src/lists/programmes'
import { Projects } from '../../src/lists/projects'
import { idOf } from '../kit/personas'
import { programme, project } from '../kit/rows'
import { type Stack, startStack } from '../kit/stack'

/** The PMO sets up the committees of a portfolio; who may see and change them; a change of members leaves the past alone. */
let stack: Stack
const officer = () => stack.as('Inès Vandamme')
const page = async (name: string, code: string): Promise<BodyView> =>
  (await stack.as(name).get<BodyView>(`/api/bodies/${code}`)).body
const memberNamed = async (code: string, name: string): Promise<MembershipView> => {
  const found = (await page('Inès Vandamme', code)).members.filter((member) => member.name === name).at(-1)
  if (!found) throw new Error(`${name} does not sit in ${code}`)
  return found
}
const path = (code: string, key = ''): string => `/api/bodies/${code}/members${key && `/${encodeURIComponent(key)}`}`

beforeAll(async () => {
  stack = await startStack()
  const people = {
    sponsor: idOf('Isabelle Kinet'),
    projectManager: idOf('Nora Pirard'),
    businessOwner: idOf('Isabelle Kinet'),
  }
  const rows = [
    project({ number: 'P-001', programme: 'PER', ...people }),
    project({ number: 'P-002', programme: 'PER', ...people, confidentiality: 'confidential' }),
    project({ number: 'P-003', ...people, sponsor: null }),
    project({ number: 'P-004', ...people, lifecycle: 'closed' }),
  ]
  await stack.ctx.outbox.put([
    {
      list: Programmes,
      key: 'PER',
      values: programme({ code: 'PER', programmeManager: idOf('Renaud Stassart') }),
    },
    ...rows.map((values) => ({ list: Projects, key: values.number, values })),
  ])
  await stack.outbox.drained()
})
afterAll(() => stack.close())

test('one committee for each project: the preview writes nothing, the second press creates nothing', async () => {
  const ask = async (dryRun: boolean) =>
    (await officer().post<ForProjects>('/api/bodies/for-projects', { dryRun })).body
  const preview = await ask(true)
  expect(preview.created.map(({ code, chair, secretary, members }) => [code, chair, secretary, members])).toEqual([
    ['CP-P-001', 'Isabelle Kinet', 'Nora Pirard', 3],
    ['CP-P-002', 'Isabelle Kinet', 'Nora Pirard', 3],
  ])
  expect(preview.withoutChair.map(({ code }) => code)).toEqual(['P-003'])
  expect(stack.ctx.lists.all(Bodies)).toEqual([])

  const [first, second] = await Promise.all([ask(false), ask(false)])
  expect([first.created.length, second.created.length].sort()).toEqual([0, 2])
  await stack.outbox.drained()
  expect(await ask(false)).toMatchObject({ created: [], covered: 2 })
  expect(stack.ctx.lists.all(Bodies).map(({ code, majority, cadence }) => [code, majority, cadence])).toEqual([
    ['CP-P-001', 'consent', 'monthly'],
    ['CP-P-002', 'consent', 'monthly'],
  ])
  expect(stack.ctx.lists.all(Memberships)).toHaveLength(6)
})

test('the committee of a hidden project exists for those who may see the project, and for its members', async () => {
  const seenBy = async (name: string) =>
    (await stack.as(name).get<BodiesView>('/api/bodies')).body.rows.map(({ code }) => code)
  expect(await seenBy('Inès Vandamme')).toEqual(['CP-P-001', 'CP-P-002'])
  expect(await seenBy('Nora Pirard')).toEqual(['CP-P-001', 'CP-P-002'])
  expect(await seenBy('Koen Wouters')).toEqual(['CP-P-001'])
  expect(await seenBy('Thomas Roevens')).toEqual(['CP-P-001'])
  const hidden = await stack.as('Thomas Roevens').get('/api/bodies/CP-P-002')
  const unknown = await stack.as('Thomas Roevens').get('/api/bodies/CP-P-999')
  const { error } = Object(unknown.body)
  expect([hidden.status, hidden.body]).toEqual([404, { error: { ...error, requestId: expect.any(String) } }])
  const added = await officer().post(path('CP-P-002'), {
    person: idOf('Thomas Roevens'),
    role: 'expert',
    voice: 'advice',
    mandatory: false,
    from: '2026-11-18',
    until: null,
  })
  expect(added.status).toBe(201)
  expect(await seenBy('Thomas Roevens')).toEqual(['CP-P-001', 'CP-P-002'])
  // Who sits in the body reads the project behind it, too.
  expect((await page('Thomas Roevens', 'CP-P-002')).covers.projects.map(({ code }) => code)).toEqual(['P-002'])
})

test('the list in Excel has the columns, the order and the rights of the page; a name that looks like a formula stays a text', async () => {
  const formula = '=HYPERLINK("https://evil.example";"CoPil")'
  await stack.ctx.outbox.put([
    { list: Bodies, key: 'ZZ', values: { code: 'ZZ', title: formula, kind: 'working', level: 'tactical' } },
  ])
  await stack.outbox.drained()
  const sheetOf = async (name: string, query: string) => {
    const { status, bytes } = await stack.as(name).get(`/api/bodies-export?${query}`)
    expect(status).toBe(200)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer)
    return book.worksheets[0]
  }
  const textsOf = (sheet: ExcelJS.Worksheet | undefined) =>
    (sheet?.getSheetValues() ?? []).flatMap((row) => (Array.isArray(row) ? [row.slice(1)] : []))
  expect(textsOf(await sheetOf('Inès Vandamme', 'sort=-code&cols=code,chair&group=programme'))).toEqual([
    ['Instance', 'Programme', 'Code', 'Présidence'],
    ['Comité de projet Projet P-002', 'Programme PER', 'CP-P-002', 'Isabelle Kinet'],
    ['Comité de projet Projet P-001', 'Programme PER', 'CP-P-001', 'Isabelle Kinet'],
    [`'${formula}`, undefined, 'ZZ'],
  ])
  const seen = await sheetOf('Koen Wouters', 'cols=code&level=operational')
  expect(textsOf(seen).map((row) => row.at(-1))).toEqual(['Code', 'CP-P-001'])
  const cell = (await sheetOf('Inès Vandamme', 'q=evil&group=none&cols=code'))?.getCell('A2')
  expect([cell?.type, cell?.formula, cell?.numFmt]).toEqual([ExcelJS.ValueType.String, undefined, '@'])
})

test('a body of a template starts with its rules, its chair and its secretary', async () => {
  const asked = {
    template: 'steering',
    title: 'CoPil Personnels',
    programme: 'PER',
    project: null,
    chair: idOf('Philippe Moreau'),
    secretary: idOf('Renaud Stassart'),
  }
  const created = await officer().post<{ code: string }>('/api/bodies', asked)
  expect([created.status, created.body.code]).toEqual([201, 'COPIL-PER'])
  expect((await officer().post<{ code: string }>('/api/bodies', asked)).body.code).toBe('COPIL-PER-2')
  await stack.outbox.drained()
  const view = await page('Renaud Stassart', 'COPIL-PER')
  expect(view).toMatchObject({ chair: 'Philippe Moreau', secretary: 'Renaud Stassart', rights: 'edit' })
  expect(view.rules).toMatchObject({ majority: 'simple', tie: 'chair', proxies: { max: 1, whenHolderAbsent: 'chair' } })
  expect((await stack.as('Nora Pirard').post('/api/bodies', asked)).status).toBe(403)
  const refused = await officer().post('/api/bodies', { ...asked, programme: 'NONE' })
  expect([refused.status, refused.body]).toMatchObject([422, { error: { code: 'unknown-programme' } }])
})

test('the secretary sets the rhythm, the PMO the rules, and nobody else anything', async () => {
  const { etag } = await page('Renaud Stassart', 'COPIL-PER')
  const edit = (name: string, patch: object, version = etag) =>
    stack
      .as(name)
      .patch<{ etag: string; error: { code: string }; fields: string[]; conflict: BodyConflict }>(
        '/api/bodies/COPIL-PER',
        { etag: version, patch },
      )
  expect((await edit('Nora Pirard', { cadence: 'monthly' })).status).toBe(403)
  expect((await edit('Renaud Stassart', { majority: 'consent' })).status).toBe(403)
  const hours = await edit('Renaud Stassart', { preferredHours: '9h-12h' })
  expect([hours.status, hours.body.fields]).toEqual([422, ['preferredHours']])
  const saved = await edit('Renaud Stassart', { preferredHours: '09:00-12:00', preferredDays: ['tuesday', 'thursday'] })
  expect(saved.status).toBe(200)
  expect(stack.ctx.lists.find(Bodies, 'COPIL-PER')).toMatchObject({ preferredDays: ['tuesday', 'thursday'] })

  // The officer still has the page of before: another field goes through, the same field is a conflict.
  const other = await stack.as('Inès Vandamme').patch('/api/bodies/COPIL-PER', {
    etag,
    patch: { majority: 'absolute' },
    base: { majority: 'simple' },
  })
  expect(other.status).toBe(200)
  const clash = await edit('Inès Vandamme', { preferredDays: ['monday'] })
  expect(clash.status).toBe(409)
  expect(clash.body.conflict).toMatchObject({
    by: 'Inès Vandamme',
    fields: [{ field: 'preferredDays', mine: ['monday'], theirs: ['tuesday', 'thursday'] }],
  })
  const circle = await edit('Inès Vandamme', { escalatesTo: 'COPIL-PER-2' }, clash.body.conflict.etag)
  expect(circle.status).toBe(200)
  const back = await officer().patch<{ error: { code: string } }>('/api/bodies/COPIL-PER-2', {
    etag: (await page('Inès Vandamme', 'COPIL-PER-2')).etag,
    patch: { escalatesTo: 'COPIL-PER' },
  })
  expect([back.status, back.body.error.code]).toEqual([422, 'escalates-in-a-circle'])
})

test('a new chair from January: until then, and for the meetings of before, the old one chairs', async () => {
  const old = await memberNamed('COPIL-PER', 'Philippe Moreau')
  const successor = {
    person: idOf('Isabelle Kinet'),
    role: 'chair',
    voice: 'vote',
    mandatory: true,
    from: '2027-01-01',
    until: null,
  }
  const early = await officer().post<{ error: { code: string } }>(path('COPIL-PER'), successor)
  expect([early.status, early.body.error.code]).toEqual([409, 'role-taken'])
  const ended = await officer().patch(path('COPIL-PER', old.key), { etag: old.etag, until: '2026-12-31' })
  expect(ended.status).toBe(200)
  const stale = await officer().patch(path('COPIL-PER', old.key), { etag: old.etag, until: null })
  expect([stale.status, stale.body]).toMatchObject([409, { current: { until: '2026-12-31' } }])
  expect((await officer().post(path('COPIL-PER'), successor)).status).toBe(201)
  expect((await page('Nora Pirard', 'COPIL-PER')).chair).toBe('Philippe Moreau')
  stack.clock.moveTo('2027-01-04T09:00:00Z')
  expect((await page('Nora Pirard', 'COPIL-PER')).chair).toBe('Isabelle Kinet')
  const rows = stack.ctx.lists.all(Memberships)
  const chairs = ['2026-11-30', '2027-01-04'].map(
    (day) => membershipOn(rows, 'COPIL-PER', day).find(({ role }) => role === 'chair')?.name,
  )
  expect(chairs).toEqual(['Philippe Moreau', 'Isabelle Kinet'])
})

test('a change of voice begins a new row; on its first day a membership is corrected instead', async () => {
  const nora = await officer().post<{ member: MembershipView }>(path('COPIL-PER'), {
    person: idOf('Nora Pirard'),
    role: 'expert',
    voice: 'advice',
    mandatory: false,
    from: '2027-01-04',
    until: null,
  })
  const { key, etag } = nora.body.member
  const change = (from: string, version: string) =>
    officer().patch<{ member: MembershipView }>(path('COPIL-PER', key), {
      etag: version,
      role: 'member',
      voice: 'vote',
      from,
    })
  const corrected = await change('2027-01-04', etag)
  expect(corrected.body.member).toMatchObject({ key, voice: 'vote', from: '2027-01-04' })
  const again = await officer().patch<{ member: MembershipView }>(path('COPIL-PER', key), {
    etag: corrected.body.member.etag,
    role: 'expert',
    voice: 'advice',
    from: '2027-03-01',
  })
  expect(again.body.member).toMatchObject({ voice: 'advice', from: '2027-03-01', state: 'future' })
  const voices = ['2027-02-28', '2027-03-01'].map(
    (day) =>
      membershipOn(stack.ctx.lists.all(Memberships), 'COPIL-PER', day).find(({ name }) => name === 'Nora Pirard')
        ?.voice,
  )
  expect(voices).toEqual(['vote', 'advice'])
  const twice = await officer().post<{ error: { code: string } }>(path('COPIL-PER'), {
    person: idOf('Nora Pirard'),
    role: 'member',
    voice: 'vote',
    mandatory: false,
    from: '2027-06-01',
    until: null,
  })
  expect([twice.status, twice.body.error.code]).toEqual([409, 'already-member'])
  expect((await stack.as('Renaud Stassart').post(path('COPIL-PER'), {})).status).toBe(403)
})

test('who chairs now stands in the column that SharePoint readers see, and every change is in the audit', async () => {
  await stack.outbox.drained()
  expect(stack.ctx.lists.find(Bodies, 'COPIL-PER')?.chair).toBe(idOf('Isabelle Kinet'))
  expect(await stack.ctx.audit.firstBreak()).toBeNull()
})
