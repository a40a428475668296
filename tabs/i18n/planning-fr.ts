import committees from '../../src/i18n/fr/committees.json'
import planning from '../../src/i18n/fr/planning.json'
import { texts as base } from './fr'

export const texts = { ...base, committees, planning }
