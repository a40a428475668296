import client from '../../src/i18n/en/client.json'
import common from '../../src/i18n/en/common.json'

export const texts = { client, common }
