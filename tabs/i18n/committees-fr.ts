import committees from '../../src/i18n/fr/committees.json'
import listFields from '../../src/i18n/fr/list-fields.json'
import { texts as base } from './fr'

export const texts = { ...base, fields: { ...base.fields, ...listFields }, committees }
