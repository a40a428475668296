import { GraphError } from '../exchange'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

const refuse = (message: string): GraphError => new GraphError(400, 'InvalidRequest', message)

/** An address for notifications. The real service wants public https; this one reaches its own computer only. */
export const readAddress = (value: unknown, property: string): string => {
  if (typeof value !== 'string' || !URL.canParse(value)) throw refuse(`The ${property} is missing or not an address.`)
  const { hostname, protocol } = new URL(value)
  if (!['http:', 'https:'].includes(protocol) || !LOOPBACK.includes(hostname)) {
    throw refuse(`The ${property} must be https; the local tenant reaches addresses of this computer only.`)
  }
  return value
}

/**
 * Asks an address whether it wants notifications: in time it must answer 200, `text/plain`, with the token decoded
 * (GRAPH-FACTS 9).
 */
export const shakeHands = async (address: string, patienceMs: number): Promise<void> => {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${crypto.randomUUID()}`
  const target = `${address}${address.includes('?') ? '&' : '?'}validationToken=${encodeURIComponent(token)}`
  let problem = 'Notification endpoint must respond with 200 OK to validation request.'
  const signal = AbortSignal.timeout(patienceMs)
  try {
    const response = await fetch(target, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal,
    })
    const text = await response.text()
    const plain = (response.headers.get('content-type') ?? '').startsWith('text/plain')
    if (response.status === 200 && plain && text === token) return
    if (response.status === 200) problem = 'Notification endpoint must answer with the validation token as text/plain.'
  } catch {
    // Whatever went wrong, the address did not vouch for itself.
    if (signal.aborted) problem = 'The request timed out.'
  }
  throw refuse(`Subscription validation request failed. ${problem}`)
}
