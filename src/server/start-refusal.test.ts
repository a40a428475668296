import { GraphFailure, MissingLists, noAnswer } from '../graph/http/failure'
import { translate } from '../i18n/translate'
import { SCHEMA_VERSION } from '../lists/schema-version'
import { UnfitSite } from './check-site'
import { type ConfigError, readConfig } from './config'
import { startRefusal } from './start-refusal'

const wordsOf = (error: unknown) => [startRefusal(error, translate('fr')), startRefusal(error, translate('en'))]
const refused = (environment: Record<string, string>): ConfigError => {
  try {
    readConfig(environment)
  } catch (error) {
    return error as ConfigError
  }
  throw new Error('nothing was refused')
}

test('an organisation that has said nothing yet is told each variable that it needs, a line each', () => {
  const [french = '', english = ''] = wordsOf(refused({ TENANT: 'microsoft365' }))
  const needed = [
    'PUBLIC_URL',
    'MicrosoftAppId',
    'MicrosoftAppPassword',
    'MicrosoftAppTenantId',
    'SITE_URL',
    'PMO_CHANNEL',
  ]
  expect(french?.split('\n')).toEqual(needed.map((name) => `${name} manque\u202f; TENANT=microsoft365 en a besoin.`))
  expect(english?.split('\n')).toEqual(needed.map((name) => `${name} is not set; TENANT=microsoft365 needs it.`))
})

test.each([
  [{ TENANT: 'azure' }, 'TENANT=azure n’est pas valable. Il faut local ou microsoft365.'],
  [{ PORT: '70000' }, 'PORT=70000 n’est pas valable. Il faut un nombre entier de 0 à 65535.'],
  [{ DATABASE_URL: 'mysql://u:secret@host/db' }, 'DATABASE_URL n’est pas valable. Il faut une adresse postgres://….'],
  [{ PUBLIC_URL: 'pmo' }, 'PUBLIC_URL=pmo n’est pas valable. Il faut une adresse http://… ou https://….'],
])('a wrong value is told with what the variable takes: %j', (environment, line) => {
  expect(wordsOf(refused(environment))[0]).toBe(line)
})

test('of an organisation’s own address https is asked', () => {
  const [words] = wordsOf(refused({ TENANT: 'microsoft365', PUBLIC_URL: 'http://pmo.opnum.be' }))
  expect(words).toContain('PUBLIC_URL=http://pmo.opnum.be n’est pas valable. Il faut une adresse https://….')
})

test.each<readonly [unknown, string, string]>([
  [new UnfitSite('older', 1), `demande le schéma ${SCHEMA_VERSION}`, 'provision apply'],
  [new UnfitSite('newer', 99), 'Le site a le schéma 99', 'install the later release'],
  [new UnfitSite('restoring', 1), 'gouvernail restore', 'gouvernail restore'],
  [new MissingLists(['Risks', 'Bodies']), 'Il manque au site les listes Risks, Bodies', 'provision apply'],
  [noAnswer('unavailable', 'GET /sites: ECONNREFUSED'), 'ne répond pas', 'does not answer'],
  [
    new GraphFailure('forbidden', 'No Graph token: invalid_client', {
      status: 401,
      graphCode: 'invalid_client',
      requestId: null,
      retryAfterMs: null,
    }),
    'Microsoft 365 refuse (No Graph token: invalid_client)',
    'gouvernail doctor',
  ],
])('%s is said in both languages, with what mends it', (error, french, english) => {
  const [fr, en] = wordsOf(error)
  expect(fr).toContain(french)
  expect(en).toContain(english)
})

test('a failure of our own is no refusal', () => {
  expect(wordsOf(new TypeError('x'))).toEqual([null, null])
})
