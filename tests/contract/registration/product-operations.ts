import type { GraphDoor } from '../../../src/graph/ports'
import { applyProvision } from '../../../src/graph/provision'
import { blankValues, list, type Values } from '../../../src/lists/kit/list'
import type { EventOutcome, NewEvent } from '../../../src/ports/calendars'
import { appRolesOf } from '../../../src/server/wiring/app-roles'
import type { DoorKit } from '../../kit/door'
import { quietLog } from '../../kit/quiet-log'
import { Sample } from '../../kit/sample-list'
import { listen, notified } from '../facts/listener'

const officer = 'dd7b057b-924e-43b4-8a59-729b4022925e'
/** Reads English, which only the full directory entry says. */
const koen = 'd69fe34e-0005-4fa3-8489-ee15177b109f'
const SMALL = 2_000
/** Above what goes in one request. */
const LARGE = 5 * 1024 * 1024

const SPAN = { from: '2026-12-07T00:00:00Z', to: '2026-12-08T00:00:00Z' }
const MAILBOX = 'gouvernail@opnum.example'

const meeting = (): NewEvent => ({
  transactionId: crypto.randomUUID(),
  subject: 'Essai',
  html: '<p>Essai</p>',
  start: '2026-12-07T09:00:00Z',
  end: '2026-12-07T10:00:00Z',
  attendees: [{ address: 'nora.pirard@opnum.example', name: 'Nora Pirard', kind: 'required' }],
  room: null,
})

const convened = async (door: GraphDoor): Promise<Extract<EventOutcome, { ok: true }>> => {
  const [outcome] = await door.calendars.create(MAILBOX, [meeting()])
  if (outcome?.ok) return outcome
  throw new Error(JSON.stringify(outcome))
}

let made = 0
const fresh = (): string => {
  made += 1
  return `P-${made}`
}
const values = (code: string): Values<typeof Sample> => ({ ...blankValues(Sample), code, note: 'une réponse' })

const expectThat = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

/** Stores a file, finds it and reads it back. */
const upload = async (door: GraphDoor, bytes: number): Promise<string> => {
  const path = `rapports/${fresh()}.bin`
  const outcome = await door.library.upload(path, new Uint8Array(bytes), 'application/octet-stream')
  expectThat(outcome.ok && outcome.bytes === bytes, 'The file was not stored')
  const found = await door.library.find(path)
  const content = found && (await door.library.download(found.driveItemId))
  expectThat(content?.byteLength === bytes, 'The file was not read back')
  return found?.driveItemId ?? ''
}

/**
 * Everything that the product asks of Microsoft 365, each on its own, through the product's own door. An operation rejects when
 * it does not work. A new kind of call belongs here too: what no operation needs, the registration may not ask for.
 */
export const productOperations: Readonly<Record<string, (door: GraphDoor, kit: DoorKit) => Promise<void>>> = {
  'make a list': async (door) => {
    const { steps } = await applyProvision(door, [list(`Extra${fresh().replace('-', '')}`, 'code', Sample.fields)])
    expectThat(
      steps.some(({ kind }) => kind === 'create-list'),
      'No list was made',
    )
  },
  'read and follow the lists': async (door) => {
    await door.lists.start()
    await door.lists.syncNow()
  },
  'record an answer': async (door) => {
    const code = fresh()
    const [outcome] = await door.lists.upsertMany([{ list: Sample, key: code, values: values(code) }])
    expectThat(outcome?.outcome === 'ok', JSON.stringify(outcome))
  },
  'edit as a person': async (door, kit) => {
    const outcome = await door.lists.as(await kit.tokenOf(officer)).create(Sample, values(fresh()))
    expectThat(outcome.ok, JSON.stringify(outcome))
  },
  'hear of changes': async (door) => {
    const hook = await listen(notified)
    await door.lists.start()
    const expiresAt = new Date(Date.now() + 3_600_000)
    const [made] = await door.subscriptions.create([
      { list: Sample.name, address: hook.url, clientState: 'secret', expiresAt },
    ])
    if (made?.ok) await door.subscriptions.remove(made.id)
    await hook.close()
    expectThat(made?.ok === true, JSON.stringify(made))
  },
  'publish a file': async (door) => void (await upload(door, SMALL)),
  'publish a large file': async (door) => void (await upload(door, LARGE)),
  'take a file back': async (door) => door.library.recycle(await upload(door, SMALL)),
  'export the documents': async (door) => {
    const [document] = await door.documents.below(['rapports'])
    let bytes = 0
    await door.documents.contents(document ? [document] : [], async (_document, content) => {
      bytes = content.byteLength
    })
    expectThat(bytes > 0, 'No document was exported')
  },
  'know people and their language': async (door) => {
    await door.directory.refresh()
    expectThat(door.directory.person(koen)?.locale === 'en', 'The language of a person is not known')
  },
  'know who holds which role': async (door, kit) => {
    const { clientId } = kit.tenant.registration
    const roles = await appRolesOf(door.application, clientId, { now: () => new Date() }, quietLog).of(officer)
    expectThat(roles.includes('officer'), 'The officer is not known')
  },
  'write mail': async (door) => {
    const { ok } = await door.mail.send('nora.pirard@opnum.example', 'Essai', 'Bonjour')
    expectThat(ok, 'The mail was not accepted')
  },
  'keep the tasks of actions': async (door, kit) => {
    const send = { method: 'POST', body: { title: 'Actions', owner: kit.tenant.registration.pmoTeamId } }
    const { id: plan } = Object(await (await kit.fetchGraph('/planner/plans', send)).json())
    const [made] = await door.tasks.create([{ plan, bucket: null, title: 'A-1 · x', dueOn: null, assignee: koen }])
    const [task] = (await door.tasks.ofPlan(String(plan))) ?? []
    expectThat(made?.ok === true && task?.id === made.id, JSON.stringify(made))
    const [closed] = await door.tasks.change([{ id: task?.id ?? '', etag: task?.etag ?? '', percentComplete: 100 }])
    expectThat(closed?.ok === true, JSON.stringify(closed))
  },
  'install the app for people': async (door) => {
    const outcome = (await door.teamsApp.installFor([koen])).get(koen)
    expectThat(outcome === 'installed' || outcome === 'already', String(outcome))
  },
  'know who is free': async (door) => {
    const schedules = await door.calendars.schedules(MAILBOX, ['nora.pirard@opnum.example'], SPAN)
    expectThat(schedules.get('nora.pirard@opnum.example')?.isKnown === true, 'The calendar was not read')
  },
  'convene a meeting': async (door) => {
    const { event } = await convened(door)
    const events = await door.calendars.events(MAILBOX, SPAN)
    expectThat(
      events.some((one) => one.event === event),
      'The event was not found',
    )
  },
  'move and cancel a meeting': async (door) => {
    const { event } = await convened(door)
    const [moved] = await door.calendars.update(MAILBOX, [{ ...meeting(), event, end: '2026-12-07T11:00:00Z' }])
    const [cancelled] = await door.calendars.cancel(MAILBOX, [{ event, comment: 'Essai' }])
    expectThat(moved?.ok === true && cancelled?.ok === true, JSON.stringify([moved, cancelled]))
  },
  'equip the chat of a meeting': async (door) => {
    const { joinUrl } = await convened(door)
    const page = 'https://gouvernail.example/tab.html#/meeting/X:1'
    const tab = { joinUrl: joinUrl ?? '', name: 'Réunion', contentUrl: page, websiteUrl: page, entityId: 'X:1' }
    const [outcome] = await door.calendars.equip(MAILBOX, [tab])
    expectThat(outcome?.ok === true, JSON.stringify(outcome))
  },
  'tell the activity feed': async (door) => {
    const feed = door.feed((page) => `https://teams.microsoft.com/l/entity/app/${page}`)
    const notice = {
      type: 'packPublished',
      parameters: { meeting: 'CoPil' },
      about: 'B-1:1:v1',
      page: 'meeting',
    } as const
    const told = await feed.notify([koen], { ...notice, topic: 'CoPil', preview: 'Dossier' })
    expectThat(told, 'The activity feed was not told')
  },
}

/** Runs every operation through a door of its own and names those that do not work. */
export const brokenOperations = async (kit: DoorKit): Promise<readonly string[]> => {
  const door = kit.another({ patience: { application: 2_000, person: 2_000 } })
  const broken: string[] = []
  for (const [name, operate] of Object.entries(productOperations)) {
    await operate(door, kit).catch(() => broken.push(name))
  }
  return broken
}
