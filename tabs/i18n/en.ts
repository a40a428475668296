import codes from '../../src/i18n/en/codes.json'
import common from '../../src/i18n/en/common.json'
import errors from '../../src/i18n/en/errors.json'
import fields from '../../src/i18n/en/fields.json'
import portfolio from '../../src/i18n/en/portfolio.json'
import status from '../../src/i18n/en/status.json'

export const texts = { common, codes, fields, errors, status, portfolio }
