import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { createTokens, type Tokens } from './tokens'

/** Entra's answers of GRAPH-FACTS 6.1, given by an authority that knows nothing else. */
let server: Server
let tokens: Tokens
let refusal: object

beforeAll(async () => {
  server = createServer((req, res) => {
    const address = server.address()
    const base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/tenant`
    res.setHeader('Content-Type', 'application/json')
    if (req.url?.includes('openid-configuration'))
      res.end(
        JSON.stringify({
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${base}/keys`,
        }),
      )
    else res.writeHead(400).end(JSON.stringify(refusal))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  tokens = createTokens({ authority: `http://127.0.0.1:${port}/tenant`, clientId: 'app', clientSecret: 'secret' })
})
afterAll(async () => {
  server.close()
  await once(server, 'close')
})

test.each([
  ['interaction_required', 'AADSTS50076: you must use multi-factor authentication.', 'consent-required'],
  [
    'invalid_grant',
    'AADSTS65001: The user or administrator has not consented to use the application.',
    'consent-required',
  ],
  ['invalid_grant', 'AADSTS500133: Assertion is not within its valid time range.', 'forbidden'],
  ['invalid_client', 'AADSTS7000215: Invalid client secret provided.', 'forbidden'],
])('%s %s is told as %s', async (error, error_description, code) => {
  refusal = { error, error_description }
  await expect(tokens.onBehalfOf(`assertion ${error_description}`)).rejects.toMatchObject({ code })
})
