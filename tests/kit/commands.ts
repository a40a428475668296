import { runCommand } from '../../src/cli/command'
import type { Opened } from '../../src/cli/open'
import { translate } from '../../src/i18n/translate'
import type { Stack } from './stack'

export interface CommandRun {
  /** Exit status. */
  readonly code: number
  /** What a person reads on standard output, line by line. */
  readonly lines: readonly string[]
  /** What `--json` wrote. */
  readonly json: unknown
  /** What a refused command says on standard error. */
  readonly complaints: readonly string[]
}

/** Runs `gouvernail …` in this process on what the test has opened, which stays open. */
export const gouvernail = async (
  opened: Partial<Omit<Opened, 'close'>>,
  ...args: readonly string[]
): Promise<CommandRun> => {
  const lines: string[] = []
  const complaints: string[] = []
  const written: unknown[] = []
  const io = {
    locale: 'fr' as const,
    t: translate('fr'),
    line: (text: string) => void lines.push(text),
    json: (value: unknown) => void written.push(JSON.parse(JSON.stringify(value))),
    complain: (text: string) => void complaints.push(text),
  }
  const unopened = (): Promise<never> => Promise.reject(new Error('the test has not opened this'))
  const none = { door: unopened, context: unopened, site: unopened, patient: unopened }
  const all = { ...none, ...opened, close: async () => undefined }
  const code = await runCommand(args, io, all)
  if (written.length > 1) throw new Error('a command wrote more than one JSON value')
  return { code, lines, json: written[0], complaints }
}

/** What commands are given on a running stack. */
export const openedOn = ({ ctx, door, pool }: Stack): Pick<Opened, 'door' | 'context' | 'site'> => ({
  door: async () => door,
  context: async () => ctx,
  site: async () => ({ ctx, door, pool }),
})
