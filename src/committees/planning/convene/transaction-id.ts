import { createHash } from 'node:crypto'

/** Of the event of a meeting: a step that is begun again names the event that it may have made already. */
export const transactionIdOf = (meeting: string, version: number): string => {
  const hex = createHash('sha256').update(`${meeting} ${version}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
