import committees from '../../src/i18n/fr/committees.json'
import session from '../../src/i18n/fr/session.json'
import { texts as base } from './fr'

export const texts = { ...base, committees, session }
