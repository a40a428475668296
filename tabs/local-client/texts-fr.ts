import client from '../../src/i18n/fr/client.json'
import common from '../../src/i18n/fr/common.json'

export const texts = { client, common }
