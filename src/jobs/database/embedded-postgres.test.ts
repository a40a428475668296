import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { quietLog } from '../../../tests/kit/quiet-log'
import { startEmbeddedPostgres } from './embedded-postgres'
import { FolderInUse, lockFolder, ownerOf } from './folder-lock'
import { connectDatabase, openEmbeddedDatabase, untilAnswers } from './postgres'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouvernail-postgres-'))
  // The temporary folder is closed to other accounts, as a home folder is.
  chmodSync(folder, 0o700)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('what was committed is there after a restart, and only our account can read the password', async () => {
  const first = await openEmbeddedDatabase(folder, 0, quietLog)
  await first.pool.query('create table kept (value int)')
  await first.pool.query('insert into kept values (42)')
  await expect(openEmbeddedDatabase(folder, 0, quietLog)).rejects.toThrow(FolderInUse)
  await first.close()
  const second = await openEmbeddedDatabase(folder, 0, quietLog)
  const { rows } = await second.pool.query('select value from kept')
  await second.close()
  expect(rows).toEqual([{ value: 42 }])
  expect(statSync(join(folder, 'postgres.password')).mode & 0o777).toBe(0o600)
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
})

test('a database that is being started is waited for, one that refuses the password is not', async () => {
  const first = await startEmbeddedPostgres({ folder, port: 0, durable: false })
  await first.stop()
  const away = connectDatabase(first.url, quietLog)
  const waiting = untilAnswers(away.pool, quietLog)
  const again = await startEmbeddedPostgres({ folder, port: Number(new URL(first.url).port), durable: false })
  await waiting
  await away.close()
  const stranger = connectDatabase(first.url.replace(/:[^:@]+@/, ':guessed@'), quietLog)
  await expect(untilAnswers(stranger.pool, quietLog)).rejects.toThrow('password authentication failed')
  await stranger.close()
  await again.stop()
})

test('a folder is found by a relative path too, also when every account may pass through it', async () => {
  chmodSync(folder, 0o755)
  const database = await openEmbeddedDatabase(join(relative(process.cwd(), folder), 'data'), 0, quietLog)
  const { rows } = await database.pool.query('select 1 as one')
  await database.close()
  expect(rows).toEqual([{ one: 1 }])
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(true)
})

test('a database that outlived its killed owner is stopped and served again with all its rows', async () => {
  const orphan = await startEmbeddedPostgres({ folder, port: 0, durable: true })
  const database = await openEmbeddedDatabase(folder, 0, quietLog)
  const { rows } = await database.pool.query('select 1 as one')
  await database.close()
  await orphan.stop()
  expect(rows).toEqual([{ one: 1 }])
})

test('a lock file of PostgreSQL whose process id belongs to something else by now is no obstacle', async () => {
  await (await openEmbeddedDatabase(folder, 0, quietLog)).close()
  const stranger: ChildProcess = spawn('sleep', ['60'])
  const pidFile = join(folder, 'postgres', 'postmaster.pid')
  writeFileSync(pidFile, `${stranger.pid}\n${join(folder, 'postgres')}\n0\n1\n\n127.0.0.1\n0\nready\n`)
  const database = await openEmbeddedDatabase(folder, 0, quietLog)
  await database.close()
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('a taken port is named', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const address = holder.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  await expect(startEmbeddedPostgres({ folder, port, durable: true })).rejects.toThrow(
    `DATABASE_PORT=${port} cannot be used: the port is taken`,
  )
  await new Promise((resolve) => holder.close(resolve))
})

test('a folder is held by the running process alone; a dead or recycled owner does not count', () => {
  const release = lockFolder(folder)
  expect(ownerOf(folder)).toBe(process.pid)
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
  const file = join(folder, 'process.lock')
  const [, birth] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, `${process.pid}\n${Number(birth) + 1}\n`)
  expect(ownerOf(folder)).toBeNull()
  release()
  expect(ownerOf(folder)).toBeNull()
})
