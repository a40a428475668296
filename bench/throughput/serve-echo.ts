import express, { json } from 'express'
import { z } from 'zod'
import { connectorToken } from '../../bot/credentials'
import { createTokenCheck } from '../../bot/token'
import { listen } from '../../src/server/http/listen'
import { Connection } from './connection'
import { createAdapter } from './echo-adapter'

/**
 * The yardstick: botbuilder's echo bot with the product's own token check and nothing else. It says what it heard back through
 * the connector, as an echo bot does; `silent`, it answers in the response alone.
 */
const { connection, silent } = z
  .object({ connection: Connection, silent: z.boolean() })
  .parse(JSON.parse(process.argv[2] ?? ''))

const adapter = createAdapter(connection, createTokenCheck(connection), connectorToken(connection))
const app = express()
app.post('/api/messages', json(), (req, res) =>
  adapter.process(req, res, async (turn) => {
    if (!silent) await turn.sendActivity(`Echo: ${JSON.stringify(turn.activity.value)}`)
    const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Echo' }
    await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
  }),
)

listen(app, '127.0.0.1', 0, 'PORT').then(({ port }) => {
  console.log(JSON.stringify({ origin: `http://127.0.0.1:${port}` }))
})
process.on('SIGTERM', () => process.exit(0))
