import committees from '../../src/i18n/en/committees.json'
import listFields from '../../src/i18n/en/list-fields.json'
import { texts as base } from './en'

export const texts = { ...base, fields: { ...base.fields, ...listFields }, committees }
