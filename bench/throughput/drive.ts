import { Agent, request } from 'node:http'

/** One activity ready to be sent. */
export interface Shot {
  readonly authorization: string
  readonly body: string
}

export interface Shots {
  /** The next activity of a client; called when the client is free, outside of what is timed. */
  next(client: number): Promise<Shot>
  /** Told of every answer; false when it is not what the person should have got. */
  accept(shot: Shot, status: number, body: string): boolean
}

export interface Driven {
  /** Milliseconds of each accepted answer. */
  readonly latencies: readonly number[]
  readonly seconds: number
  readonly refused: number
}

const post = (agent: Agent, origin: string, shot: Shot): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      `${origin}/api/messages`,
      {
        agent,
        method: 'POST',
        headers: {
          Authorization: shot.authorization,
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Length': Buffer.byteLength(shot.body),
        },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(shot.body)
  })

/** Clients that each send their next activity as soon as the last one is answered, for a while; what is under way is finished. */
export const driveClosed = async (origin: string, shots: Shots, clients: number, ms: number): Promise<Driven> => {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const latencies: number[] = []
  let refused = 0
  // Signed before the clock starts: the generator should not be what limits the first moments.
  const first = await Promise.all(Array.from({ length: clients }, (_, client) => shots.next(client)))
  const started = performance.now()
  const run = async (client: number): Promise<void> => {
    for (let shot = first[client]; shot && performance.now() - started < ms; ) {
      const sentAt = performance.now()
      const { status, body } = await post(agent, origin, shot)
      if (shots.accept(shot, status, body)) latencies.push(performance.now() - sentAt)
      else refused += 1
      shot = await shots.next(client)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => run(client)))
  agent.destroy()
  return { latencies, refused, seconds: (performance.now() - started) / 1000 }
}

/**
 * Activities that arrive at a steady rate, whether or not the earlier ones are answered; timed from the moment at which each was
 * due, so that a server that falls behind cannot hide it.
 */
export const driveOpen = async (origin: string, shots: Shots, perSecond: number, ms: number): Promise<Driven> => {
  const agent = new Agent({ keepAlive: true })
  const latencies: number[] = []
  let refused = 0
  const total = Math.round((perSecond * ms) / 1000)
  const ready = await Promise.all(Array.from({ length: total }, (_, index) => shots.next(index)))
  const started = performance.now()
  await Promise.all(
    ready.map(async (shot, index) => {
      const due = started + (index * 1000) / perSecond
      await new Promise((resolve) => setTimeout(resolve, due - performance.now()))
      const { status, body } = await post(agent, origin, shot)
      if (shots.accept(shot, status, body)) latencies.push(performance.now() - due)
      else refused += 1
    }),
  )
  agent.destroy()
  return { latencies, refused, seconds: (performance.now() - started) / 1000 }
}
