import { people, type TenantPerson } from '../../src/local-tenant/people'
import { type DoorKit, startDoor } from '../kit/door'

/** Who comes from another organisation is called as they like. */
const guest: TenantPerson = {
  id: '5b1f0f0e-7a43-4f57-9d0e-1f7f0a0d7c11',
  displayName: 'Inès\u200b Van\u202eemmad\r\n',
  userPrincipalName: 'guest@elsewhere.example',
  jobTitle: '\u2060',
  department: '',
  preferredLanguage: 'fr-BE',
  appRoles: [],
}

let kit: DoorKit
beforeAll(async () => {
  kit = await startDoor([], { bare: true, tenant: { people: [...people, guest], seed: { installs: 'none' } } })
})
afterAll(() => kit.close())

/** Bytes that differ everywhere, so that a swapped or lost range shows. */
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 251)

describe('the library', () => {
  it.each([
    ['a small file at once', 'rapports/2026/été & co #1.txt', 2_000],
    ['a large one in ranges', 'rapports/2026/paquet.pptx', 11 * 1024 * 1024 + 7],
    ['an empty one', 'rapports/vide.txt', 0],
  ])('takes %s and gives it back', async (_case, path, length) => {
    const content = bytes(length)
    const outcome = await kit.door.library.upload(path, content, 'application/octet-stream')
    if (!outcome.ok) throw new Error(outcome.reason)
    expect(outcome.bytes).toBe(length)
    expect(Buffer.compare(await kit.door.library.download(outcome.driveItemId), content)).toBe(0)
    expect(await kit.door.library.find(path)).toEqual({
      driveItemId: outcome.driveItemId,
      webUrl: outcome.webUrl,
      bytes: length,
    })
  })

  it.each([
    ['small', 1_000],
    ['large', 5 * 1024 * 1024],
  ])('never replaces a file in silence: %s', async (name, length) => {
    const path = `deux fois/${name}.bin`
    await kit.door.library.upload(path, bytes(length), 'application/octet-stream')
    const again = await kit.door.library.upload(path, bytes(length + 1), 'application/octet-stream')
    expect(again).toEqual({ ok: false, reason: 'exists' })
    expect(await kit.door.library.find(path)).toMatchObject({ bytes: length })
  })

  it('tells all files of a folder, page after page', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await kit.door.library.upload(`pages/${name}.txt`, bytes(1), 'text/plain')
    kit.tenant.faults.set({ largestPage: 2 })
    const found = await kit.door.documents.below(['pages'])
    kit.tenant.faults.clear()
    expect(found.map(({ path }) => path).sort()).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `pages/${name}.txt`))
  })

  it('takes an id that somebody typed into a row for no address of Graph', async () => {
    const stored = async (name: string): Promise<string> => {
      const outcome = await kit.door.library.upload(`ids/${name}.txt`, bytes(3), 'text/plain')
      if (!outcome.ok) throw new Error(outcome.reason)
      return outcome.driveItemId
    }
    const [own, other] = [await stored('own'), await stored('other')]
    for (const typed of [
      `${own}/../${other}`,
      `${own}/../../root:/ids/other.txt:`,
      `${other}?$select=id`,
      `${other}#`,
    ]) {
      await expect(kit.door.library.download(typed)).rejects.toMatchObject({
        code: expect.stringMatching(/not-found|invalid/),
      })
      expect(await kit.door.documents.named([typed, other])).toMatchObject([undefined, { id: other }])
      await kit.door.library.recycle(typed).catch(() => undefined)
    }
    expect((await kit.door.documents.below(['ids'])).map(({ id }) => id).sort()).toEqual([own, other].sort())
  })

  it('finds nothing where nothing is, and refuses names that SharePoint refuses', async () => {
    expect(await kit.door.library.find('nulle part/rien.txt')).toBeUndefined()
    await expect(kit.door.library.upload('a/b:c.txt', bytes(1), 'text/plain')).rejects.toThrow('b:c.txt')
    await expect(kit.door.library.upload('a//c.txt', bytes(1), 'text/plain')).rejects.toThrow()
    for (const path of ['..', 'a/../../c.txt', './c.txt', '../../../users/x']) {
      await expect(kit.door.library.upload(path, bytes(1), 'text/plain')).rejects.toThrow('Not a file or folder name')
      await expect(kit.door.library.find(path)).rejects.toThrow('Not a file or folder name')
      await expect(kit.door.documents.below([path])).rejects.toThrow('Not a file or folder name')
    }
  })
})

it('the directory knows everybody with language and title', async () => {
  await kit.door.directory.start()
  expect(kit.door.directory.all().map((person) => person.id)).toEqual(
    expect.arrayContaining(people.map((person) => person.id)),
  )
  for (const person of people) {
    expect(kit.door.directory.person(person.id.toUpperCase())).toMatchObject({
      name: person.displayName,
      jobTitle: person.jobTitle,
      locale: person.preferredLanguage.slice(0, 2),
    })
  }
})

it('the name that a guest has chosen is plain', () => {
  expect(kit.door.directory.person(guest.id)).toMatchObject({ name: 'Inès Vanemmad', jobTitle: null })
})

it('mail leaves from the mailbox; from one that does not exist it is not sent', async () => {
  const address = people[0]?.userPrincipalName ?? ''
  expect(await kit.door.mail.send(address, 'Sujet', 'Texte')).toEqual({ ok: true })
  const mails: unknown = await (await fetch(`${kit.tenant.origin}/_tenant/mails`)).json()
  expect(JSON.stringify(mails)).toContain('Sujet')
  const elsewhere = kit.another({ mailbox: 'nobody@elsewhere.example' })
  expect(await elsewhere.mail.send(address, 'Sujet', 'Texte')).toEqual({ ok: false })
})

it('the Teams app is installed once for each person, 20 people per request', async () => {
  const everybody = people.map((person) => person.id)
  const requests = kit.door.usage().requests
  const first = await kit.door.teamsApp.installFor(everybody)
  expect([...first.values()]).toEqual(everybody.map(() => 'installed'))
  expect(kit.door.usage().requests - requests).toBe(1 + Math.ceil(everybody.length / 20))
  const again = await kit.door.teamsApp.installFor(everybody.slice(0, 2))
  expect([...again.values()]).toEqual(['already', 'already'])
  const unknown = await kit.another({ teamsAppId: '00000000-0000-4000-8000-000000000000' }).teamsApp.installFor(['x'])
  expect(unknown.get('x')).toBe('not-in-catalogue')
})

it('the site is found by its address too', async () => {
  const door = kit.another({ site: { path: kit.tenant.registration.sitePath } })
  expect(await door.siteId()).toBe(kit.tenant.registration.siteId)
})

it('a wrong secret is refused as forbidden, without the secret in the message', async () => {
  const door = kit.another({ clientSecret: 'not-the-secret' })
  const failure = await door.directory.refresh().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'forbidden' })
  expect(String(failure)).not.toContain('not-the-secret')
})
