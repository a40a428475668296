import codes from '../../src/i18n/fr/codes.json'
import common from '../../src/i18n/fr/common.json'
import errors from '../../src/i18n/fr/errors.json'
import fields from '../../src/i18n/fr/fields.json'
import portfolio from '../../src/i18n/fr/portfolio.json'
import status from '../../src/i18n/fr/status.json'

export const texts = { common, codes, fields, errors, status, portfolio }
